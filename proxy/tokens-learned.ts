/** How many tokens answers usually have, learned per app, model and kind: the reservation where a caller names no maximum. */
import { LRUCache } from 'lru-cache'
import type { ExchangeKind } from './audit/types.ts'

export interface LearnedOutput {
  /** Tokens that nine answers of ten stayed below; a cautious first guess until a few were seen. */
  expect(app: string, model: string | undefined, kind: ExchangeKind): number
  learn(app: string, model: string | undefined, kind: ExchangeKind, outputTokens: number): void
}

const firstGuess = 2000
const quantile = 0.9
const step = 0.16
const fewest = 8
const atLeast = 16

/**
 * Stochastic approximation of the quantile on a logarithmic scale (Robbins and Monro): one number per key, moved up
 * by nine parts when an answer was longer and down by one part when it was shorter.
 */
export function createLearnedOutput(options: { readonly maxKeys?: number } = {}): LearnedOutput {
  const known = new LRUCache<string, { log: number; seen: number }>({ max: options.maxKeys ?? 5000 })
  const keyOf = (app: string, model: string | undefined, kind: ExchangeKind) => `${app} ${kind} ${model ?? ''}`

  return {
    expect(app, model, kind) {
      if (kind === 'embedding' || kind === 'count') return 0
      const entry = known.get(keyOf(app, model, kind))
      if (!entry) return firstGuess
      const learned = Math.round(Math.exp(entry.log))
      return entry.seen < fewest ? Math.max(learned, firstGuess) : learned
    },
    learn(app, model, kind, outputTokens) {
      if (!(outputTokens >= 0)) return
      const key = keyOf(app, model, kind)
      const log = Math.log(Math.max(atLeast, outputTokens))
      const entry = known.get(key)
      if (!entry) {
        known.set(key, { log, seen: 1 })
        return
      }
      entry.seen++
      if (entry.seen <= fewest) entry.log = Math.max(entry.log, log)
      else entry.log += log > entry.log ? step * quantile : -step * (1 - quantile)
      entry.log = Math.max(entry.log, Math.log(atLeast))
    },
  }
}
