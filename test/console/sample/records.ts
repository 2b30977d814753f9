/** Makes realistic exchanges from a seed: the same seed and time give the same month of a company's use. */
import type { RuleHit } from '../../../policy/decision.ts'
import type { DecisionRecord, ExchangeRecord, Outcome } from '../../../proxy/audit/types.ts'
import { type App, apps, findingKinds, type Person, people } from './company.ts'
import { makeFindings } from './findings.ts'

export type Random = () => number

/** mulberry32: small, seeded, good enough for samples. */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

/** `number` exchanges that end before `now`, spread over `days` with office hours busier. Oldest first. */
export function makeMonth(options: { now: number; number: number; days: number; seed: number }): ExchangeRecord[] {
  const random = seeded(options.seed)
  const times = Array.from({ length: options.number }, () => makeTime(random, options.now, options.days))
  return times.sort((a, b) => a - b).map((at, index) => makeExchange(random, at, index))
}

/** One exchange at `at`; `index` makes its id unique. */
export function makeExchange(random: Random, at: number, index: number): ExchangeRecord {
  const person = pick(random, people)
  const app = apps.find(a => a.id === (random() < 0.86 ? person.usual : ''))?.id ?? pick(random, apps).id
  const decision = makeDecision(random, at, index, person, apps.find(a => a.id === app)!)
  return { ...decision, outcome: makeOutcome(random, decision) }
}

function makeTime(random: Random, now: number, days: number): number {
  for (;;) {
    const at = now - random() ** 1.15 * days * 86_400_000
    const hour = new Date(at).getUTCHours()
    const weekend = [0, 6].includes(new Date(at).getUTCDay())
    const weight = (hour >= 8 && hour < 18 ? 1 : hour >= 6 && hour < 22 ? 0.35 : 0.06) * (weekend ? 0.25 : 1)
    if (random() < weight) return Math.floor(at)
  }
}

function makeDecision(random: Random, at: number, index: number, person: Person, app: App): DecisionRecord {
  const model = pick(random, app.models)
  const kind = app.id === 'openai-embeddings' ? 'embedding' : random() < 0.03 ? 'upload' : 'chat'
  const risky = random() < (person.name.startsWith('anonymous') ? 0.16 : 0.085)
  const found = risky ? pick(random, findingKinds) : undefined
  const attachment = kind === 'upload' || random() < 0.04
  const rules: RuleHit[] = found ? [found.hit(1)] : []
  if (!app.sanctioned) rules.push(unsanctioned(app.name))
  const action = rules.some(r => r.action === 'block') ? 'block' : (found?.hit(1).action ?? rules[0]?.action ?? 'allow')
  const findings = found ? makeFindings(random, found, action === 'redact') : []
  return {
    id: `ev_01${(index + 1).toString(32).toUpperCase().padStart(8, '0')}${Math.floor(random() * 2 ** 40)
      .toString(32)
      .toUpperCase()
      .padStart(16, '0')}`,
    at,
    user: person.name,
    identifiedBy: person.identifiedBy,
    groups: person.groups,
    clientAddress: person.address,
    app: app.id,
    provider: app.provider,
    host: app.host,
    method: 'POST',
    path: app.path,
    model,
    ...(person.account ? { account: person.account } : {}),
    kind,
    stream: random() < 0.7,
    coverage: attachment
      ? { verdict: 'partial', reason: '1 image is not read' }
      : app.provider === 'generic' && random() < 0.2
        ? { verdict: 'none', reason: 'the body is in a binary format that is not known' }
        : { verdict: 'full' },
    findings,
    action,
    enforced: action,
    mode: 'enforce',
    rules: found ? [found.hit(findings.length), ...rules.slice(1)] : rules,
    severity: found?.severity ?? (app.sanctioned ? 'info' : 'low'),
    policyVersion: 'b41c7d09e2fa',
    ...(action === 'block' && found
      ? { refusal: { code: 'policy_blocked', status: 403, message: found.message ?? 'Blocked by policy.' } }
      : {}),
    requestBytes: Math.floor(600 + random() ** 3 * 90_000),
  }
}

function unsanctioned(name: string): RuleHit {
  return {
    rule: 'unsanctioned-apps',
    action: 'alert',
    reason: `${name} is not a sanctioned app`,
    severity: 'low',
    notify: [],
  }
}

/** How an exchange ended: refused ones at once, the others with usage, cost and now and then a failure. */
export function makeOutcome(random: Random, decision: DecisionRecord): Omit<Outcome, 'id'> {
  const ownMicros = Math.floor(180 + random() * 700)
  if (decision.refusal) {
    return { status: decision.refusal.status, durationMs: 1 + random() * 3, ownMicros, responseBytes: 412 }
  }
  const inputTokens = Math.floor(80 + random() ** 3 * 18_000)
  const outputTokens = decision.kind === 'embedding' ? 0 : Math.floor(20 + random() ** 2 * 1800)
  const app = apps.find(a => a.id === decision.app)!
  const firstByteMs = 180 + random() * 900
  const durationMs = firstByteMs + (decision.stream ? outputTokens * (8 + random() * 10) : random() * 300)
  const usd = (inputTokens * app.inputPrice + outputTokens * app.outputPrice) / 1_000_000
  const aborted = random() < 0.015
  return {
    status: random() < 0.01 ? 500 : 200,
    usage: {
      inputTokens,
      outputTokens,
      cachedInputTokens: random() < 0.3 ? Math.floor(inputTokens * 0.6) : 0,
      cacheWriteTokens: 0,
      reasoningTokens: random() < 0.2 ? Math.floor(outputTokens * 0.4) : 0,
      basis: app.measured ? 'measured' : 'estimated',
      ...(decision.model ? { model: decision.model } : {}),
    },
    cost: app.priced ? { usd, basis: app.measured ? 'measured' : 'estimated' } : { basis: 'unknown' },
    durationMs,
    firstByteMs,
    ownMicros,
    responseBytes: Math.floor(outputTokens * 4.2 + 600),
    ...(aborted ? { abortedBy: 'client' } : {}),
  }
}
