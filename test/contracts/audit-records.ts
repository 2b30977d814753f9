/** Made-up exchanges for the audit suite, and what they add up to, computed the simple way. */
import type { Action } from '../../policy/decision.ts'
import type { Ranked, TimeRange, Totals } from '../../proxy/audit/reader-types.ts'
import type { DecisionRecord, ExchangeRecord, FindingRecord, Outcome } from '../../proxy/audit/types.ts'
import { createEventIds } from '../../proxy/event-id.ts'

export const noon = Date.UTC(2026, 10, 21, 12)
const newId = createEventIds({ now: () => noon })

export function decision(change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    id: newId(),
    at: noon,
    user: 'ann@acme.example',
    identifiedBy: 'basic',
    groups: [],
    clientAddress: '10.0.0.7',
    app: 'openai-api',
    provider: 'openai',
    host: 'api.openai.com',
    method: 'POST',
    path: '/v1/chat/completions',
    kind: 'chat',
    stream: false,
    coverage: { verdict: 'full' },
    findings: [],
    action: 'allow',
    enforced: 'allow',
    mode: 'enforce',
    rules: [],
    severity: 'info',
    policyVersion: '0123456789ab',
    requestBytes: 812,
    ...change,
  }
}

export function outcome(id: string, change: Partial<Outcome> = {}): Outcome {
  return { id, status: 200, durationMs: 812.125, ownMicros: 140, responseBytes: 5120, ...change }
}

export function finding(detector: string): FindingRecord {
  return {
    detector,
    category: 'secrets',
    severity: 'high',
    confidence: 'high',
    why: ['prefix and checksum hold'],
    place: 'messages[2].content',
    role: 'user',
    kind: 'prompt',
    start: 12,
    length: 20,
    mask: '****(20)',
    hash: '0'.repeat(32),
    redacted: true,
  }
}

/** Every field there is, for the way to the database and back. */
export function fullRecord(): Required<Omit<ExchangeRecord, 'outcome'>> & { readonly outcome: Omit<Outcome, 'id'> } {
  const { id: _id, ...ended } = outcome('', {
    usage: usage({ model: 'gpt-5-2025-08-07' }),
    cost: { usd: 0.0125, basis: 'measured' },
    firstByteMs: 210.5,
    abortedBy: 'client',
    error: 'upstream_timeout',
  })
  const hit = {
    rule: 'no-credentials',
    action: 'redact',
    reason: '1 finding',
    severity: 'high',
    notify: ['sec'],
  } as const
  return {
    ...decision({ groups: ['eng', 'ops'], stream: true, action: 'redact', enforced: 'redact', severity: 'high' }),
    parentId: newId(),
    model: 'gpt-5',
    account: 'org:acme "quoted" ünï',
    coverage: { verdict: 'partial', reason: '2 images are not read' },
    findings: [finding('aws-access-key-id')],
    rules: [hit, { ...hit, rule: 'other', exemption: 'red-team-week' }],
    refusal: { code: 'policy_blocked', status: 403, message: 'no' },
    outcome: ended,
  }
}

export function usage(change: Partial<NonNullable<Outcome['usage']>> = {}): NonNullable<Outcome['usage']> {
  return {
    inputTokens: 1200,
    outputTokens: 300,
    cachedInputTokens: 100,
    cacheWriteTokens: 5,
    reasoningTokens: 50,
    basis: 'measured',
    ...change,
  }
}

const enforced: readonly Action[] = ['allow', 'allow', 'allow', 'alert', 'redact', 'block']

/** A week of exchanges ending at `noon`, the same for the same number: every tenth is telemetry, some never end. */
export function week(number: number): ExchangeRecord[] {
  let state = 7
  const below = (n: number) => (state = (state * 48_271) % 2_147_483_647) % n
  return Array.from({ length: number }, () => {
    const action = enforced[below(enforced.length)]!
    const hit = action !== 'allow'
    const model = below(4) > 0 ? `model-${below(3)}` : undefined
    const basis = (['measured', 'estimated', 'unknown'] as const)[below(3)]!
    const record = decision({
      at: noon - below(7 * 86_400_000),
      user: `user-${below(12)}`,
      app: `app-${below(4)}`,
      kind: below(10) === 0 ? 'other' : 'chat',
      ...(model === undefined ? {} : { model }),
      coverage: below(5) === 0 ? { verdict: below(2) === 0 ? 'partial' : 'none', reason: 'r' } : { verdict: 'full' },
      action,
      enforced: action,
      findings: hit ? Array.from({ length: 1 + below(2) }, () => finding(`detector-${below(3)}`)) : [],
      rules: hit ? [{ rule: `rule-${below(2)}`, action, reason: '', severity: 'high', notify: [] }] : [],
    })
    if (below(20) === 0) return record
    const { id: _id, ...ended } = outcome('', {
      usage: usage({ inputTokens: below(5000), model: 'answered' }),
      cost: basis === 'unknown' ? { basis } : { basis, usd: below(1000) / 1024 },
    })
    return { ...record, outcome: ended }
  })
}

const tokensOf = (r: ExchangeRecord) =>
  r.outcome?.usage ? r.outcome.usage.inputTokens + r.outcome.usage.outputTokens : 0
const usdOf = (r: ExchangeRecord) => r.outcome?.cost?.usd ?? 0
export const flagged = (r: ExchangeRecord) => r.rules.length > 0 || r.findings.length > 0 || r.refusal !== undefined

/** Page loads and telemetry count only when flagged. */
export function countedIn(records: readonly ExchangeRecord[], { from, to }: TimeRange): ExchangeRecord[] {
  return records.filter(r => r.at >= from && r.at < to && (r.kind !== 'other' || flagged(r)))
}

export function totalsOf(records: readonly ExchangeRecord[]): Totals {
  const sum = (of: (r: ExchangeRecord) => number) => records.reduce((total, r) => total + of(r), 0)
  const done = (action: Action) => records.filter(r => r.enforced === action).length
  const costUsd = sum(usdOf)
  const measured = sum(r => (r.outcome?.cost?.basis === 'measured' ? usdOf(r) : 0))
  return {
    requests: records.length,
    people: new Set(records.map(r => r.user)).size,
    tokens: sum(tokensOf),
    costUsd,
    costMeasuredShare: costUsd > 0 ? measured / costUsd : 1,
    allowed: done('allow'),
    alerted: done('alert'),
    redacted: done('redact'),
    blocked: done('block'),
    unpriced: records.filter(r => r.outcome?.cost?.basis === 'unknown').length,
  }
}

export function rankedBy(records: readonly ExchangeRecord[], nameOf: (r: ExchangeRecord) => string): Ranked[] {
  const names = [...new Set(records.map(nameOf))]
  const rows = names.map(name => {
    const own = records.filter(r => nameOf(r) === name)
    const { requests, tokens, costUsd } = totalsOf(own)
    return { name, requests, tokens, costUsd, flagged: own.filter(flagged).length }
  })
  return rows.sort((a, b) => b.costUsd - a.costUsd || b.requests - a.requests || (a.name < b.name ? -1 : 1))
}
