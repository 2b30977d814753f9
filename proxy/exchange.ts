/** THE STORY: one intercepted request from its first header to its audit record. Every stage in order; one catch, and it refuses. */
import type { Coverage } from '../policy/segment.ts'
import { createAnswer } from './answer.ts'
import { decodeBody } from './body.ts'
import { readDocument } from './documents/index.ts'
import type { BodyDocument } from './documents/types.ts'
import { SluiceError } from './errors.ts'
import { type Ending, type Exchange, openExchange } from './exchange-state.ts'
import type { Gate, Tunnel } from './gate.ts'
import { upstreamHeaders } from './headers.ts'
import { type Inspection, inspect, inspectBody, recognise } from './inspect.ts'
import { asField } from './notice.ts'
import { beginsAsText } from './peek.ts'
import { type ClientRequest, hasNoBody, isOpaque, receiveBody, remainder } from './receive.ts'
import { buildRecord, withoutRules } from './record.ts'
import { refuseExchange } from './refuse.ts'
import { type ClientResponse, relay } from './relay.ts'
import { readHead } from './request-head.ts'
import { reserve, settle } from './spend.ts'
import { needsHttp2 } from './upstream-http2.ts'

/** Never rejects: whatever happens ends as an answer, a broken connection, and a record. */
export async function handleExchange(
  gate: Gate,
  tunnel: Tunnel,
  request: ClientRequest,
  response: ClientResponse,
): Promise<void> {
  const x = openExchange(gate, tunnel, request, response)
  let ending: Ending = {}
  try {
    if (gate.running.draining) throw new SluiceError('shutting_down', 'Sluice is shutting down; try again in a moment')
    x.head = readHead(request, tunnel)
    x.recognised = recognise(gate, tunnel, x.head)
    const outgoing = await readAndDecide(x)
    if (x.inspection.decision.enforced === 'block') throw blocked(x.inspection)
    await reserve(x)
    await commit(x)
    ending = await send(x, outgoing)
    if (ending.error && ending.status === undefined) throw ending.error
  } catch (failure) {
    ending = { ...ending, ...(await refuseExchange(x, failure)) }
  } finally {
    await settle(x, ending).finally(() => x.close())
  }
}

/** What will leave if nothing stops it. */
interface Outgoing {
  readonly body: Buffer | NodeJS.ReadableStream | null
  readonly query: string
  /** The bytes differ from what the client sent. */
  readonly edited: boolean
  /** Content-Length of a streamed body, when the client gave it. */
  readonly streamLength?: string
}

/** Stages 3 to 6: body, text segments, findings, decision. A failure of ours follows the policy's `on_error`. */
async function readAndDecide(x: Exchange): Promise<Outgoing> {
  const contentType = x.head.headers['content-type']
  if (!x.gate.catalogue().isAiPath(x.tunnel.app, x.head.path))
    return streamUnread(x, [], 'this path of a shared host is not AI')
  if (await isUnreadable(x, contentType)) return streamUnread(x, [], `${contentType!.split(';', 1)[0]} is not read`)
  const { max_body_bytes, body_timeout } = x.gate.settings.proxy
  const received = await receiveBody(x.request, max_body_bytes, body_timeout * 1000)
  x.bodyAt = performance.now()
  if (received.kind === 'too-large') {
    const failure = new SluiceError(
      'body_too_large',
      `the request body is larger than ${max_body_bytes} bytes, the most that is inspected (proxy.max_body_bytes)`,
    )
    if (x.policy.onError === 'block') throw failure
    return streamUnread(x, received.head, failure.message)
  }
  x.requestBytes = received.bytes.length
  try {
    const decoded = await decodeBody(received.bytes, x.head.headers['content-encoding'], x.bodyLimits)
    const document = readDocument(decoded, contentType)
    const { gate, policy, tunnel, head, recognised, startedDate, restoring } = x
    const { scans, keyedHash } = gate
    const read = inspectBody(scans, policy, tunnel, head, recognised, document, null, startedDate, restoring, keyedHash)
    x.inspection = read instanceof Promise ? await read : read
  } catch (failure) {
    passOnError(x, failure)
    return { body: asReceived(received.bytes), query: x.inspection.rewritten?.query ?? x.head.query, edited: false }
  }
  const rewritten = x.inspection.rewritten
  return rewritten
    ? { body: rewritten.body, query: rewritten.query, edited: true }
    : { body: asReceived(received.bytes), query: x.head.query, edited: false }
}

/** A type that holds no text, and a body that does not look like text either: the client's word alone is not taken for it. */
async function isUnreadable(x: Exchange, contentType: string | undefined): Promise<boolean> {
  if (!isOpaque(contentType)) return false
  if (needsHttp2(contentType)) return true
  return x.head.headers['content-encoding'] === undefined && !(await beginsAsText(x.request))
}

function asReceived(bytes: Buffer): Buffer | null {
  return bytes.length === 0 ? null : bytes
}

/** A body that is not read: conditions that need no content still decide, coverage says `none`, bytes are streamed. */
function streamUnread(x: Exchange, head: readonly Buffer[], reason: string): Outgoing {
  x.bodyAt = performance.now()
  x.inspection = inspectUnread(x, { verdict: 'none', reason })
  const length = x.head.headers['content-length']
  const body = head.length === 0 && hasNoBody(x.request) ? null : remainder(head, x.request)
  return {
    body,
    query: x.inspection.rewritten?.query ?? x.head.query,
    edited: false,
    ...(length === undefined ? {} : { streamLength: length }),
  }
}

function inspectUnread(x: Exchange, coverage: Coverage): Inspection {
  const { gate, policy, tunnel, head, recognised, startedDate, restoring } = x
  return inspect(policy, tunnel, head, recognised, noDocument, coverage, startedDate, restoring, gate.keyedHash)
}

const noDocument: BodyDocument = {
  type: 'binary',
  leaves: [],
  scalar: () => undefined,
  unread: ['body'],
  rewrite: () => Buffer.alloc(0),
}

/** `on_error: allow` lets the request pass unread and says so, unless a rule that needs no text stops it; a redaction that failed never passes. */
function passOnError(x: Exchange, failure: unknown): void {
  const error =
    failure instanceof SluiceError
      ? failure
      : new SluiceError('inspection_failed', 'the request could not be inspected', { cause: failure })
  if (x.policy.onError === 'block' || error.code === 'redaction_failed') throw error
  x.gate.log.warn('passed without inspection: on_error is allow', { event: x.id, code: error.code, error })
  const coverage = { verdict: 'none', reason: `${error.message}; on_error is allow` } as const
  try {
    x.inspection = inspectUnread(x, coverage)
  } catch (again) {
    if (again instanceof SluiceError && again.code === 'redaction_failed') throw again
    // What failed fails without a body too: no rule can be asked, and on_error has the last word.
    x.inspection = {
      ...x.recognised,
      extraction: { segments: [], stream: false, coverage },
      findings: [],
      decision: withoutRules(x.policy, 'allow'),
      rewritten: null,
    }
  }
}

function blocked(inspection: Inspection): SluiceError {
  const own = inspection.decision.message
  const cause = inspection.unredactable === undefined ? '' : ` (${inspection.unredactable})`
  return new SluiceError('policy_blocked', own ?? `This request was stopped by your company's policy${cause}.`)
}

/** Stage 7: durable before anything leaves. */
async function commit(x: Exchange): Promise<void> {
  try {
    await x.gate.audit.decide(buildRecord(x.gate, x.recordInput()))
    x.recorded = true
  } catch (cause) {
    throw new SluiceError('audit_failed', 'the request could not be recorded, so it was not sent', { cause })
  }
}

/** Stages 9 and 10. */
async function send(x: Exchange, outgoing: Outgoing): Promise<Ending> {
  const { gate, tunnel, head } = x
  const answer = createAnswer(x)
  const headers = upstreamHeaders(x.request.rawHeaders, { bodyChanged: outgoing.edited, plainAnswer: answer.plain })
  if (outgoing.streamLength !== undefined) headers.push('content-length', outgoing.streamLength)
  x.sentAt = performance.now()
  const result = await relay({
    upstream: gate.upstream,
    request: {
      scheme: tunnel.scheme,
      target: tunnel.authority,
      method: head.method,
      path: outgoing.query === '' ? head.path : `${head.path}?${outgoing.query}`,
      headers,
      body: outgoing.body,
      http2: needsHttp2(head.headers['content-type']),
    },
    response: x.response,
    addHeaders: ownHeaders(x),
    answer: (status, fields) => answer.begin(status, fields),
  })
  const reading = await answer.end()
  return { ...result, ...(reading === undefined ? {} : { reading }) }
}

function ownHeaders(x: Exchange): string[] {
  const headers = ['x-sluice-event', x.id, 'x-sluice-coverage', x.inspection.extraction.coverage.verdict]
  const replaced = x.policy.notice === 'off' ? undefined : x.inspection.rewritten?.replaced
  if (replaced) headers.push('x-sluice-redacted', asField(replaced))
  return headers
}
