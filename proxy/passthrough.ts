/** A blind tunnel for everything that is not AI: bytes are counted and never decrypted. */
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Authority, hostName } from './authority.ts'
import { readServerName } from './client-hello.ts'
import type { Gate } from './gate.ts'

export interface PassOptions {
  readonly gate: Gate
  readonly client: Duplex
  readonly upstream: Socket
  readonly target: Authority
}

/**
 * Joins both sockets until one ends or nothing crosses for `proxy.tunnel_idle_timeout`. A TLS server name that belongs to an AI host, sent through a tunnel to another
 * address, would lead around inspection: such a tunnel is cut before its first byte leaves, and `evasion` is called.
 */
export function passThrough(options: PassOptions, evasion: (serverName: string) => void): void {
  const { gate, client, upstream, target } = options
  const entry = { cut: () => end() }
  gate.running.tunnels.add(entry)
  let up = 0
  let down = 0
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    gate.running.tunnels.delete(entry)
    client.destroy()
    upstream.destroy()
    gate.audit.tunnel(target.host, up, down, gate.now().getTime())
  }
  for (const socket of [client, upstream]) socket.on('error', end).on('close', end)
  // Every byte crosses this socket, so its timer is the tunnel's.
  upstream.setTimeout(gate.settings.proxy.tunnel_idle_timeout * 1000, end)
  upstream.on('data', (chunk: Buffer) => {
    down += chunk.length
    if (!client.write(chunk)) upstream.pause()
  })
  client.on('drain', () => upstream.resume())
  upstream.on('drain', () => client.resume())
  upstream.on('end', () => client.end())
  client.on('end', () => upstream.end())
  const forward = (chunk: Buffer): void => {
    up += chunk.length
    if (!upstream.write(chunk)) client.pause()
  }
  watchHello(options, client, forward, serverName => {
    end()
    evasion(serverName)
  })
}

/** Holds back the first bytes until the server name is known or there can be none. */
function watchHello(
  options: PassOptions,
  client: Duplex,
  forward: (chunk: Buffer) => void,
  evasion: (serverName: string) => void,
): void {
  let held: Buffer = Buffer.alloc(0)
  const onFirst = (chunk: Buffer): void => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const reading = readServerName(held)
    if (reading.kind === 'incomplete' && held.length < 70_000) return
    client.off('data', onFirst)
    if (reading.kind === 'name' && leadsAround(options, reading.serverName)) return evasion(reading.serverName)
    forward(held)
    client.on('data', forward)
  }
  client.on('data', onFirst)
}

function leadsAround({ gate, target }: PassOptions, serverName: string): boolean {
  const name = hostName(serverName)
  return name !== null && name !== target.host && gate.catalogue().findHost(name) !== undefined
}
