/** Fake upstreams on loopback: a TLS front that keeps every byte it was sent, before a server of the test's own or aimock. */
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { LLMock } from '@copilotkit/aimock'
import { onTestFinished } from 'vitest'
import type { Credentials, TestCa } from './test-ca.ts'

export interface Upstream {
  readonly port: number
  /** What each TLS connection has sent so far, decrypted. */
  received(): Buffer[]
  /** The requests in it, with their bodies as sent. */
  requests(): ReceivedRequest[]
  /** TCP connections so far, also those whose handshake failed. */
  connections(): number
  /** TLS connections that are open now. */
  readonly sockets: ReadonlySet<TLSSocket>
}

export interface ReceivedRequest {
  readonly method: string
  readonly target: string
  /** As on the wire: order, case, duplicates. */
  readonly fields: readonly (readonly [string, string])[]
  field(name: string): string | undefined
  readonly body: Buffer
  json(): unknown
}

/** A TLS front; `serve` gets each connection after its handshake. `credentials` by server name. */
export async function startFront(
  credentials: (serverName: string) => Credentials,
  serve: (socket: TLSSocket) => void,
  alpn: readonly string[] = ['http/1.1'],
): Promise<Upstream> {
  const perConnection: Buffer[][] = []
  const sockets = new Set<TLSSocket>()
  const tcp = new Set<Socket>()
  let connections = 0
  const server = createTlsServer({
    ...credentials('localhost'),
    ALPNProtocols: [...alpn],
    SNICallback: (name, done) => done(null, createSecureContext(credentials(name))),
  })
  server.on('connection', (socket: Socket) => {
    connections++
    tcp.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => tcp.delete(socket))
  })
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', socket => {
    const chunks: Buffer[] = []
    perConnection.push(chunks)
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    serve(socket)
    // After the server has its own listener: Node's HTTP server then hands the bytes to both.
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of tcp) socket.destroy()
    server.close()
  })
  const received = (): Buffer[] => perConnection.map(chunks => Buffer.concat(chunks))
  return {
    port: portOf(server),
    received,
    requests: () => received().flatMap(parseRequests),
    connections: () => connections,
    sockets,
  }
}

/** An HTTPS upstream whose answers the test writes. */
export async function startUpstream(ca: TestCa, listener: RequestListener): Promise<Upstream> {
  const http = createServer({ keepAliveTimeout: 60_000 }, listener)
  return startFront(issuer(ca), socket => http.emit('connection', socket))
}

/** An upstream on raw sockets: the test writes the answer byte by byte. */
export function startRawUpstream(ca: TestCa, serve: (socket: TLSSocket) => void): Promise<Upstream> {
  return startFront(issuer(ca), serve)
}

/** An HTTPS upstream that refuses nobody but shows these credentials, good or bad. */
export async function startWithCredentials(credentials: Credentials): Promise<Upstream> {
  const http = createServer((_, response) => response.end('reached'))
  return startFront(
    () => credentials,
    socket => http.emit('connection', socket),
  )
}

export interface Providers extends Upstream {
  readonly mock: LLMock
}

/** aimock, which plays OpenAI, Anthropic and Gemini, behind one front for all their hosts. */
export async function startProviders(
  ca: TestCa,
  mock = new LLMock({ port: 0, logLevel: 'silent' }),
): Promise<Providers> {
  await mock.start()
  onTestFinished(() => mock.stop())
  const front = await startFront(issuer(ca), socket => {
    const inner = connect(mock.port, '127.0.0.1')
    inner.on('error', () => socket.destroy()).on('close', () => socket.destroy())
    socket.on('close', () => inner.destroy())
    socket.pipe(inner).pipe(socket)
  })
  return { ...front, mock }
}

/** A server on a bare port, for plain HTTP and blind tunnels. */
export async function startPlain(
  listener: RequestListener,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: portOf(server), server }
}

function issuer(ca: TestCa): (name: string) => Credentials {
  const made = new Map<string, Credentials>()
  return name => {
    let credentials = made.get(name)
    if (!credentials) made.set(name, (credentials = ca.issue(name)))
    return credentials
  }
}

export function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port // a TCP server that listens has one
}

/** Splits what one HTTP/1.1 connection sent into requests. */
export function parseRequests(bytes: Buffer): ReceivedRequest[] {
  const found: ReceivedRequest[] = []
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n\r\n', at)
    if (end < 0) break
    const [line = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n')
    const [method = '', target = ''] = line.split(' ')
    const fields = lines.map(
      text => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1).trim()] as const,
    )
    const field = (name: string): string | undefined =>
      fields.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1]
    const body =
      field('transfer-encoding') === 'chunked'
        ? unchunk(bytes, end + 4)
        : {
            body: bytes.subarray(end + 4, end + 4 + Number(field('content-length') ?? 0)),
            end: end + 4 + Number(field('content-length') ?? 0),
          }
    found.push({
      method,
      target,
      fields,
      field,
      body: body.body,
      json: () => JSON.parse(body.body.toString()) as unknown,
    })
    at = body.end
  }
  return found
}

function unchunk(bytes: Buffer, from: number): { body: Buffer; end: number } {
  const parts: Buffer[] = []
  let at = from
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (size === 0) {
      const trailersEnd = bytes.indexOf('\r\n\r\n', lineEnd)
      return { body: Buffer.concat(parts), end: trailersEnd < 0 ? bytes.length : trailersEnd + 4 }
    }
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
  return { body: Buffer.concat(parts), end: bytes.length }
}
