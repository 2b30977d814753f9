/** The table of the fingerprints of records while it is made: entries are collected, then put into slots, without those that are common. */
import { idMask, mixed, prefixBits, slotOf } from './records-layout.ts'

/** In the value of an entry: another form of a cell that has been counted. */
export const anotherForm = 0x80000000
const common = 0xffffffff
const chunkEntries = 1 << 20

/** Collected entries, in chunks: 16 bytes each. */
export class Entries {
  length = 0
  readonly #chunks: Uint32Array[] = []

  add(high: number, tag: number, value: number, roll: number): void {
    const chunk = (this.#chunks[this.length >>> 20] ??= new Uint32Array(4 * chunkEntries))
    const at = 4 * (this.length++ & (chunkEntries - 1))
    chunk[at] = high
    chunk[at + 1] = tag
    chunk[at + 2] = value
    chunk[at + 3] = roll
  }

  /** In the order of adding. */
  each(visit: (high: number, tag: number, value: number, roll: number) => void): void {
    for (let i = 0; i < this.length; i++) {
      const chunk = this.#chunks[i >>> 20]!
      const at = 4 * (i & (chunkEntries - 1))
      visit(chunk[at]!, chunk[at + 1]!, chunk[at + 2]!, chunk[at + 3]!)
    }
  }
}

export interface Table {
  readonly slots: Uint32Array
  readonly bits: Uint32Array
  /** Entries in it. */
  readonly live: number
  /** Of each column id, cells that were left out since their value is in more than `limit` rows. */
  readonly common: readonly number[]
}

/** Each value once for each row (or id), none that leads to more than `limit` of them. */
export function makeTable(entries: Entries, limit: number): Table {
  const first = new Slots(entries.length, limit)
  entries.each((high, tag, value) => void first.put(high, tag, (value & ~anotherForm) >>> 0))
  const left = Array.from({ length: idMask + 1 }, () => 0)
  if (first.marked === 0 && first.live > entries.length * 0.6)
    return { slots: first.slots, bits: bitsOf(entries, first), live: first.live, common: left }
  entries.each((high, tag, value) => {
    if (first.isCommon(high, tag) && (value & anotherForm) === 0) left[tag & idMask]!++
  })
  const second = new Slots(first.live, limit)
  entries.each((high, tag, value) => {
    if (!first.isCommon(high, tag)) second.put(high, tag, (value & ~anotherForm) >>> 0)
  })
  return { slots: second.slots, bits: bitsOf(entries, first), live: second.live, common: left }
}

class Slots {
  readonly slots: Uint32Array
  live = 0
  /** Values found common. */
  marked = 0
  readonly #size: number
  readonly #limit: number

  constructor(entries: number, limit: number) {
    this.#size = Math.max(16, Math.ceil(entries / 0.75))
    this.slots = new Uint32Array(2 * this.#size)
    this.#limit = limit
  }

  put(high: number, tag: number, value: number): void {
    const { slots } = this
    let slot = slotOf(high, this.#size)
    let same = 0
    let firstSame = -1
    for (let there = slots[2 * slot + 1]!; there !== 0; there = slots[2 * slot + 1]!) {
      if (slots[2 * slot] === tag) {
        if (there === value || there === common) return
        if (same++ === 0) firstSame = slot
        if (same === this.#limit) {
          slots[2 * firstSame + 1] = common
          this.marked++
          return
        }
      }
      if (++slot === this.#size) slot = 0
    }
    slots[2 * slot] = tag
    slots[2 * slot + 1] = value
    this.live++
  }

  isCommon(high: number, tag: number): boolean {
    const { slots } = this
    if (this.marked === 0) return false
    let slot = slotOf(high, this.#size)
    for (let there = slots[2 * slot + 1]!; there !== 0; there = slots[2 * slot + 1]!) {
      if (slots[2 * slot] === tag) return there === common
      if (++slot === this.#size) slot = 0
    }
    return false
  }
}

/** One bit for each value, at 8 to 16 times as many bits: one in ten others passes. */
function bitsOf(entries: Entries, first: Slots): Uint32Array {
  const power = Math.min(31, Math.max(10, 4 + Math.floor(Math.log2(Math.max(1, first.live)))))
  const bits = new Uint32Array(2 ** (power - 5))
  entries.each((high, tag, _value, roll) => {
    if (first.isCommon(high, tag)) return
    const bit = mixed(roll) >>> (32 - power)
    bits[bit >>> 5]! |= 1 << (bit & 31)
  })
  return bits
}

/** The filter of prefixes, made smaller for few values. */
export function shrunkPrefixes(prefixes: Uint16Array, live: number): Uint16Array {
  const power = Math.min(prefixBits, Math.max(8, 2 + Math.floor(Math.log2(Math.max(1, live)))))
  const shrunk = new Uint16Array(2 ** power)
  for (let i = 0; i < prefixes.length; i++) shrunk[i >>> (prefixBits - power)]! |= prefixes[i]!
  return shrunk
}
