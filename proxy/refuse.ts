/** Answers an exchange that does not go upstream, and records why. Reached from the one catch of exchange.ts. */
import { ServerResponse, STATUS_CODES } from 'node:http'
import type { DecisionRecord } from './audit/types.ts'
import { SluiceError } from './errors.ts'
import { type Ending, type Exchange, known } from './exchange-state.ts'
import type { RefusalAnswer, RefusalNotice, RequestHead } from './providers/types.ts'
import { buildRecord, withoutRules } from './record.ts'
import { refusalAnswer } from './refusal.ts'
import { breakOff, type ClientResponse, isHttp2, writeHead } from './relay.ts'
import { LimitExceeded } from './spend.ts'

export async function refuseExchange(x: Exchange, failure: unknown): Promise<Ending> {
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('internal', 'something failed inside Sluice, so the request was not sent', { cause: failure })
  if (isFault(error))
    x.gate.log.error('request refused: a stage failed', {
      event: x.id,
      host: x.tunnel.authority.host,
      user: x.tunnel.identity.user,
      code: error.code,
      error,
    })
  const notice = noticeOf(x, error)
  const answer = answerOf(x, notice)
  if (!x.recorded) await recordRefusal(x, error, answer.status, notice.message)
  if (x.response.headersSent) {
    breakOff(x.response)
    return { error, abortedBy: 'proxy' }
  }
  if (error.code === 'body_aborted' && x.request.destroyed) return { error, abortedBy: 'client' }
  sendAnswer(
    x.response,
    answer,
    ['x-sluice-coverage', known(x, 'inspection') ? x.inspection.extraction.coverage.verdict : 'none'],
    !x.request.readableEnded,
  )
  return { ...(isFault(error) ? { error } : {}), status: answer.status, responseBytes: Buffer.byteLength(answer.body) }
}

/** Failures of ours or of the upstream, as against expected refusals. */
function isFault(error: SluiceError): boolean {
  return ![
    'policy_blocked',
    'limit_exceeded',
    'over_limit_alone',
    'misdirected',
    'bad_request',
    'body_aborted',
    'body_too_large',
    'shutting_down',
    'body_undecodable',
  ].includes(error.code)
}

function noticeOf(x: Exchange, error: SluiceError): RefusalNotice {
  const cause =
    error.code === 'policy_blocked' || error.code === 'over_limit_alone'
      ? 'policy'
      : error instanceof LimitExceeded
        ? 'limit'
        : 'error'
  return {
    cause,
    code: error.code,
    message: `${sentence(error.message)} (Sluice event ${x.id})`,
    eventId: x.id,
    status: error.status,
    ...(cause === 'limit' && error instanceof LimitExceeded
      ? { retryAfterSeconds: error.hit.retryAfterSeconds }
      : error.code === 'shutting_down'
        ? { retryAfterSeconds: 1 }
        : {}),
  }
}

/** A message as a sentence; one that begins with a host keeps its case. */
function sentence(text: string): string {
  const startsWithHost = /^\S*[.:]\S/.test(text)
  const capital = startsWithHost ? text : text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

function answerOf(x: Exchange, notice: RefusalNotice): RefusalAnswer {
  const head = known(x, 'head') ? x.head : bareHead(x)
  return refusalAnswer(
    notice,
    known(x, 'recognised') ? x.recognised.provider : null,
    known(x, 'recognised') ? x.recognised.endpoint : null,
    head,
  )
}

/** For a request whose head could not be read: only what the tunnel says. */
function bareHead(x: Exchange): RequestHead {
  return {
    method: x.request.method ?? '',
    scheme: x.tunnel.scheme,
    authority: x.tunnel.authority,
    path: '',
    query: '',
    headers: {},
  }
}

async function recordRefusal(x: Exchange, error: SluiceError, status: number, message: string): Promise<void> {
  const refusal = { code: error.code, status, message: error.message }
  try {
    await x.gate.audit.decide(refusalRecord(x, refusal))
    x.recorded = true
  } catch (cause) {
    x.gate.log.error('a refusal could not be recorded', {
      event: x.id,
      code: error.code,
      error: cause,
      stage: message === '' ? 'refusal' : 'audit',
    })
  }
}

function refusalRecord(x: Exchange, refusal: NonNullable<DecisionRecord['refusal']>): DecisionRecord {
  if (known(x, 'inspection')) {
    const input = x.recordInput(accountOrNull(x.recognised.provider, x.head))
    return buildRecord(x.gate, { ...input, decision: { ...input.decision, enforced: 'block' }, refusal })
  }
  const head = known(x, 'head') ? x.head : bareHead(x)
  const recognised = known(x, 'recognised') ? x.recognised : null
  return buildRecord(x.gate, {
    id: x.id,
    at: x.startedDate.getTime(),
    tunnel: x.tunnel,
    head,
    provider: recognised?.provider.id ?? 'none',
    kind: recognised?.endpoint.kind ?? 'other',
    ...(recognised?.endpoint.model === undefined ? {} : { model: recognised.endpoint.model }),
    stream: false,
    account: recognised ? accountOrNull(recognised.provider, head) : null,
    coverage: { verdict: 'none', reason: refusal.message },
    segments: [],
    findings: [],
    decision: withoutRules(x.policy, 'block'),
    requestBytes: x.requestBytes,
    refusal,
  })
}

/** An adapter that fails here must not keep the refusal from being recorded. */
function accountOrNull(
  provider: Exchange['recognised']['provider'],
  head: RequestHead,
): ReturnType<typeof provider.account> {
  try {
    return provider.account(head)
  } catch {
    return null
  }
}

/** Writes a whole answer of ours. `closeAfter`: the request's body was not read to its end, so the connection cannot be used again. */
export function sendAnswer(
  response: ClientResponse,
  answer: RefusalAnswer,
  extra: readonly string[],
  closeAfter: boolean,
): void {
  const flat = [...Object.entries(answer.headers).flat(), ...extra]
  const body = Buffer.from(answer.body)
  if (!flat.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-length'))
    flat.push('content-length', String(body.length))
  if (closeAfter && response instanceof ServerResponse) {
    response.shouldKeepAlive = false
    flat.push('connection', 'close')
  }
  writeHead(response, answer.status, STATUS_CODES[answer.status], flat)
  if (isHttp2(response)) response.end(body)
  else if (closeAfter && !response.req.readableEnded) endAfterUpload(response, body)
  else response.end(body)
}

/**
 * Sends the answer whole and closes once the client has stopped sending. Closing while bytes come in makes the kernel
 * reset the connection, and the client loses the answer (RFC 9112 section 9.6): it would see a broken pipe, and retry.
 */
function endAfterUpload(response: ServerResponse, body: Buffer): void {
  response.write(body)
  const end = (): void => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, lingerMs)
  response.req.once('end', end).once('close', end).resume()
  response.once('close', () => clearTimeout(timer))
}

const lingerMs = 2000
