/**
 * Rate limits and budgets. Contract of every implementation (suite: test/contracts/limits.ts):
 * - Requests count when they are reserved. Tokens and cost are held while the request runs and count when it is
 *   settled, so a long stream neither escapes a short window nor keeps a place in the count of requests.
 * - reserve() counts the worst case atomically in every part of every limit, or in none: two concurrent calls
 *   can never both take the last place. A refusal names the tightest part and an honest retry time.
 * - settle() replaces the reservation by the true usage; release() takes it back wholly. Each reservation is
 *   ended exactly once; ending it again is a no-op. A reservation whose holder died expires after `ttlMs`.
 * - A sliding window counts the last `seconds`; a calendar window resets at midnight or on the first of the
 *   month in its time zone (DST days are 23 or 25 hours long).
 * - Counters survive a restart. State per key is bounded; idle keys are dropped.
 */
import type { Limit } from '../../policy/limit.ts'

/** What one request may use at most, or has used. */
export interface Spend {
  readonly requests: number
  readonly tokens: number
  /** US dollars. */
  readonly cost: number
}

export interface LimitCheck {
  readonly limit: Limit
  readonly keys: readonly string[]
}

/** One part that is over. */
export interface LimitHit {
  readonly limit: string
  readonly key: string
  readonly metric: 'requests' | 'tokens' | 'cost'
  readonly amount: number
  readonly used: number
  /**
   * Seconds until the request as reserved would fit if nothing else is reserved or settled meanwhile; at least 1.
   * With `running`: the time requests usually take, at most a minute. With `tooLarge`: the length of the window.
   */
  readonly retryAfterSeconds: number
  /** Something of what is missing, here or in another limit, is held by requests that still run; it is free, or spent, when they end. */
  readonly running?: true
  /** The request alone may use more than the whole limit: it never fits, however long one waits. */
  readonly tooLarge?: true
  readonly action: 'block' | 'alert'
  readonly message?: string
}

export interface Reservation {
  readonly id: string
  /** `alert` limits that are over: recorded, not refused. */
  readonly alerts: readonly LimitHit[]
}

export type ReserveResult =
  | { readonly ok: true; readonly reservation: Reservation }
  | { readonly ok: false; readonly hit: LimitHit }

/** State of one counter, for the console and `sluice limits`. */
export interface CounterState {
  readonly limit: string
  readonly key: string
  readonly metric: 'requests' | 'tokens' | 'cost'
  readonly amount: number
  readonly used: number
  readonly reserved: number
  readonly resetsAt?: number
}

export interface LimitStore {
  /** `now` in epoch ms. Rejects only when the store itself fails. */
  reserve(checks: readonly LimitCheck[], worst: Spend, now: number): Promise<ReserveResult>
  settle(reservation: Reservation, actual: Spend, now: number): Promise<void>
  release(reservation: Reservation, now: number): Promise<void>
  state(checks: readonly LimitCheck[], now: number): Promise<CounterState[]>
  close(): Promise<void>
}
