/** CONNECT: who asks, where to, and whether the tunnel is opened for inspection, passed blindly or refused. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Authority, parseAuthority } from './authority.ts'
import { errorStatus, SluiceError } from './errors.ts'
import type { Gate } from './gate.ts'
import type { Identity } from './identity/types.ts'
import type { Interceptor } from './intercept.ts'
import { passThrough } from './passthrough.ts'
import { recordTunnelRefusal } from './tunnel-record.ts'

export async function handleConnect(
  gate: Gate,
  interceptor: Interceptor,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy())
  const id = gate.newEventId()
  try {
    if (gate.running.draining) throw new SluiceError('shutting_down', 'Sluice is shutting down')
    const target = parseAuthority(request.url ?? '')
    if (!target) throw new SluiceError('bad_authority', 'CONNECT needs HOST:PORT')
    const catalogue = gate.catalogue()
    if (!gate.settings.proxy.connect_ports.includes(target.port) && !catalogue.connectPorts().includes(target.port)) {
      throw new SluiceError(
        'port_refused',
        `port ${target.port} is not one that CONNECT may name (proxy.connect_ports)`,
      )
    }
    const identity = await identifyCaller(gate, request, socket)
    const app = catalogue.find(target)
    if (app) return intercept(gate, interceptor, socket, head, { scheme: 'https', authority: target, app, identity })
    await pass(gate, id, socket, head, target, identity)
  } catch (failure) {
    refuseConnect(gate, id, socket, failure)
  }
}

/** Throws `identity_rejected` or `identity_required` (407). */
export async function identifyCaller(gate: Gate, request: IncomingMessage, socket: Duplex): Promise<Identity> {
  // Duplex of http.Server is always a net.Socket here; the type is wider for exotic servers.
  const address = unmapped((socket as Socket).remoteAddress ?? '')
  const credentials = request.headers['proxy-authorization']
  const result = await gate.identify({
    address,
    ...(credentials === undefined ? {} : { proxyAuthorization: credentials }),
  })
  if (result.kind === 'identified') return result.identity
  if (result.kind === 'rejected') throw new SluiceError('identity_rejected', result.reason)
  throw new SluiceError('identity_required', 'this proxy needs a user name and password')
}

function unmapped(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

function intercept(
  gate: Gate,
  interceptor: Interceptor,
  socket: Duplex,
  head: Buffer,
  tunnel: Parameters<Interceptor['open']>[1],
): void {
  if (socket.destroyed) return
  // Throws for a host that the CA may not certify: before the client is told that its tunnel stands.
  gate.leaves.contextFor(tunnel.authority.host)
  gate.log.debug('tunnel opened for inspection', {
    host: tunnel.authority.host,
    app: tunnel.app.id,
    user: tunnel.identity.user,
  })
  socket.write(established)
  // A pipelined ClientHello goes back in front of what the socket reads next.
  if (head.length > 0) socket.unshift(head)
  interceptor.open(socket as Socket, tunnel)
}

const established = 'HTTP/1.1 200 Connection Established\r\n\r\n'

async function pass(
  gate: Gate,
  id: string,
  socket: Duplex,
  head: Buffer,
  target: Authority,
  identity: Identity,
): Promise<void> {
  const decision = gate.policy().decideTunnel({ person: identity, host: target.host, now: gate.now() })
  if (decision.action !== 'allow') await recordTunnelRefusal(gate, identity, target, decision, undefined, id)
  if (decision.enforced === 'block')
    throw new SluiceError('policy_blocked', decision.message ?? `${target.host} is blocked by your company's policy`)
  const upstream = await gate.upstream.connector.tcp(target)
  if (socket.destroyed) {
    upstream.destroy()
    return
  }
  socket.write(established)
  if (head.length > 0) socket.unshift(head)
  passThrough({ gate, client: socket as Socket, upstream, target }, serverName => {
    gate.log.warn('tunnel cut: its TLS server name is an AI host, its target is not', {
      host: serverName,
      address: target.host,
      user: identity.user,
    })
    void recordTunnelRefusal(gate, identity, target, null, serverName)
  })
}

function refuseConnect(gate: Gate, id: string, socket: Duplex, failure: unknown): void {
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('internal', 'the tunnel could not be opened', { cause: failure })
  const expected = [
    'bad_authority',
    'port_refused',
    'identity_required',
    'identity_rejected',
    'policy_blocked',
    'shutting_down',
  ].includes(error.code)
  gate.log[expected ? 'debug' : 'warn']('CONNECT refused', { event: id, code: error.code, error })
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const status = errorStatus[error.code]
  const body = `${error.message}\n`
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="Sluice", charset="UTF-8"\r\n' : ''
  const retry = status === 503 ? 'Retry-After: 1\r\n' : ''
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}\r\n${challenge}${retry}Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Sluice-Error: ${error.code}\r\nX-Sluice-Event: ${id}\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
