/** Event ids: `ev_` and a ULID (https://github.com/ulid/spec). They sort by time, within one millisecond by order of making. */
import { randomFillSync } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const chars = [...alphabet]

export interface EventIdOptions {
  /** Epoch ms. */
  readonly now: () => number
  /** Fills the array with random bytes. */
  readonly random?: (bytes: Uint8Array) => unknown
}

/**
 * Returns a maker of ids for one process. Ids strictly increase, also when the clock goes back: the last time is kept
 * and the random part is counted up. The 80 random bits keep ids of several processes apart.
 */
export function createEventIds(options: EventIdOptions): () => string {
  const pool = new RandomPool(options.random ?? (bytes => randomFillSync(bytes)))
  let lastMs = -1
  let timePart = ''
  // 80 random bits as two 40-bit halves: exact in a double, eight characters each.
  let high = 0
  let low = 0

  return function nextEventId() {
    const ms = options.now()
    if (ms > lastMs) {
      lastMs = ms
      timePart = encode(ms, 10)
      // The top bit stays clear, so that counting up within a millisecond cannot overflow.
      high = pool.take40() % 2 ** 39
      low = pool.take40()
    } else if (++low === 2 ** 40) {
      low = 0
      high++
    }
    return `ev_${timePart}${encode(high, 8)}${encode(low, 8)}`
  }
}

/** Epoch ms written in an event id, or undefined when it is not one. */
export function timeOfEventId(id: string): number | undefined {
  if (!/^ev_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)) return undefined
  let ms = 0
  for (const c of id.slice(3, 13)) ms = ms * 32 + alphabet.indexOf(c)
  return ms
}

function encode(value: number, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) {
    text = chars[value % 32]! + text
    value = Math.floor(value / 32)
  }
  return text
}

/** One call to the random source serves a hundred ids. */
class RandomPool {
  readonly #bytes = Buffer.alloc(1000)
  readonly #fill: (bytes: Uint8Array) => unknown
  #at = 1000

  constructor(fill: (bytes: Uint8Array) => unknown) {
    this.#fill = fill
  }

  take40(): number {
    if (this.#at + 5 > this.#bytes.length) {
      this.#fill(this.#bytes)
      this.#at = 0
    }
    const value = this.#bytes.readUIntBE(this.#at, 5)
    this.#at += 5
    return value
  }
}
