/** Answers a WebSocket upgrade that is not carried out, and records why. */
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DecisionRecord } from './audit/types.ts'
import { SluiceError } from './errors.ts'
import type { Gate, Tunnel } from './gate.ts'
import type { RequestHead } from './providers/types.ts'
import { buildRecord, withoutRules } from './record.ts'
import { refusalAnswer } from './refusal.ts'
import type { SocketExchange } from './websocket.ts'

/** What is known of an upgrade that failed, before its exchange may exist. */
interface Attempt {
  readonly gate: Gate
  readonly tunnel: Tunnel
  readonly id: string
  readonly startedAt: number
  readonly recorded: boolean
}

/** Never rejects. */
export async function refuseUpgrade(
  attempt: Attempt,
  x: SocketExchange | undefined,
  socket: Duplex,
  failure: unknown,
): Promise<void> {
  const { gate, tunnel, id } = attempt
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('internal', 'something failed inside Sluice, so the connection was not opened', {
          cause: failure,
        })
  if (!(failure instanceof SluiceError))
    gate.log.error('WebSocket refused: a stage failed', { event: id, host: tunnel.authority.host, error: failure })
  const head: RequestHead = x?.head ?? {
    method: 'GET',
    scheme: tunnel.scheme,
    authority: tunnel.authority,
    path: '',
    query: '',
    headers: {},
  }
  const notice = {
    cause: error.code === 'policy_blocked' ? ('policy' as const) : ('error' as const),
    code: error.code,
    message: `${error.message} (Sluice event ${id})`,
    eventId: id,
    status: error.status,
  }
  if (!attempt.recorded)
    await recordFailure(attempt, x, head, { code: error.code, status: error.status, message: error.message })
  gate.audit.finish({
    id,
    status: error.status,
    durationMs: Math.round(performance.now() - attempt.startedAt),
    ownMicros: 0,
    responseBytes: 0,
    error: error.code,
  })
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const answer = refusalAnswer(notice, x?.recognised.provider ?? null, x?.recognised.endpoint ?? null, head)
  const fields = Object.entries({
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
    connection: 'close',
  })
  socket.end(
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Refused'}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${answer.body}`,
    () => socket.destroy(),
  )
}

async function recordFailure(
  attempt: Attempt,
  x: SocketExchange | undefined,
  head: RequestHead,
  refusal: NonNullable<DecisionRecord['refusal']>,
): Promise<void> {
  const { gate, tunnel, id } = attempt
  try {
    await gate.audit.decide(
      buildRecord(gate, {
        id,
        at: gate.now().getTime(),
        tunnel,
        head,
        provider: x?.recognised.provider.id ?? 'none',
        kind: 'websocket',
        stream: false,
        account: null,
        coverage: { verdict: 'none', reason: refusal.message },
        segments: [],
        findings: [],
        decision: withoutRules(gate.policy(), 'block'),
        requestBytes: 0,
        refusal,
      }),
    )
  } catch (error) {
    gate.log.error('a refusal could not be recorded', { event: id, code: refusal.code, error })
  }
}
