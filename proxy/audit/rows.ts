/** Records to database rows and back. */
import { z } from 'zod'
import type { DecisionRecord, ExchangeRecord, Outcome, Usage } from './types.ts'

type Value = string | number | null

/** Insert into `exchanges`: `seq`, then what `decisionRow` returns. */
export const insertExchange = `INSERT INTO exchanges VALUES (${new Array(28).fill('?').join(',')})`

/** The columns of `exchanges` after `seq`, in their order. */
export function decisionRow(r: DecisionRecord): Value[] {
  const hits = hitsOf(r)
  const { refusal } = r
  return [
    r.id,
    r.at,
    r.user,
    r.app,
    r.host,
    r.model ?? null,
    r.kind,
    r.action,
    r.enforced,
    r.severity,
    r.coverage.verdict,
    isFlagged(hits) || refusal || r.enforced !== 'allow' ? 1 : 0,
    hits ? JSON.stringify(hits) : null,
    r.parentId ?? null,
    r.identifiedBy,
    r.groups.length > 0 ? JSON.stringify(r.groups) : null,
    r.clientAddress,
    r.provider,
    r.method,
    r.path,
    r.account ?? null,
    r.stream ? 1 : 0,
    r.coverage.reason ?? null,
    r.mode,
    r.policyVersion,
    r.requestBytes,
    hits || refusal ? JSON.stringify({ findings: r.findings, rules: r.rules, refusal }) : null,
  ]
}

/** Insert into `outcomes`: `change`, `seq`, then what `outcomeRow` returns. An exchange ends once: a second outcome is dropped. */
export const insertOutcome = `INSERT INTO outcomes VALUES (${new Array(18).fill('?').join(',')}) ON CONFLICT (seq) DO NOTHING`

/** The columns of `outcomes` after `change` and `seq`, in their order. */
export function outcomeRow(o: Outcome): Value[] {
  const { usage } = o
  return [
    o.status ?? null,
    usage?.basis ?? null,
    usage?.inputTokens ?? null,
    usage?.outputTokens ?? null,
    usage?.cachedInputTokens ?? null,
    usage?.cacheWriteTokens ?? null,
    usage?.reasoningTokens ?? null,
    usage?.model ?? null,
    o.cost?.usd ?? null,
    o.cost?.basis ?? null,
    o.durationMs,
    o.firstByteMs ?? null,
    o.ownMicros,
    o.responseBytes,
    o.abortedBy ?? null,
    o.error ?? null,
  ]
}

/** What an event list shows of rules and findings without opening the record. */
export interface Hits {
  readonly rules: readonly string[]
  /** Detector id to number of findings, without those that are exempt. */
  readonly detectors: Readonly<Record<string, number>>
  /** Exemption id to the number of findings and rules that it took out. */
  readonly exempt?: Readonly<Record<string, number>>
}

/** Undefined when nothing was found and no rule matched, the common case. */
export function hitsOf(r: DecisionRecord): Hits | undefined {
  if (r.rules.length === 0 && r.findings.length === 0) return undefined
  const isExempt = (f: DecisionRecord['findings'][number]): boolean => f.exemption !== undefined && !f.redacted
  const detectors = countOf(r.findings.flatMap(f => (isExempt(f) ? [] : [f.detector])))
  const exempt = countOf([...r.findings, ...r.rules].flatMap(({ exemption }) => exemption ?? []))
  return {
    rules: [...new Set(r.rules.map(hit => hit.rule))],
    detectors,
    ...(Object.keys(exempt).length > 0 && { exempt }),
  }
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** An exchange of which every finding was exempt needs nobody's look. */
function isFlagged(hits: Hits | undefined): boolean {
  return hits !== undefined && (hits.rules.length > 0 || Object.keys(hits.detectors).length > 0)
}

const hitsSchema = z.object({ rules: z.array(z.string()), detectors: z.record(z.string(), z.number()) })

export function parseHits(text: string | null): Hits {
  return text === null ? { rules: [], detectors: {} } : hitsSchema.parse(JSON.parse(text))
}

/** What `recordOf` needs of `exchanges x LEFT JOIN outcomes o`. */
export const recordColumns = `x.*, o.change, o.status, o.usage_basis, o.input_tokens, o.output_tokens,
  o.cached_input_tokens, o.cache_write_tokens, o.reasoning_tokens, o.model AS usage_model, o.cost_usd, o.cost_basis,
  o.duration_ms, o.first_byte_ms, o.own_micros, o.response_bytes, o.aborted_by, o.error`

const text = z.string()
const number = z.number()
const rowSchema = z.object({
  id: text,
  at: number,
  user: text,
  app: text,
  host: text,
  model: text.nullable(),
  kind: text,
  action: text,
  enforced: text,
  severity: text,
  coverage: text,
  parent_id: text.nullable(),
  identified_by: text,
  groups: text.nullable(),
  client_address: text,
  provider: text,
  method: text,
  path: text,
  account: text.nullable(),
  stream: number,
  coverage_reason: text.nullable(),
  mode: text,
  policy_version: text,
  request_bytes: number,
  detail: text.nullable(),
  change: number.nullable(),
  status: number.nullable(),
  usage_basis: text.nullable(),
  input_tokens: number.nullable(),
  output_tokens: number.nullable(),
  cached_input_tokens: number.nullable(),
  cache_write_tokens: number.nullable(),
  reasoning_tokens: number.nullable(),
  usage_model: text.nullable(),
  cost_usd: number.nullable(),
  cost_basis: text.nullable(),
  duration_ms: number.nullable(),
  first_byte_ms: number.nullable(),
  own_micros: number.nullable(),
  response_bytes: number.nullable(),
  aborted_by: text.nullable(),
  error: text.nullable(),
})
type Row = z.infer<typeof rowSchema>

const detailSchema = z.looseObject({ findings: z.array(z.unknown()), rules: z.array(z.unknown()) })

/** The whole record. Throws when the row is not one of ours. */
export function recordOf(row: unknown): ExchangeRecord {
  const r = rowSchema.parse(row)
  const detail = r.detail === null ? { findings: [], rules: [] } : detailSchema.parse(JSON.parse(r.detail))
  const record = present({
    id: r.id,
    parentId: r.parent_id,
    at: r.at,
    user: r.user,
    identifiedBy: r.identified_by,
    groups: r.groups === null ? [] : JSON.parse(r.groups),
    clientAddress: r.client_address,
    app: r.app,
    provider: r.provider,
    host: r.host,
    method: r.method,
    path: r.path,
    model: r.model,
    account: r.account,
    kind: r.kind,
    stream: r.stream === 1,
    coverage: present({ verdict: r.coverage, reason: r.coverage_reason }),
    action: r.action,
    enforced: r.enforced,
    mode: r.mode,
    severity: r.severity,
    policyVersion: r.policy_version,
    requestBytes: r.request_bytes,
    ...detail,
    outcome: r.change === null ? null : outcomeOf(r),
  })
  // decisionRow and outcomeRow wrote these from an ExchangeRecord; the columns' types were checked above.
  return record as unknown as ExchangeRecord
}

function outcomeOf(r: Row): Record<string, unknown> {
  return present({
    status: r.status,
    usage: r.usage_basis === null ? null : usageOf(r),
    cost: r.cost_basis === null ? null : present({ usd: r.cost_usd, basis: r.cost_basis }),
    durationMs: r.duration_ms,
    firstByteMs: r.first_byte_ms,
    ownMicros: r.own_micros,
    responseBytes: r.response_bytes,
    abortedBy: r.aborted_by,
    error: r.error,
  })
}

function usageOf(r: Row): Record<keyof Usage, unknown> {
  // `model` may be absent; the others were written together.
  return present({
    inputTokens: r.input_tokens,
    outputTokens: r.output_tokens,
    cachedInputTokens: r.cached_input_tokens,
    cacheWriteTokens: r.cache_write_tokens,
    reasoningTokens: r.reasoning_tokens,
    basis: r.usage_basis,
    model: r.usage_model,
  }) as Record<keyof Usage, unknown>
}

function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
}
