/** An event filter as SQL over `exchanges x LEFT JOIN outcomes o`, and its rows as event summaries. */
import { z } from 'zod'
import { actions } from '../../policy/decision.ts'
import { severities } from '../../policy/finding.ts'
import type { EventFilter, EventSummary } from './reader-types.ts'
import { parseHits } from './rows.ts'
import { exchangeKinds } from './types.ts'

export interface Condition {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

/** All conditions of the filter joined by AND; `TRUE` for an empty filter. */
export function whereOf(filter: EventFilter): Condition {
  const parts: string[] = []
  const parameters: (string | number)[] = []
  const add = (sql: string, ...values: (string | number)[]) => {
    parts.push(sql)
    parameters.push(...values)
  }
  if (filter.range) add('x.at >= ? AND x.at < ?', filter.range.from, filter.range.to)
  if (filter.user !== undefined) add('x.user = ?', filter.user)
  if (filter.app !== undefined) add('x.app = ?', filter.app)
  if (filter.action !== undefined) add('x.enforced = ?', filter.action)
  if (filter.rule !== undefined) add(hit('rules', 'value'), filter.rule)
  if (filter.detector !== undefined) add(hit('detectors', 'key'), filter.detector)
  if (filter.exemption !== undefined) add(hit('exempt', 'key'), filter.exemption)
  if (filter.coverage !== undefined) add('x.coverage = ?', filter.coverage)
  if (filter.kind !== undefined) add('x.kind = ?', filter.kind)
  if (filter.flagged) add('x.flagged = 1')
  if (filter.modelCallsOnly) add("(x.kind <> 'other' OR x.flagged = 1)")
  return { sql: parts.length > 0 ? parts.join(' AND ') : 'TRUE', parameters }
}

const hit = (list: string, column: string) =>
  `x.hits IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(x.hits, '$.${list}') h WHERE h.${column} = ?)`

/** The posting list that holds every row of the filter and is likely the shortest. */
export function postingKeyOf(filter: EventFilter): string {
  if (filter.exemption !== undefined) return `e:${filter.exemption}`
  if (filter.rule !== undefined) return `r:${filter.rule}`
  if (filter.detector !== undefined) return `d:${filter.detector}`
  if (filter.user !== undefined) return `u:${filter.user}`
  if (filter.coverage !== undefined && filter.coverage !== 'full') return `c:${filter.coverage}`
  // Whatever is not allowed has a rule hit or a refusal.
  if (filter.flagged || (filter.action !== undefined && filter.action !== 'allow')) return 'f'
  return filter.app === undefined ? '*' : `a:${filter.app}`
}

export const summaryColumns = `x.seq, x.id, x.at, x.user, x.app, x.host, x.kind, coalesce(x.model, o.model) AS model,
  x.action, x.enforced, x.severity, x.coverage, x.hits, o.change, o.status,
  o.input_tokens + o.output_tokens AS tokens, o.cost_usd AS costUsd, o.duration_ms AS durationMs`

const number = z.number().nullable()
const rowSchema = z.object({
  seq: z.number(),
  id: z.string(),
  at: z.number(),
  user: z.string(),
  app: z.string(),
  host: z.string(),
  kind: z.enum(exchangeKinds),
  model: z.string().nullable(),
  action: z.enum(actions),
  enforced: z.enum(actions),
  severity: z.enum(severities),
  coverage: z.enum(['full', 'partial', 'none']),
  hits: z.string().nullable(),
  change: number,
  status: number,
  tokens: number,
  costUsd: number,
  durationMs: number,
})

export interface SummaryRow {
  readonly event: EventSummary
  readonly seq: number
  /** Last change of this row, decision or end. */
  readonly changed: number
}

/** Throws when the row does not hold what the schema promises. */
export function summaryOf(row: unknown): SummaryRow {
  const r = rowSchema.parse(row)
  const { rules, detectors } = parseHits(r.hits)
  const event: EventSummary = {
    id: r.id,
    at: r.at,
    user: r.user,
    app: r.app,
    host: r.host,
    kind: r.kind,
    ...optional('model', r.model),
    action: r.action,
    enforced: r.enforced,
    severity: r.severity,
    coverage: r.coverage,
    rules,
    detectors,
    ...optional('status', r.status),
    ...optional('tokens', r.tokens),
    ...optional('costUsd', r.costUsd),
    ...optional('durationMs', r.durationMs),
    ended: r.change !== null,
  }
  return { event, seq: r.seq, changed: Math.max(r.seq, r.change ?? 0) }
}

function optional<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  // One computed key: TypeScript widens it to an index signature.
  return value === null ? {} : ({ [key]: value } as { [P in K]?: V })
}
