/** Opens the TLS of one tunnel in process: no port, no second socket. ALPN decides h2 or http/1.1; both reach the same exchange. */
import { createServer as createHttp1Server, type IncomingMessage } from 'node:http'
import { createSecureServer, type ServerHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { handleExchange } from './exchange.ts'
import type { Gate, Tunnel } from './gate.ts'
import type { ClientRequest } from './receive.ts'
import type { ClientResponse } from './relay.ts'
import { handleUpgrade } from './websocket.ts'

export interface Interceptor {
  /** Takes over `socket`, to which a 200 for CONNECT was already written; `tunnel` is where it leads. */
  open(socket: Socket, tunnel: Tunnel): void
  /** Ends idle connections, and the others once their exchange is done. */
  drain(): void
  close(): void
}

export function createInterceptor(gate: Gate): Interceptor {
  const sockets = new Set<TLSSocket>()
  const h1 = createHttp1(gate)
  const h2 = createHttp2(gate)
  return {
    open(socket, tunnel) {
      const tls = startTls(gate, socket, tunnel, gate.settings.proxy.header_timeout * 1000, () => {
        if (tls.alpnProtocol === 'h2') h2.take(tls, tunnel)
        else h1.take(tls, tunnel)
      })
      sockets.add(tls)
      tls.on('close', () => sockets.delete(tls))
    },
    drain() {
      h1.drain()
      h2.drain()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      h1.close()
      h2.close()
    },
  }
}

/** A server of Node's that never listens: connections are handed to it after their handshake. */
interface Hidden {
  take(tls: TLSSocket, tunnel: Tunnel): void
  /** Ends idle connections, and the others once their exchange is done. */
  drain(): void
  close(): void
}

function createHttp1(gate: Gate): Hidden {
  const { header_timeout, idle_timeout } = gate.settings.proxy
  const tunnels = new WeakMap<Duplex, Tunnel>()
  const server = createHttp1Server(
    {
      requestTimeout: 0,
      headersTimeout: header_timeout * 1000,
      connectionsCheckingInterval: checkEveryMs(header_timeout),
      keepAliveTimeout: idle_timeout * 1000,
      maxHeaderSize: 64 * 1024,
      joinDuplicateHeaders: true,
    },
    (request, response) => serve(gate, tunnels.get(request.socket), request, response),
  )
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const tunnel = tunnels.get(request.socket)
    if (tunnel) void handleUpgrade(gate, tunnel, request, socket, head)
    else socket.destroy()
  })
  server.on('clientError', answerBadRequest)
  // This starts http.Server's own check of header timeouts, which listening would start.
  server.emit('listening')
  return {
    take(tls, tunnel) {
      tunnels.set(tls, tunnel)
      server.emit('connection', tls)
    },
    drain: () => server.closeIdleConnections(),
    close: () => void server.close(),
  }
}

function createHttp2(gate: Gate): Hidden {
  const { idle_timeout } = gate.settings.proxy
  const sessions = new Set<ServerHttp2Session>()
  const tunnels = new WeakMap<ServerHttp2Session, Tunnel>()
  const server = createSecureServer(
    // RFC 9113 section 6.5.2 recommends no fewer than 100 streams; without a number they would be unbounded.
    { settings: { enablePush: false, maxConcurrentStreams: 128 }, maxSessionMemory: 64 },
    (request: ClientRequest, response: ClientResponse) => {
      // A server's streams belong to server sessions; the type is that of both ends.
      const session = 'stream' in request ? (request.stream.session as ServerHttp2Session | undefined) : undefined
      serve(gate, session && tunnels.get(session), request, response)
    },
  )
  server.setTimeout(0)
  let opening: Tunnel | undefined
  server.on('session', session => {
    sessions.add(session)
    session.setTimeout(idle_timeout * 1000, () => session.close())
    session.on('close', () => sessions.delete(session))
    // Emitted while 'secureConnection' is handled in take() below.
    if (opening) tunnels.set(session, opening)
  })
  return {
    take(tls, tunnel) {
      opening = tunnel
      server.emit('secureConnection', tls)
      opening = undefined
    },
    drain() {
      for (const session of sessions) session.close()
    },
    close: () => void server.close(),
  }
}

function serve(gate: Gate, tunnel: Tunnel | undefined, request: ClientRequest, response: ClientResponse): void {
  if (tunnel) void handleExchange(gate, tunnel, request, response)
  else request.socket.destroy()
}

function startTls(gate: Gate, socket: Socket, tunnel: Tunnel, handshakeMs: number, ready: () => void): TLSSocket {
  const tls = new TLSSocket(socket, {
    isServer: true,
    secureContext: gate.leaves.contextFor(tunnel.authority.host),
    ALPNProtocols: ['h2', 'http/1.1'],
  })
  const give_up = (): void => {
    tls.destroy()
    socket.destroy()
  }
  const timer = setTimeout(give_up, handshakeMs)
  tls.on('error', () => give_up())
  // The usual reason is a client that does not trust the CA: the platform engineer needs to see that.
  const who = { host: tunnel.authority.host, user: tunnel.identity.user }
  let explained = false
  tls.on('_tlsError', (error: Error) => {
    explained = true
    gate.log.debug('TLS handshake with a client failed', { ...who, error })
    give_up()
  })
  tls.once('close', () => {
    clearTimeout(timer)
    // Node's clients hang up without an alert when they do not like the certificate.
    if (!explained && tls.bytesRead === 0) gate.log.debug('a client left its TLS handshake without a word', who)
  })
  tls.once('secure', () => {
    clearTimeout(timer)
    // As tls.Server does after the handshake; node:http2 waits for this flag before it reads.
    Object.assign(tls, { secureConnecting: false })
    ready()
  })
  return tls
}

/** How often Node looks for connections past their header timeout: often enough that the timeout is about what it says. */
export function checkEveryMs(headerTimeoutSeconds: number): number {
  return Math.min(5000, headerTimeoutSeconds * 500)
}

/** Requests the parser refuses (both lengths, obs-fold, bare LF, bad chunk sizes) get 400 and the connection closes. */
export function answerBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) {
    socket.destroy()
    return
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  const body = `${JSON.stringify({ type: 'about:blank', title: status.slice(4), status: Number(status.slice(0, 3)), detail: 'The request is not valid HTTP, so it was not sent.' })}\n`
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
