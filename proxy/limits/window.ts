/** How much was spent in a window: exact for few events, at most 1/256 of the window too long for many. Integers only. */
import type { Window } from '../../policy/limit.ts'
import { periodOf } from './calendar.ts'

/** Amounts are integers (requests, tokens, nano-dollars), so that adding and taking back never drifts. */
export interface SpendWindow {
  /** Spent in the window that ends at `now`. */
  used(now: number): number
  /** Adds at `now`; returns the time to pass to `take` for taking it back. */
  add(amount: number, now: number): number
  /** Takes back what was added at `at`, if it is still in the window. */
  take(amount: number, at: number, now: number): void
  /** Epoch ms from which on at least `amount` less is used if nothing is added; undefined when less than that is used. */
  freeAt(amount: number, now: number): number | undefined
  /** Nothing that is in the window now will be after this time; `now` when it is empty. */
  emptyAt(now: number): number
  /** When a window that starts now is over; of a calendar window, when the running period is. */
  endsAt(now: number): number
  save(): unknown
}

const buckets = 256

/** `saved` is what `save` returned, read back from disk; anything else starts empty. */
export function openWindow(window: Window, saved?: unknown): SpendWindow {
  switch (window.kind) {
    case 'sliding':
      return new SlidingWindow(window.seconds * 1000, pairsOf(saved))
    case 'calendar':
      return new CalendarWindow(window.unit, window.timeZone, pairsOf(saved))
    default:
      return window satisfies never
  }
}

/**
 * Events in time order, merged within one 256th of the window under the later time: what is counted is never less
 * than what was spent, and is counted at most that much longer.
 */
class SlidingWindow implements SpendWindow {
  readonly #lengthMs: number
  readonly #bucketMs: number
  #times: number[] = []
  #amounts: number[] = []
  /** Entries before this index have left the window. */
  #first = 0
  #sum = 0

  constructor(lengthMs: number, saved: readonly [number, number][]) {
    this.#lengthMs = lengthMs
    this.#bucketMs = lengthMs / buckets
    for (const [at, amount] of saved) {
      this.#times.push(at)
      this.#amounts.push(amount)
      this.#sum += amount
    }
  }

  used(now: number): number {
    this.#expire(now)
    return this.#sum
  }

  add(amount: number, now: number): number {
    this.#expire(now)
    if (amount === 0) return now
    const last = this.#times.length - 1
    this.#sum += amount
    if (last >= this.#first && Math.floor(this.#times[last]! / this.#bucketMs) === Math.floor(now / this.#bucketMs)) {
      this.#times[last] = now
      this.#amounts[last]! += amount
    } else {
      this.#times.push(now)
      this.#amounts.push(amount)
    }
    return now
  }

  take(amount: number, at: number, now: number): void {
    this.#expire(now)
    if (at + this.#lengthMs <= now) return
    // The entry that took it in: the first one not before `at`.
    const since = Math.min(at, now)
    for (let i = this.#first; i < this.#times.length; i++) {
      if (this.#times[i]! < since) continue
      const taken = Math.min(amount, this.#amounts[i]!)
      this.#amounts[i]! -= taken
      this.#sum -= taken
      return
    }
  }

  freeAt(amount: number, now: number): number | undefined {
    this.#expire(now)
    let freed = 0
    for (let i = this.#first; i < this.#times.length; i++) {
      freed += this.#amounts[i]!
      if (freed >= amount) return this.#times[i]! + this.#lengthMs
    }
    return undefined
  }

  emptyAt(now: number): number {
    this.#expire(now)
    return this.#times.length > this.#first ? this.#times.at(-1)! + this.#lengthMs : now
  }

  endsAt(now: number): number {
    return now + this.#lengthMs
  }

  save(): unknown {
    return this.#times.slice(this.#first).map((at, i) => [at, this.#amounts[this.#first + i]])
  }

  #expire(now: number): void {
    this.#bringBack(now)
    while (this.#first < this.#times.length && this.#times[this.#first]! + this.#lengthMs <= now) {
      this.#sum -= this.#amounts[this.#first]!
      this.#first++
    }
    if (this.#first > 64 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first)
      this.#amounts = this.#amounts.slice(this.#first)
      this.#first = 0
    }
  }

  /** After the clock was set back, events of the "future" count as of now; else they would stay far too long. */
  #bringBack(now: number): void {
    for (let i = this.#times.length - 1; i >= this.#first && this.#times[i]! > now; i--) this.#times[i] = now
  }
}

/** One sum that starts again at each midnight or first of the month of its time zone. */
class CalendarWindow implements SpendWindow {
  readonly #unit: 'day' | 'month'
  readonly #timeZone: string
  #start = 0
  #end = 0
  #sum = 0

  constructor(unit: 'day' | 'month', timeZone: string, saved: readonly [number, number][]) {
    this.#unit = unit
    this.#timeZone = timeZone
    const last = saved.at(-1)
    if (!last) return
    this.#enter(last[0])
    this.#sum = last[1]
  }

  used(now: number): number {
    this.#enter(now)
    return this.#sum
  }

  add(amount: number, now: number): number {
    this.#enter(now)
    this.#sum += amount
    return now
  }

  take(amount: number, at: number, now: number): void {
    this.#enter(now)
    if (at >= this.#start && at < this.#end) this.#sum -= Math.min(amount, this.#sum)
  }

  freeAt(amount: number, now: number): number | undefined {
    this.#enter(now)
    return this.#sum >= amount ? this.#end : undefined
  }

  emptyAt(now: number): number {
    this.#enter(now)
    return this.#sum > 0 ? this.#end : now
  }

  endsAt(now: number): number {
    this.#enter(now)
    return this.#end
  }

  save(): unknown {
    return this.#sum > 0 ? [[this.#start, this.#sum]] : []
  }

  #enter(now: number): void {
    if (now >= this.#start && now < this.#end) return
    const period = periodOf(this.#unit, this.#timeZone, now)
    this.#start = period.start
    this.#end = period.end
    this.#sum = 0
  }
}

function pairsOf(saved: unknown): [number, number][] {
  if (!Array.isArray(saved)) return []
  return saved.filter(
    (pair): pair is [number, number] =>
      Array.isArray(pair) && pair.length === 2 && pair.every(n => Number.isSafeInteger(Math.floor(n)) && n >= 0),
  )
}
