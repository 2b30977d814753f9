/** WebSocket upgrades: the upstream is asked first, and the client gets the same subprotocol and compression or the upstream's own refusal. */
import type { IncomingMessage } from 'node:http'
import { type Duplex, pipeline } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { DecisionRecord } from './audit/types.ts'
import { formatAuthority } from './authority.ts'
import { SluiceError } from './errors.ts'
import type { Gate, Tunnel } from './gate.ts'
import { clientHeaders } from './headers.ts'
import { type Inspection, inspect, type Recognised, recognise } from './inspect.ts'
import type { RequestHead } from './providers/types.ts'
import { buildRecord } from './record.ts'
import { readHead } from './request-head.ts'
import { upstreamFailure } from './upstream.ts'
import { refuseUpgrade } from './websocket-refusal.ts'
import { relayMessages } from './websocket-relay.ts'

/** One upgraded (or refused) connection. */
export interface SocketExchange {
  readonly id: string
  readonly gate: Gate
  readonly tunnel: Tunnel
  readonly head: RequestHead
  readonly recognised: Recognised
  readonly startedAt: number
}

/** Never rejects. */
export async function handleUpgrade(
  gate: Gate,
  tunnel: Tunnel,
  request: IncomingMessage,
  socket: Duplex,
  first: Buffer,
): Promise<void> {
  const id = gate.newEventId()
  const startedAt = performance.now()
  let recorded = false
  let x: SocketExchange | undefined
  socket.on('error', () => socket.destroy())
  try {
    if (gate.running.draining) throw new SluiceError('shutting_down', 'Sluice is shutting down; try again in a moment')
    const head = readHead(request, tunnel)
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      throw new SluiceError('bad_request', 'only WebSocket upgrades are carried')
    x = { id, gate, tunnel, head, recognised: recognise(gate, tunnel, head), startedAt }
    const inspection = inspectUpgrade(x)
    const blocked = inspection.decision.enforced === 'block'
    const message = inspection.decision.message ?? "This connection was stopped by your company's policy."
    await recordUpgrade(x, inspection, blocked ? { code: 'policy_blocked', status: 403, message } : undefined)
    recorded = true
    if (blocked) throw new SluiceError('policy_blocked', message)
    const query = inspection.rewritten?.query ?? head.query
    const upstream = await openUpstream({ ...x, head: { ...head, query } }, request, socket)
    if ('status' in upstream) {
      finish(x, upstream.status, 0)
      return
    }
    const client = await acceptClient(x, request, socket, first, upstream)
    relayMessages(x, client, upstream.socket, (bytes, abortedBy) => finish(x!, 101, bytes, abortedBy))
  } catch (failure) {
    await refuseUpgrade({ gate, tunnel, id, startedAt, recorded }, x, socket, failure)
  }
}

/** The connection itself has no text but its query; its messages are read one by one. */
function inspectUpgrade(x: SocketExchange): Inspection {
  const nothing = {
    type: 'empty' as const,
    leaves: [],
    scalar: () => undefined,
    unread: [],
    rewrite: () => Buffer.alloc(0),
  }
  const { gate, tunnel, head, recognised } = x
  const { policy, now, keyedHash } = gate
  return inspect(policy(), tunnel, head, recognised, nothing, { verdict: 'full' }, now(), undefined, keyedHash)
}

async function recordUpgrade(
  x: SocketExchange,
  inspection: Inspection,
  refusal: DecisionRecord['refusal'],
): Promise<void> {
  const { gate, tunnel, head } = x
  try {
    await gate.audit.decide(
      buildRecord(gate, {
        id: x.id,
        at: gate.now().getTime(),
        tunnel,
        head,
        provider: x.recognised.provider.id,
        kind: 'websocket',
        stream: true,
        account: x.recognised.provider.account(head),
        coverage: inspection.extraction.coverage,
        segments: inspection.extraction.segments,
        findings: inspection.findings,
        decision: inspection.decision,
        requestBytes: 0,
        ...(refusal === undefined ? {} : { refusal }),
      }),
    )
  } catch (cause) {
    throw new SluiceError('audit_failed', 'the connection could not be recorded, so it was not opened', { cause })
  }
}

interface UpstreamSocket {
  readonly socket: WebSocket
  /** Fields of the 101 that the client should see. */
  readonly headers: readonly string[]
}

/** A status when the upstream answered with something else than 101: that answer has been passed on. */
async function openUpstream(
  x: SocketExchange,
  request: IncomingMessage,
  client: Duplex,
): Promise<UpstreamSocket | { readonly status: number }> {
  const { gate, tunnel, head } = x
  const secure = tunnel.scheme === 'https'
  const connection = secure
    ? await gate.upstream.connector.tls(tunnel.authority, ['http/1.1'])
    : await gate.upstream.connector.tcp(tunnel.authority)
  const protocols = (head.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(p => p.trim())
    .filter(Boolean)
  const url = `${secure ? 'wss' : 'ws'}://${formatAuthority(tunnel.authority)}${head.path}${head.query === '' ? '' : `?${head.query}`}`
  const socket = new WebSocket(url, protocols, {
    headers: upgradeHeaders(request),
    createConnection: () => connection,
    perMessageDeflate: /permessage-deflate/i.test(head.headers['sec-websocket-extensions'] ?? ''),
    maxPayload: gate.settings.proxy.max_body_bytes,
    autoPong: false,
    handshakeTimeout: gate.settings.upstream.response_timeout * 1000,
    ...(head.headers['origin'] === undefined ? {} : { origin: head.headers['origin'] }),
  })
  return new Promise((resolve, reject) => {
    let headers: string[] = []
    const stopWatching = watchHangUp(client, () => {
      reject(new SluiceError('body_aborted', 'the client went away before its connection was open'))
      socket.terminate()
    })
    socket.once(
      'upgrade',
      answer =>
        (headers = clientHeaders(answer.rawHeaders).filter((_, i, all) => !/^sec-websocket-/i.test(all[i - (i % 2)]!))),
    )
    socket.once('open', () => {
      stopWatching()
      socket.off('error', reject)
      resolve({ socket, headers })
    })
    socket.once('unexpected-response', (_, answer: IncomingMessage) => {
      stopWatching()
      passAnswer(answer, client, x.id)
      resolve({ status: answer.statusCode ?? 502 })
    })
    socket.once('error', error => {
      stopWatching()
      reject(upstreamFailure(error, tunnel.authority))
    })
  })
}

const maxEarlyBytes = 256 * 1024

/** A socket that nobody reads does not tell that its peer has gone. What comes early is kept for whoever reads next. */
function watchHangUp(client: Duplex, gone: () => void): () => void {
  const early: Buffer[] = []
  let size = 0
  const look = (): void => {
    const chunk = client.read() as Buffer | null // no encoding is set
    if (chunk === null) return
    early.push(chunk)
    // A client waits for 101 (RFC 6455 section 4.1); one that sends on and on is no client.
    if ((size += chunk.length) > maxEarlyBytes) gone()
  }
  client.on('readable', look).once('end', gone).once('close', gone)
  return () => {
    client.off('readable', look).off('end', gone).off('close', gone)
    if (early.length > 0) client.unshift(Buffer.concat(early))
  }
}

/** The client's own fields, without those of the handshake, which ws makes anew for each leg. */
function upgradeHeaders(request: IncomingMessage): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'host' || name === 'connection' || name === 'upgrade' || name === 'origin')
      continue
    if (name.startsWith('sec-websocket-') || name.startsWith('proxy-') || name.startsWith('x-sluice-')) continue
    out[name] = Array.isArray(value) ? value.join(name === 'cookie' ? '; ' : ', ') : value
  }
  return out
}

function passAnswer(answer: IncomingMessage, client: Duplex, id: string): void {
  const fields = [...clientHeaders(answer.rawHeaders), 'x-sluice-event', id, 'connection', 'close']
  let head = `HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}\r\n`
  for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`
  client.write(`${head}\r\n`, 'latin1')
  pipeline(answer, client, error => void (error && client.destroy()))
}

const offered = new WeakMap<IncomingMessage, UpstreamSocket & { readonly id: string }>()
const serverOptions = {
  noServer: true,
  autoPong: false,
  handleProtocols: (_: Set<string>, request: IncomingMessage) => offered.get(request)?.socket.protocol || false,
} as const

function acceptClient(
  x: SocketExchange,
  request: IncomingMessage,
  socket: Duplex,
  first: Buffer,
  upstream: UpstreamSocket,
): Promise<WebSocket> {
  const compressed = upstream.socket.extensions.includes('permessage-deflate')
  const server = new WebSocketServer({
    ...serverOptions,
    perMessageDeflate: compressed,
    maxPayload: x.gate.settings.proxy.max_body_bytes,
  })
  server.on('headers', headers => {
    headers.push(`x-sluice-event: ${x.id}`)
    for (let i = 0; i < upstream.headers.length; i += 2)
      headers.push(`${upstream.headers[i]}: ${upstream.headers[i + 1]}`)
  })
  offered.set(request, { ...upstream, id: x.id })
  return new Promise((resolve, reject) => {
    server.once('wsClientError', error => {
      upstream.socket.terminate()
      reject(new SluiceError('bad_request', 'the WebSocket handshake is not valid', { cause: error }))
    })
    server.handleUpgrade(request, socket, first, resolve)
  })
}

function finish(
  x: SocketExchange,
  status: number,
  responseBytes: number,
  abortedBy?: 'client' | 'upstream' | 'proxy',
): void {
  x.gate.audit.finish({
    id: x.id,
    status,
    durationMs: Math.round(performance.now() - x.startedAt),
    ownMicros: 0,
    responseBytes,
    ...(abortedBy === undefined ? {} : { abortedBy }),
  })
}
