/** Requests written by hand and answers taken as they come, where a library would be too polite. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { openSocket, type ProxyPlace } from './clients.ts'

/** A tunnel whose CONNECT and ClientHello come in one packet, before any answer. */
export async function openPipelined(proxy: ProxyPlace, host: string): Promise<TLSSocket> {
  const transport = new PipelinedTransport(await openSocket(proxy.proxyUrl), `${host}:443`)
  const socket = connectTls({ socket: transport, servername: host, ca: readFileSync(proxy.caFile) })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'secureConnect')
  socket.on('error', () => socket.destroy())
  return socket
}

export interface Answer {
  readonly text: string
  readonly status: number
  /** `end`: the peer closed in good order; otherwise an error code, or `open` when it did not close in time. */
  readonly ended: string
}

/** Writes `text` and collects what comes back until the connection closes, `until` matches, or `ms` pass. */
export async function exchange(
  socket: Socket,
  text: string | Uint8Array,
  { until, ms = 5000 }: { readonly until?: RegExp; readonly ms?: number } = {},
): Promise<Answer> {
  let received = ''
  let ended = 'open'
  const over = new Promise<void>(resolve => {
    socket.on('data', chunk => {
      received += chunk.toString('latin1')
      if (until?.test(received)) resolve()
    })
    socket.once('end', () => {
      if (ended === 'open') ended = 'end'
    })
    socket.once('error', error => {
      ended = 'code' in error ? String(error.code) : error.message
    })
    socket.once('close', () => resolve())
  })
  socket.write(text)
  await Promise.race([over, delay(ms)])
  return { text: received, status: Number(received.slice(9, 12)), ended }
}

export function get(host: string, headers = ''): string {
  return `GET /v1/models HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`
}

export function post(host: string, body: string, headers = ''): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}\r\nContent-Type: application/json\r\n`
  return `POST /v1/chat/completions HTTP/1.1\r\nHost: ${host}\r\n${length}${headers}\r\n${body}`
}

/** Puts CONNECT in front of the first bytes written and takes its answer off the first bytes read. */
class PipelinedTransport extends Duplex {
  readonly #socket: Socket
  #before: Buffer
  #head = ''

  constructor(socket: Socket, target: string) {
    super()
    this.#socket = socket
    this.#before = Buffer.from(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
    socket.on('data', chunk => this.#take(chunk))
    socket.on('close', () => this.push(null))
  }

  #take(chunk: Buffer): void {
    if (this.#head.includes('\r\n\r\n')) {
      this.push(chunk)
      return
    }
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end >= 0 && this.#head.length > end + 4) this.push(Buffer.from(this.#head.slice(end + 4), 'latin1'))
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    const bytes = Buffer.concat([this.#before, chunk])
    this.#before = Buffer.alloc(0)
    this.#socket.write(bytes, done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
