/** One counter of one part of a limit: what was spent in its window, and what running requests hold. */
import type { LimitPart, Metric } from '../../policy/limit.ts'
import type { Spend } from './types.ts'
import { openWindow, type SpendWindow } from './window.ts'

export interface Counter {
  readonly limitId: string
  readonly part: string
  readonly key: string
  readonly metric: Metric
  readonly spent: SpendWindow
  /** Held by running requests: integer units. */
  held: number
  /** Running requests that hold something here. */
  holders: number
}

export function createCounter(limitId: string, part: LimitPart, key: string, saved?: unknown): Counter {
  return {
    limitId,
    part: partName(part),
    key,
    metric: part.metric,
    spent: openWindow(part.window, saved),
    held: 0,
    holders: 0,
  }
}

/** Says what is counted and how, but not how much is allowed: a changed amount keeps the count. */
export function partName(part: LimitPart): string {
  const w = part.window
  return w.kind === 'sliding' ? `${part.metric}/${w.seconds}s` : `${part.metric}/${w.unit}/${w.timeZone}`
}

const nanosPerDollar = 1e9

/** Integer units of a metric: requests, tokens, nano-dollars. Rounded up: never less than was spent. */
export function unitsOf(metric: Metric, spend: Spend): number {
  switch (metric) {
    case 'requests':
      return Math.ceil(spend.requests)
    case 'tokens':
      return Math.ceil(spend.tokens)
    case 'cost':
      return toUnits('cost', spend.cost)
    default:
      return metric satisfies never
  }
}

export function toUnits(metric: Metric, amount: number): number {
  // The small part taken off first undoes binary fractions: 0.1 dollars is 100,000,000 units, not one more.
  return metric === 'cost' ? Math.max(0, Math.ceil(amount * nanosPerDollar - 1e-3)) : amount
}

export function fromUnits(metric: Metric, units: number): number {
  return metric === 'cost' ? units / nanosPerDollar : units
}

export interface Over {
  readonly used: number
  readonly retryAfterSeconds: number
  readonly running?: true
  readonly tooLarge?: true
}

/** Undefined when `worst` more units fit at `now`. `usualMs`: how long a running request usually takes. */
export function whyNot(
  counter: Counter,
  part: LimitPart,
  worst: number,
  now: number,
  usualMs: number,
): Over | undefined {
  const { spent } = counter
  const amount = toUnits(part.metric, part.amount)
  const used = spent.used(now)
  const missing = used + counter.held + worst - amount
  if (missing <= 0) return undefined
  const shown = fromUnits(part.metric, used + counter.held)
  if (worst > amount) return { used: shown, retryAfterSeconds: secondsUntil(spent.endsAt(now), now), tooLarge: true }
  const at = spent.freeAt(missing, now)
  if (at !== undefined) return { used: shown, retryAfterSeconds: secondsUntil(at, now) }
  // Even with all that was spent gone, running requests hold too much.
  const wait = Math.min(60, Math.max(secondsUntil(now + usualMs, now), secondsUntil(spent.emptyAt(now), now)))
  return { used: shown, retryAfterSeconds: wait, running: true }
}

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / 1000))
}
