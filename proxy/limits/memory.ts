/** Limits of one process: counted in memory within microseconds, saved to SQLite in the background. */

import type { LimitPart } from '../../policy/limit.ts'
import type { Log } from '../log.ts'
import { type Counter, createCounter, fromUnits, partName, unitsOf, whyNot } from './counter.ts'
import { type CounterFile, openCounterFile } from './sqlite.ts'
import type { CounterState, LimitCheck, LimitHit, LimitStore, Reservation, ReserveResult, Spend } from './types.ts'

export interface LimitsOptions {
  /** Database file; without it counters live in memory only. */
  readonly path?: string
  /** Epoch ms. */
  readonly now: () => number
  readonly log: Pick<Log, 'error' | 'warn'>
  /** A reservation that nobody ends is let go after this. Longer than the longest answer. */
  readonly ttlMs?: number
  /** Counters kept in memory. Beyond it the least recently used is saved and dropped (lost without `path`). */
  readonly maxCounters?: number
  /** How often changed counters are saved: a kill -9 forgets at most what was spent since. */
  readonly flushMs?: number
}

/**
 * What survives: everything after close(); after a kill -9 everything but the last `flushMs` (one second), and but
 * the tokens and cost of requests that were running. Throws SettingsError when the database cannot be opened.
 */
export function openLimits(options: LimitsOptions): LimitStore {
  return new LocalLimits(options)
}

interface Hold {
  readonly counter: Counter
  readonly part: LimitPart
  readonly units: number
}

interface Running {
  readonly holds: readonly Hold[]
  readonly at: number
  readonly expiresAt: number
}

const maxLate = 10_000

class LocalLimits implements LimitStore {
  readonly #options: LimitsOptions
  readonly #ttlMs: number
  readonly #maxCounters: number
  readonly #file: CounterFile | undefined
  /** In order of last use. */
  readonly #counters = new Map<string, Counter>()
  readonly #dirty = new Set<Counter>()
  /** In order of expiry. */
  readonly #running = new Map<string, Running>()
  /** Expired but perhaps still settled: a stream longer than the TTL must count in the end. */
  readonly #late = new Map<string, Running>()
  #usualMs = 5000
  #lastId = 0
  #timer: NodeJS.Timeout | undefined
  #saveFailed = false

  constructor(options: LimitsOptions) {
    this.#options = options
    this.#ttlMs = options.ttlMs ?? 3_600_000
    this.#maxCounters = options.maxCounters ?? 100_000
    this.#file = options.path === undefined ? undefined : openCounterFile(options.path)
    this.#file?.dropExpired(options.now())
  }

  async reserve(checks: readonly LimitCheck[], worst: Spend, now: number): Promise<ReserveResult> {
    this.#expire(now)
    const holds: Hold[] = []
    const alerts: LimitHit[] = []
    let refusal: LimitHit | undefined
    for (const { limit, keys } of checks) {
      for (const key of keys) {
        for (const part of limit.parts) {
          const counter = this.#counter(limit.id, part, key)
          const units = unitsOf(part.metric, worst)
          holds.push({ counter, part, units })
          const over = whyNot(counter, part, units, now, this.#usualMs)
          if (!over) continue
          const hit: LimitHit = {
            limit: limit.id,
            key,
            metric: part.metric,
            amount: part.amount,
            ...over,
            action: limit.action,
            ...(limit.message === undefined ? {} : { message: limit.message }),
          }
          if (limit.action === 'alert') alerts.push(hit)
          else refusal = refusal ? tighter(refusal, hit) : hit
        }
      }
    }
    if (refusal) return { ok: false, hit: refusal }
    for (const hold of holds) this.#take(hold, now)
    const id = String(++this.#lastId)
    this.#running.set(id, { holds, at: now, expiresAt: now + this.#ttlMs })
    this.#saveLater()
    return { ok: true, reservation: { id, alerts } }
  }

  async settle(reservation: Reservation, actual: Spend, now: number): Promise<void> {
    const running = this.#end(reservation, now)
    if (!running) return
    this.#usualMs += (Math.max(0, now - running.at) - this.#usualMs) / 20
    for (const { counter, units } of running.holds) {
      const spent = unitsOf(counter.metric, actual)
      if (counter.metric !== 'requests') counter.spent.add(spent, now)
      else if (spent < units) counter.spent.take(units - spent, running.at, now)
      else if (spent > units) counter.spent.add(spent - units, now)
      this.#dirty.add(counter)
    }
    this.#saveLater()
  }

  async release(reservation: Reservation, now: number): Promise<void> {
    const running = this.#end(reservation, now)
    if (!running) return
    for (const { counter, units } of running.holds) {
      if (counter.metric !== 'requests') continue
      counter.spent.take(units, running.at, now)
      this.#dirty.add(counter)
    }
    this.#saveLater()
  }

  async state(checks: readonly LimitCheck[], now: number): Promise<CounterState[]> {
    this.#expire(now)
    return checks.flatMap(({ limit, keys }) =>
      keys.flatMap(key =>
        limit.parts.map(part => {
          const counter = this.#counters.get(nameOf(limit.id, part, key)) ?? this.#load(limit.id, part, key)
          const calendar = part.window.kind === 'calendar'
          const used = counter.spent.used(now)
          return {
            limit: limit.id,
            key,
            metric: part.metric,
            amount: part.amount,
            used: fromUnits(part.metric, used),
            reserved: fromUnits(part.metric, counter.held),
            ...(calendar || used > 0
              ? { resetsAt: calendar ? counter.spent.endsAt(now) : counter.spent.emptyAt(now) }
              : {}),
          }
        }),
      ),
    )
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#save([...this.#dirty])
    this.#file?.close()
  }

  /** Requests count at once; tokens and cost are held until the request ends. */
  #take({ counter, units }: Hold, now: number): void {
    counter.holders++
    if (counter.metric === 'requests') {
      counter.spent.add(units, now)
      this.#dirty.add(counter)
    } else counter.held += units
  }

  /** Undefined when it was ended before. */
  #end(reservation: Reservation, now: number): Running | undefined {
    this.#expire(now)
    const running = this.#running.get(reservation.id)
    if (running) {
      this.#running.delete(reservation.id)
      letGo(running)
      return running
    }
    const late = this.#late.get(reservation.id)
    this.#late.delete(reservation.id)
    // Its counters may have left memory since it expired.
    const fresh = ({ counter, part, units }: Hold) => ({
      counter: this.#counter(counter.limitId, part, counter.key),
      part,
      units,
    })
    return late && { ...late, holds: late.holds.map(fresh) }
  }

  #expire(now: number): void {
    for (const [id, running] of this.#running) {
      if (running.expiresAt > now) return
      this.#running.delete(id)
      letGo(running)
      if (this.#late.size >= maxLate) this.#late.delete(this.#late.keys().next().value!)
      this.#late.set(id, running)
    }
  }

  #counter(limitId: string, part: LimitPart, key: string): Counter {
    const name = nameOf(limitId, part, key)
    const counter = this.#counters.get(name) ?? this.#load(limitId, part, key)
    this.#counters.delete(name)
    this.#counters.set(name, counter)
    if (this.#counters.size > this.#maxCounters) this.#evict()
    return counter
  }

  #load(limitId: string, part: LimitPart, key: string): Counter {
    return createCounter(limitId, part, key, this.#file?.load(limitId, partName(part), key))
  }

  /** The least recently used one that no running request holds; for a moment there may be more than `maxCounters`. */
  #evict(): void {
    let looked = 0
    for (const [name, counter] of this.#counters) {
      if (++looked > 100) return
      if (counter.holders > 0) continue
      if (this.#dirty.has(counter)) this.#save([counter])
      // What could not be saved stays.
      if (this.#dirty.has(counter)) return
      this.#counters.delete(name)
      return
    }
  }

  #saveLater(): void {
    if (!this.#file || this.#timer || this.#dirty.size === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#save([...this.#dirty])
      this.#saveLater()
    }, this.#options.flushMs ?? 1000)
    this.#timer.unref()
  }

  /** A failure keeps the counters dirty for the next turn and is logged once until a save succeeds. */
  #save(counters: readonly Counter[]): void {
    if (!this.#file) {
      this.#dirty.clear()
      return
    }
    try {
      this.#file.save(counters, this.#options.now())
      for (const counter of counters) this.#dirty.delete(counter)
      this.#saveFailed = false
    } catch (error) {
      if (!this.#saveFailed) this.#options.log.error('limits could not be saved; counting goes on in memory', { error })
      this.#saveFailed = true
    }
  }
}

function letGo({ holds }: Running): void {
  for (const { counter, units } of holds) {
    counter.holders--
    if (counter.metric !== 'requests') counter.held -= units
  }
}

/** After waiting for the tightest, the others fit as well: one that never fits, then the longest wait. */
function tighter(a: LimitHit, b: LimitHit): LimitHit {
  if (a.tooLarge !== b.tooLarge) return a.tooLarge ? a : b
  const longer = b.retryAfterSeconds > a.retryAfterSeconds ? b : a
  return a.running || b.running ? { ...longer, running: true } : longer
}

function nameOf(limitId: string, part: LimitPart, key: string): string {
  return `${limitId}\0${partName(part)}\0${key}`
}
