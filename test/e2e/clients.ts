/** Clients of the proxy: undici as applications use it, and bare sockets where a test needs to write or read every byte. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { ProxyAgent, fetch as undiciFetch } from 'undici'
import { onTestFinished } from 'vitest'

export interface ProxyPlace {
  readonly proxyUrl: string
  readonly caFile: string
}

/** undici's dispatcher for a proxy, as an application would set it: the CA is the only other thing it is told. */
export function proxyAgent(proxy: ProxyPlace, token?: string): ProxyAgent {
  const agent = new ProxyAgent({
    uri: proxy.proxyUrl,
    requestTls: { ca: readFileSync(proxy.caFile) },
    ...(token === undefined ? {} : { token }),
  })
  onTestFinished(() => agent.destroy())
  return agent
}

/** The standard fetch, through the proxy. */
export function proxyFetch(proxy: ProxyPlace, token?: string): typeof fetch {
  const dispatcher = proxyAgent(proxy, token)
  // undici's own types of fetch and the platform's describe the same function.
  return ((input: string, init?: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch
}

/** Answer to a CONNECT that was written by hand. */
export interface Tunnel {
  readonly status: number
  readonly head: string
  readonly socket: Socket
}

/** Sends CONNECT and waits for the answer's head. `pipelined` is written right behind it. */
export async function openTunnel(
  proxyUrl: string,
  authority: string,
  options: { readonly fields?: string; readonly pipelined?: Buffer } = {},
): Promise<Tunnel> {
  const socket = await openSocket(proxyUrl)
  const head = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${options.fields ?? ''}\r\n`
  socket.write(options.pipelined ? Buffer.concat([Buffer.from(head), options.pipelined]) : head)
  const answer = await readHead(socket)
  return { status: Number(answer.split(' ')[1]), head: answer, socket }
}

export async function openSocket(proxyUrl: string): Promise<Socket> {
  const { hostname, port } = new URL(proxyUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => socket.destroy())
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Reads to the empty line and puts what follows back. */
export async function readHead(socket: Socket): Promise<string> {
  let bytes = Buffer.alloc(0)
  for (;;) {
    const chunk = socket.read() as Buffer | null // a socket without encoding gives Buffers
    if (chunk === null) {
      if (socket.destroyed || socket.readableEnded) throw new Error(`closed after ${JSON.stringify(bytes.toString())}`)
      await nextEvent(socket)
      continue
    }
    bytes = Buffer.concat([bytes, chunk])
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) continue
    if (bytes.length > end + 4) socket.unshift(bytes.subarray(end + 4))
    return bytes.toString('latin1', 0, end)
  }
}

/** More to read, or the end. */
function nextEvent(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      socket.off('readable', done).off('end', done).off('close', done)
      resolve()
    }
    socket.on('readable', done).on('end', done).on('close', done)
  })
}

/** A TLS connection to `host` inside a tunnel through the proxy, verified with the proxy's CA. */
export async function openTls(
  proxy: ProxyPlace,
  host: string,
  options: { readonly port?: number; readonly alpn?: readonly string[]; readonly ca?: string } = {},
): Promise<TLSSocket> {
  const tunnel = await openTunnel(proxy.proxyUrl, `${host}:${options.port ?? 443}`)
  if (tunnel.status !== 200) throw new Error(`CONNECT was answered ${tunnel.head}`)
  const socket = tlsConnect({
    socket: tunnel.socket,
    servername: host,
    ca: options.ca ?? readFileSync(proxy.caFile, 'utf8'),
    ALPNProtocols: [...(options.alpn ?? ['http/1.1'])],
  })
  await once(socket, 'secureConnect')
  socket.on('error', () => socket.destroy())
  onTestFinished(() => void socket.destroy())
  return socket
}

/** Everything the peer sends until it closes. */
export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume()
  if (!socket.closed) await once(socket, 'close')
  return Buffer.concat(chunks).toString('latin1')
}

/** Writes a request by hand and reads the connection to its end; give `Connection: close` in it. */
export async function exchangeRaw(proxy: ProxyPlace, host: string, request: string | Buffer): Promise<string> {
  const socket = await openTls(proxy, host)
  socket.write(request)
  return readAll(socket)
}

/** An HTTP/2 session to `host` through the proxy. */
export async function openHttp2(proxy: ProxyPlace, host: string): Promise<ClientHttp2Session> {
  const socket = await openTls(proxy, host, { alpn: ['h2'] })
  const session = connectHttp2(`https://${host}`, { createConnection: () => socket })
  session.on('error', () => session.destroy())
  onTestFinished(() => void session.destroy())
  await once(session, 'connect')
  return session
}

export interface Http2Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  readonly trailers: Readonly<Record<string, unknown>>
}

/** One request on the session; rejects when the stream is reset. */
export function requestHttp2(
  session: ClientHttp2Session,
  headers: Record<string, string | string[]>,
  body?: string | Buffer,
): Promise<Http2Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers, { endStream: body === undefined })
    const chunks: Buffer[] = []
    let answer: Record<string, string | string[] | undefined> = {}
    let trailers: Record<string, unknown> = {}
    stream.on('response', fields => (answer = fields as typeof answer)) // the status is a number among strings
    stream.on('trailers', fields => (trailers = fields))
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('close', () => {
      if (stream.rstCode !== 0) return reject(new Error(`stream was reset with ${stream.rstCode}`))
      resolve({ status: Number(answer[':status']), headers: answer, body: Buffer.concat(chunks), trailers })
    })
    if (body !== undefined) stream.end(body)
  })
}

/** Waits until the condition holds; fails with `what` after `timeoutMs`. */
export async function until(condition: () => boolean, what: string, timeoutMs = 5000): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
