/** Stages 3 to 6 of an exchange: from body bytes to a decision. Pure of sockets, so that WebSocket messages take the same way. */
import type { Decision } from '../policy/decision.ts'
import type { Finding, ScanText } from '../policy/finding.ts'
import type { Policy } from '../policy/policy.ts'
import { isInsidePlaceholder, planRedaction } from '../policy/redact.ts'
import type { Coverage } from '../policy/segment.ts'
import type { BodyDocument } from './documents/types.ts'
import { SluiceError } from './errors.ts'
import type { Gate, Tunnel } from './gate.ts'
import { replacedWords, wantsJson } from './notice.ts'
import type { Endpoint, Extraction, Provider, RequestHead } from './providers/types.ts'
import type { Restoring } from './restoring.ts'
import type { ScanPool } from './scan-pool.ts'

/** Who reads the request, known from its head. */
export interface Recognised {
  readonly provider: Provider
  readonly endpoint: Endpoint
}

export interface Inspection extends Recognised {
  readonly extraction: Extraction
  readonly findings: readonly Finding[]
  readonly decision: Decision
  /** The body as it must leave: edited, or null when it leaves as it came. */
  readonly rewritten: Rewritten | null
  /** A redaction that could not be made turned the decision into a block: why. */
  readonly unredactable?: string
}

export interface Rewritten {
  readonly body: Buffer
  /** Query with edits, without `?`. */
  readonly query: string
  /** What was replaced, for the person; null when only placeholders stood there. */
  readonly replaced: string | null
  /** The caller asked for JSON: nothing may be added to the answer. */
  readonly jsonAnswer: boolean
}

/** The first adapter of the app's formats that knows the path, else `generic`. */
export function recognise(gate: Gate, tunnel: Tunnel, head: RequestHead): Recognised {
  for (const format of [tunnel.app.format, ...(tunnel.app.alsoFormats ?? [])]) {
    const provider = gate.provider(format)
    const endpoint = provider.match(head)
    if (endpoint) return { provider, endpoint }
  }
  const generic = gate.provider('generic')
  return { provider: generic, endpoint: generic.match(head) ?? { kind: 'other', operation: 'other' } }
}

/** Throws SluiceError 'inspection_failed' naming the stage when something of ours fails. Without `hash` nothing is exempt by value. */
export function inspect(
  policy: Policy,
  tunnel: Tunnel,
  head: RequestHead,
  who: Recognised,
  document: BodyDocument,
  coverage: Coverage | null,
  now: Date,
  restoring?: Pick<Restoring, 'replaceFor'>,
  hash?: (value: string) => string,
): Inspection {
  const extraction = extract(who, document, head, coverage)
  const found = stage('scan', () => policy.scanner.scan(extraction.segments))
  return judge({ policy, tunnel, head, who, document, now, restoring, hash }, extraction, found)
}

/** The same with much text scanned off the event loop; a promise only then. Rejects as inspect() throws. */
export function inspectBody(scans: ScanPool, ...parts: Parameters<typeof inspect>): Inspection | Promise<Inspection> {
  const [policy, tunnel, head, who, document, coverage, now, restoring, hash] = parts
  const extraction = extract(who, document, head, coverage)
  const { segments } = extraction
  const subject = { policy, tunnel, head, who, document, now, restoring, hash }
  if (isLarger(segments, scans.inlineBytes))
    return scans.scan(policy, segments).then(found => judge(subject, extraction, found))
  const found = stage('scan', () => policy.scanner.scan(segments))
  return judge(subject, extraction, found)
}

function extract(who: Recognised, document: BodyDocument, head: RequestHead, coverage: Coverage | null): Extraction {
  const read = stage('extract', () => who.provider.extract(document, who.endpoint, head))
  return coverage === null ? read : { ...read, coverage }
}

function isLarger(texts: readonly ScanText[], maxBytes: number): boolean {
  let bytes = 0
  return texts.some(({ text }) => (bytes += Buffer.byteLength(text)) > maxBytes)
}

interface Subject {
  readonly policy: Policy
  readonly tunnel: Tunnel
  readonly head: RequestHead
  readonly who: Recognised
  readonly document: BodyDocument
  readonly now: Date
  readonly restoring: Pick<Restoring, 'replaceFor'> | undefined
  /** The keyed hash of a value, for exemptions by value. */
  readonly hash: ((value: string) => string) | undefined
}

function judge(subject: Subject, extraction: Extraction, found: readonly Finding[]): Inspection {
  const { policy, tunnel, head, document, now, restoring, hash } = subject
  const { provider, endpoint } = subject.who
  const findings = stage('scan', () => found.filter(outsidePlaceholders(extraction)))
  const decision = stage('decide', () =>
    policy.decide({
      person: tunnel.identity,
      app: tunnel.app.id,
      provider: provider.id,
      host: tunnel.authority.host,
      ...(extraction.model === undefined ? {} : { model: extraction.model }),
      direction: 'request',
      coverage: extraction.coverage,
      segments: extraction.segments,
      findings,
      now,
      path: head.path,
      ...(hash && { hashOf: ({ text, start, end }) => hash(extraction.segments[text]!.text.slice(start, end)) }),
    }),
  )
  const base = { provider, endpoint, extraction, findings, decision }
  if (decision.enforced !== 'redact') return { ...base, rewritten: null }
  return redact(base, document, head, restoring)
}

/** What was replaced in an earlier turn is no finding of this one. */
function outsidePlaceholders({ segments }: Extraction): (finding: Finding) => boolean {
  return ({ text, start, end }) => !isInsidePlaceholder(segments[text]!.text, start, end)
}

function redact(
  base: Omit<Inspection, 'rewritten'>,
  document: BodyDocument,
  head: RequestHead,
  restoring: Pick<Restoring, 'replaceFor'> | undefined,
): Inspection {
  const { provider, endpoint, extraction, findings, decision } = base
  const { segments } = extraction
  const plan = stage('redact', () => {
    const replace = restoring?.replaceFor({
      provider: provider.id,
      operation: endpoint.operation,
      head,
      document,
      segments,
    })
    const { redact: indexes, styles } = decision
    return planRedaction(segments, findings, indexes, { ...(styles && { styles }), ...(replace && { replace }) })
  })
  const reason = isSigned(head)
    ? 'the request is signed, so its body cannot be changed'
    : plan.unredactable.length > 0
      ? `${plan.unredactable.length} of the findings stand where the request cannot be changed`
      : undefined
  if (reason !== undefined) {
    return { ...base, decision: { ...decision, enforced: 'block' }, rewritten: null, unredactable: reason }
  }
  const rewritten = stage('redact', () => ({
    body: provider.rewrite(document, plan.edits, endpoint, head),
    query: provider.rewriteQuery ? provider.rewriteQuery(plan.edits, segments, head) : head.query,
    replaced: replacedWords(segments, findings, decision),
    jsonAnswer: wantsJson(document),
  }))
  return { ...base, rewritten }
}

/** AWS Signature Version 4 covers a hash of the body, unless the payload is declared unsigned. */
function isSigned(head: RequestHead): boolean {
  if (head.headers['x-amz-content-sha256'] === 'UNSIGNED-PAYLOAD') return false
  return (head.headers['authorization']?.startsWith('AWS4-') ?? false) || /(^|&)X-Amz-Signature=/i.test(head.query)
}

/** Runs one stage; whatever it throws becomes one error that names it. Messages of others may quote text, so they stay in `cause`. */
export function stage<T>(name: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof SluiceError) throw cause
    throw new SluiceError(
      name === 'redact' ? 'redaction_failed' : 'inspection_failed',
      `the request could not be inspected (${name})`,
      { cause },
    )
  }
}
