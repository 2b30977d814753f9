/** Stages 2 and 11: the worst case is reserved before anything leaves, and settled with what was really used. */
import type { RuleHit } from '../policy/decision.ts'
import type { LimitSubject } from '../policy/limit.ts'
import type { Cost, Outcome, Usage } from './audit/types.ts'
import { SluiceError } from './errors.ts'
import { type Ending, type Exchange, known } from './exchange-state.ts'
import type { LimitCheck, LimitHit, Spend } from './limits/types.ts'

/** A limit with `action: block` is over. */
export class LimitExceeded extends SluiceError {
  constructor(readonly hit: LimitHit) {
    super(hit.tooLarge ? 'over_limit_alone' : 'limit_exceeded', hit.message ?? describe(hit))
  }
}

function describe(hit: LimitHit): string {
  const unit = hit.metric === 'cost' ? `${hit.amount} USD` : `${hit.amount} ${hit.metric}`
  if (hit.tooLarge)
    return `This request alone may use more than the limit '${hit.limit}' of ${unit} allows; ask for less (max_tokens) or send less.`
  if (hit.running)
    return `The rest of the limit '${hit.limit}' of ${unit} is held by requests that are still running; try again in ${humanSeconds(hit.retryAfterSeconds)}.`
  if (hit.used < hit.amount)
    return `This request may use more than is left of the limit '${hit.limit}' of ${unit} (${round(hit.used)} used); ask for less (max_tokens), or try again in ${humanSeconds(hit.retryAfterSeconds)}.`
  return `The limit '${hit.limit}' of ${unit} is reached; try again in ${humanSeconds(hit.retryAfterSeconds)}.`
}

const round = (amount: number): number => Math.round(amount * 100) / 100

function humanSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} min`
  return `${Math.ceil(seconds / 3600)} h`
}

/** Throws LimitExceeded, or `limits_failed` when the counters themselves fail. */
export async function reserve(x: Exchange): Promise<void> {
  if (x.policy.limits.length === 0 || x.recognised.endpoint.kind === 'other') return
  const { extraction, endpoint } = x.inspection
  const model = extraction.model ?? endpoint.model
  const subject: LimitSubject = {
    person: x.tunnel.identity,
    app: x.tunnel.app.id,
    ...(model === undefined ? {} : { model }),
  }
  const checks: LimitCheck[] = []
  for (const limit of x.policy.limits) {
    const keys = limit.keys(subject)
    if (keys.length > 0) checks.push({ limit, keys })
  }
  if (checks.length === 0) return
  x.worst = worstCase(x, model, checks)
  let result: Awaited<ReturnType<typeof x.gate.limits.reserve>>
  try {
    result = await x.gate.limits.reserve(checks, x.worst, x.startedDate.getTime())
  } catch (cause) {
    throw new SluiceError('limits_failed', 'the limits could not be checked, so the request was not sent', { cause })
  }
  if (!result.ok) {
    const monitor = x.policy.mode === 'monitor'
    x.addRule(ruleOf(result.hit, 'block'), monitor ? 'allow' : 'block')
    if (!monitor) throw new LimitExceeded(result.hit)
    return
  }
  x.reservation = result.reservation
  for (const hit of result.reservation.alerts)
    x.addRule(ruleOf(hit, 'alert'), x.policy.mode === 'monitor' ? 'allow' : 'alert')
}

function ruleOf(hit: LimitHit, action: 'alert' | 'block'): RuleHit {
  return {
    rule: hit.limit,
    action,
    reason: `over the limit: ${hit.used} of ${hit.amount} ${hit.metric} used`,
    severity: 'medium',
    notify: [],
  }
}

function worstCase(x: Exchange, model: string | undefined, checks: readonly LimitCheck[]): Spend {
  const needs = (metric: string): boolean =>
    checks.some(check => check.limit.parts.some(part => part.metric === metric))
  if (!needs('tokens') && !needs('cost')) return { requests: 1, tokens: 0, cost: 0 }
  const { extraction } = x.inspection
  const inputTokens = x.gate.tokens.estimate(extraction.segments.map(segment => segment.text))
  const outputTokens =
    extraction.maxOutputTokens ?? x.gate.tokens.learnedOutput(x.tunnel.app.id, model, x.recognised.endpoint.kind)
  const cost = needs('cost')
    ? x.gate.pricing.worstCase({
        provider: x.recognised.provider.id,
        app: x.tunnel.app.id,
        host: x.tunnel.authority.host,
        ...(model === undefined ? {} : { model }),
        inputTokens,
        outputTokens,
        at: x.startedDate,
      })
    : 0
  return { requests: 1, tokens: inputTokens + outputTokens, cost }
}

/** Settles limits and writes the outcome. Never throws: the exchange is over. */
export async function settle(x: Exchange, ending: Ending): Promise<void> {
  // Counting tokens can take seconds, of which the client waits for none.
  const endedAt = performance.now()
  const spent = await measure(x, ending)
  await settleLimits(x, ending, spent)
  if (x.recorded) x.gate.audit.finish(outcomeOf(x, ending, spent, endedAt))
}

/** What an exchange has used. */
interface Spent {
  readonly usage?: Usage
  readonly cost?: Cost
  /** It could not be worked out: the worst case counts. */
  readonly unknown?: true
}

async function measure(x: Exchange, ending: Ending): Promise<Spent> {
  let usage: Usage | undefined
  try {
    usage = await usageOf(x, ending)
    if (!usage) return {}
    if (usage.basis === 'measured') learn(x, usage)
    return { usage, cost: costOf(x, usage) }
  } catch (error) {
    x.gate.log.error('usage or cost could not be worked out', { event: x.id, error })
    return { ...(usage ? { usage } : {}), unknown: true }
  }
}

function learn(x: Exchange, usage: Usage): void {
  const { extraction, endpoint } = x.inspection
  x.gate.tokens.learn(x.tunnel.app.id, extraction.model, endpoint.kind, usage.outputTokens)
}

async function usageOf(x: Exchange, ending: Ending): Promise<Usage | undefined> {
  const reading = ending.reading
  if (!reading || reading.kind === 'none' || !known(x, 'inspection')) return undefined
  if (reading.kind === 'measured') return reading.usage
  const { extraction, endpoint } = x.inspection
  // A count, an upload or a telemetry call bills no tokens; only model calls are estimated.
  if (endpoint.kind === 'other' || endpoint.kind === 'count' || endpoint.kind === 'draft' || endpoint.kind === 'upload')
    return undefined
  const model = reading.model ?? extraction.model ?? endpoint.model
  const [inputTokens, outputTokens] = await x.gate.tokens.count([
    extraction.segments.map(s => s.text).join('\n'),
    reading.outputText,
  ])
  return {
    inputTokens: inputTokens!,
    outputTokens: outputTokens!,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    basis: 'estimated',
    ...(model === undefined ? {} : { model }),
  }
}

function costOf(x: Exchange, usage: Usage): Cost {
  const asked = x.inspection.extraction.model ?? x.inspection.endpoint.model
  const model = usage.model ?? asked
  const price = (name: string | undefined): Cost =>
    x.gate.pricing.cost({
      provider: x.recognised.provider.id,
      app: x.tunnel.app.id,
      host: x.tunnel.authority.host,
      ...(name === undefined ? {} : { model: name }),
      usage,
      at: x.startedDate,
    })
  const cost = price(model)
  // The answer may name a dated or internal model; the one that was asked for is the next best key.
  return cost.basis === 'unknown' && asked !== model ? price(asked) : cost
}

async function settleLimits(x: Exchange, ending: Ending, { usage, cost, unknown }: Spent): Promise<void> {
  if (!x.reservation) return
  const now = x.gate.now().getTime()
  try {
    // Nothing was used when the upstream never answered or refused; what a cut stream had used so far counts.
    if (ending.status === undefined || (ending.error && ending.firstByteAt === undefined))
      await x.gate.limits.release(x.reservation, now)
    else {
      const used = { requests: 1, tokens: usage ? usage.inputTokens + usage.outputTokens : 0, cost: cost?.usd ?? 0 }
      await x.gate.limits.settle(x.reservation, unknown && x.worst ? x.worst : used, now)
    }
  } catch (error) {
    x.gate.log.error('a reservation could not be settled; it expires by itself', { event: x.id, error })
  }
}

function outcomeOf(x: Exchange, ending: Ending, { usage, cost }: Spent, endedAt: number): Outcome {
  const status = ending.status
  const abortedBy = x.cutOff ? 'proxy' : ending.abortedBy
  return {
    id: x.id,
    ...(status === undefined ? {} : { status }),
    ...(usage === undefined ? {} : { usage }),
    ...(cost === undefined ? {} : { cost }),
    durationMs: Math.round((endedAt - x.startedAt) * 1000) / 1000,
    ...(ending.firstByteAt === undefined
      ? {}
      : { firstByteMs: Math.round((ending.firstByteAt - x.startedAt) * 1000) / 1000 }),
    ownMicros: x.sentAt > 0 ? Math.round((x.sentAt - x.bodyAt) * 1000) : 0,
    responseBytes: ending.responseBytes ?? 0,
    ...(abortedBy === undefined ? {} : { abortedBy }),
    ...(ending.error === undefined ? {} : { error: ending.error.code }),
  }
}
