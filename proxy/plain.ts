/** Plain http:// requests in absolute form: AI hosts take the same exchange, others are forwarded unread or refused by the same policy. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authority } from './authority.ts'
import { SluiceError } from './errors.ts'
import { handleExchange } from './exchange.ts'
import type { Gate } from './gate.ts'
import { upstreamHeaders } from './headers.ts'
import type { RequestHead } from './providers/types.ts'
import { remainder } from './receive.ts'
import { refusalAnswer } from './refusal.ts'
import { sendAnswer } from './refuse.ts'
import { relay } from './relay.ts'
import { readHead } from './request-head.ts'
import { identifyCaller } from './tunnel.ts'
import { recordTunnelRefusal } from './tunnel-record.ts'

export async function handlePlain(
  gate: Gate,
  authority: Authority | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = gate.newEventId()
  try {
    if (!authority) throw new SluiceError('bad_authority', 'the request target names no valid host')
    const catalogue = gate.catalogue()
    if (
      authority.port !== 80 &&
      !gate.settings.proxy.connect_ports.includes(authority.port) &&
      !catalogue.connectPorts().includes(authority.port)
    ) {
      throw new SluiceError(
        'port_refused',
        `port ${authority.port} is not one that may be reached (proxy.connect_ports)`,
      )
    }
    const identity = await identifyCaller(gate, request, request.socket)
    const app = catalogue.find(authority)
    if (app) return await handleExchange(gate, { scheme: 'http', authority, app, identity }, request, response)
    const decision = gate.policy().decideTunnel({ person: identity, host: authority.host, now: gate.now() })
    if (decision.action !== 'allow') await recordTunnelRefusal(gate, identity, authority, decision, undefined, id)
    if (decision.enforced === 'block')
      throw new SluiceError(
        'policy_blocked',
        decision.message ?? `${authority.host} is blocked by your company's policy`,
      )
    await forward(gate, authority, request, response)
  } catch (failure) {
    refusePlain(gate, id, request, response, failure)
  }
}

/** Streams the request as it is; bytes are counted per host and day, nothing else is kept. */
async function forward(
  gate: Gate,
  authority: Authority,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (gate.running.draining) throw new SluiceError('shutting_down', 'Sluice is shutting down; try again in a moment')
  const head = readHead(request, { scheme: 'http', authority })
  const headers = upstreamHeaders(request.rawHeaders, { bodyChanged: false, plainAnswer: false })
  const length = request.headers['content-length']
  if (length !== undefined) headers.push('content-length', length)
  const hasBody = (length !== undefined && length !== '0') || request.headers['transfer-encoding'] !== undefined
  const entry = { cut: () => response.destroy() }
  gate.running.tunnels.add(entry)
  try {
    const result = await relay({
      upstream: gate.upstream,
      request: {
        scheme: 'http',
        target: authority,
        method: head.method,
        path: head.query ? `${head.path}?${head.query}` : head.path,
        headers,
        body: hasBody ? remainder([], request) : null,
      },
      response,
      addHeaders: [],
    })
    gate.audit.tunnel(authority.host, Number(length ?? 0), result.responseBytes, gate.now().getTime())
    if (result.error && result.status === undefined) throw result.error
  } finally {
    gate.running.tunnels.delete(entry)
  }
}

function refusePlain(
  gate: Gate,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  failure: unknown,
): void {
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('internal', 'the request could not be forwarded', { cause: failure })
  if (!(failure instanceof SluiceError)) gate.log.error('plain request failed', { event: id, error: failure })
  else gate.log.debug('plain request refused', { event: id, code: error.code, error })
  if (response.headersSent) {
    response.destroy()
    return
  }
  const status = error.status
  const head: RequestHead = {
    method: request.method ?? '',
    scheme: 'http',
    authority: { host: '', port: 80 } as Authority,
    path: '',
    query: '',
    headers: request.headers as RequestHead['headers'],
  }
  const answer = refusalAnswer(
    {
      cause: error.code === 'policy_blocked' ? 'policy' : 'error',
      code: error.code,
      message: error.message,
      eventId: id,
      status,
    },
    null,
    null,
    head,
  )
  const challenge = status === 407 ? ['proxy-authenticate', 'Basic realm="Sluice", charset="UTF-8"'] : []
  sendAnswer(response, answer, challenge, true)
}
