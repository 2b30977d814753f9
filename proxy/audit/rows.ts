/** Records to database rows and back. Columns are what is filtered and summed; the rest is JSON. */
import { z } from 'zod'
import type { DecisionRecord, ExchangeRecord, Outcome } from './types.ts'

/** Parameters of the insert into `exchanges`, in column order after `seq`. */
export function decisionRow(r: DecisionRecord): (string | number | null)[] {
  const hits = hitsOf(r)
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
    hits || r.refusal ? 1 : 0,
    hits ? JSON.stringify(hits) : null,
    JSON.stringify(decisionDetail(r)),
  ]
}

/** Parameters of the insert into `outcomes`, in column order after `change` and `seq`. */
export function outcomeRow(o: Outcome): (string | number | null)[] {
  const { id: _id, ...detail } = o
  return [
    o.status ?? null,
    o.usage?.model ?? null,
    o.usage ? o.usage.inputTokens + o.usage.outputTokens : null,
    o.cost?.usd ?? null,
    o.cost?.basis ?? null,
    o.durationMs,
    JSON.stringify(detail),
  ]
}

/** What an event list shows of rules and findings without opening the record. */
export interface Hits {
  readonly rules: readonly string[]
  /** Detector id to number of findings. */
  readonly detectors: Readonly<Record<string, number>>
}

/** Undefined when nothing was found and no rule matched, the common case. */
export function hitsOf(r: DecisionRecord): Hits | undefined {
  if (r.rules.length === 0 && r.findings.length === 0) return undefined
  const detectors: Record<string, number> = {}
  for (const f of r.findings) detectors[f.detector] = (detectors[f.detector] ?? 0) + 1
  return { rules: [...new Set(r.rules.map(hit => hit.rule))], detectors }
}

const hitsSchema = z.object({ rules: z.array(z.string()), detectors: z.record(z.string(), z.number()) })

export function parseHits(text: string | null): Hits {
  return text === null ? { rules: [], detectors: {} } : hitsSchema.parse(JSON.parse(text))
}

/** The columns `recordOf` needs. */
export const recordColumns = `x.id, x.at, x.user, x.app, x.host, x.model, x.kind, x.action, x.enforced, x.severity,
  x.coverage, x.detail, o.detail AS outcome`

const rowSchema = z.object({
  id: z.string(),
  at: z.number(),
  user: z.string(),
  app: z.string(),
  host: z.string(),
  model: z.string().nullable(),
  kind: z.string(),
  action: z.string(),
  enforced: z.string(),
  severity: z.string(),
  coverage: z.string(),
  detail: z.string(),
  outcome: z.string().nullable(),
})

const detailSchema = z.looseObject({ coverageReason: z.string().optional() })

/** The whole record of one row of `exchanges x LEFT JOIN outcomes o`. Throws when the row is not one of ours. */
export function recordOf(row: unknown): ExchangeRecord {
  const r = rowSchema.parse(row)
  const { coverageReason, ...detail } = detailSchema.parse(JSON.parse(r.detail))
  const record = {
    ...detail,
    id: r.id,
    at: r.at,
    user: r.user,
    app: r.app,
    host: r.host,
    ...(r.model === null ? {} : { model: r.model }),
    kind: r.kind,
    action: r.action,
    enforced: r.enforced,
    severity: r.severity,
    coverage: { verdict: r.coverage, ...(coverageReason === undefined ? {} : { reason: coverageReason }) },
    ...(r.outcome === null ? {} : { outcome: JSON.parse(r.outcome) }),
  }
  // decisionRow and outcomeRow wrote these from an ExchangeRecord; the columns were checked above.
  return record as unknown as ExchangeRecord
}

function decisionDetail(r: DecisionRecord): Record<string, unknown> {
  return {
    parentId: r.parentId,
    identifiedBy: r.identifiedBy,
    groups: r.groups,
    clientAddress: r.clientAddress,
    provider: r.provider,
    method: r.method,
    path: r.path,
    account: r.account,
    stream: r.stream,
    coverageReason: r.coverage.reason,
    findings: r.findings,
    mode: r.mode,
    rules: r.rules,
    policyVersion: r.policyVersion,
    refusal: r.refusal,
    requestBytes: r.requestBytes,
  }
}
