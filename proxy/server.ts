/** The listener: CONNECT tunnels, plain-HTTP requests in absolute form, and the proxy's own pages. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { parseAuthority } from './authority.ts'
import { SettingsError } from './errors.ts'
import type { Gate } from './gate.ts'
import { answerBadRequest, checkEveryMs, createInterceptor, type Interceptor } from './intercept.ts'
import { answerOwnPage, type OwnPages } from './own-pages.ts'
import { handlePlain } from './plain.ts'
import { handleConnect } from './tunnel.ts'

export interface Proxy {
  /** Resolves with the bound address; throws SettingsError when the port is taken. */
  listen(host: string, port: number): Promise<AddressInfo>
  /** Stops accepting, lets running exchanges and tunnels end for at most `graceMs`, then cuts them. */
  drain(graceMs: number): Promise<void>
  connections(): number
}

export function createProxy(gate: Gate, pages: OwnPages): Proxy {
  const interceptor = createInterceptor(gate)
  const { header_timeout, idle_timeout, max_connections } = gate.settings.proxy
  const sockets = new Set<Socket>()
  const server = createServer({
    headersTimeout: header_timeout * 1000,
    connectionsCheckingInterval: checkEveryMs(header_timeout),
    requestTimeout: 0,
    keepAliveTimeout: idle_timeout * 1000,
    maxHeaderSize: 64 * 1024,
    joinDuplicateHeaders: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
  })
  server.maxConnections = max_connections
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  server.on(
    'connect',
    (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      void handleConnect(gate, interceptor, request, socket, head),
  )
  server.on('request', (request, response) => serve(gate, pages, request, response))
  server.on('upgrade', (_request, socket: Duplex) =>
    socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
  )
  server.on('clientError', answerBadRequest)
  return {
    listen: (host, port) => listen(server, host, port),
    drain: graceMs => drain(gate, server, interceptor, sockets, graceMs),
    connections: () => sockets.size,
  }
}

function serve(gate: Gate, pages: OwnPages, request: IncomingMessage, response: ServerResponse): void {
  const absolute = /^http:\/\/([^/?#]*)/i.exec(request.url ?? '')
  if (!absolute) {
    answerOwnPage(pages, request, response)
    return
  }
  const authority = parseAuthority(absolute[1]!, 80)
  void handlePlain(gate, authority, request, response)
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, `${host}:${port}`)))
    server.listen({ host, port, backlog: 1024 }, () => {
      // A listening TCP server has an AddressInfo; string and null are for pipes and unbound servers.
      resolve(server.address() as AddressInfo)
    })
  })
}

/** The usual reasons a listener cannot start, with the remedy. `setting` names the key to change. */
export function listenFailure(error: NodeJS.ErrnoException, address: string, setting = 'proxy.listen'): SettingsError {
  const reason =
    error.code === 'EADDRINUSE'
      ? 'is in use by another process'
      : error.code === 'EACCES'
        ? 'may not be used by this account'
        : error.code === 'EADDRNOTAVAIL'
          ? 'is not an address of this machine'
          : `cannot be used (${error.code})`
  return new SettingsError(`${address} ${reason}; free it or set ${setting}`, { cause: error })
}

async function drain(
  gate: Gate,
  server: Server,
  interceptor: Interceptor,
  sockets: ReadonlySet<Socket>,
  graceMs: number,
): Promise<void> {
  gate.running.draining = true
  server.close()
  interceptor.drain()
  const until = Date.now() + graceMs
  while ((gate.running.exchanges.size > 0 || gate.running.tunnels.size > 0) && Date.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  for (const entry of [...gate.running.exchanges, ...gate.running.tunnels]) entry.cut()
  // A cut exchange still writes its outcome: its stages end within a turn or two of the loop.
  for (let i = 0; i < 100 && gate.running.exchanges.size > 0; i++) await new Promise(resolve => setTimeout(resolve, 10))
  interceptor.close()
  for (const socket of sockets) socket.destroy()
}
