/** Looks values up among the fingerprints of records: two filters that sort out nearly everything, then one keyed hash. */
import { idMask, mixed, type RecordsLayout, rolled, rollStart, slotOf } from './records-layout.ts'
import { createSipHash, type SipHash } from './siphash.ts'

/** Calls back with each entry of the value: the id of its column, and a row or an id. */
export type Found = (column: number, value: number) => void

export class RecordsIndex {
  readonly layout: RecordsLayout
  readonly #prefixes: Uint16Array
  /** A bit for each prefix that there is: small enough for the processor's cache. */
  readonly #present: Uint32Array
  readonly #prefixShift: number
  readonly #bits: Uint32Array
  readonly #bitShift: number
  readonly #slots: Uint32Array
  readonly #size: number
  readonly #sip: SipHash

  /** `parts` as the builder made them. Throws RangeError when they do not fit together. */
  constructor(parts: readonly Uint8Array[], layout: RecordsLayout, hashKey: Uint8Array) {
    const [prefix, bits, slots] = parts.map(wordsOf)
    if (!prefix || !bits || !slots) throw new RangeError('parts of the fingerprints are missing')
    this.layout = layout
    this.#prefixes = new Uint16Array(prefix.buffer, prefix.byteOffset, prefix.length * 2)
    this.#prefixShift = 32 - powerOf(this.#prefixes.length)
    this.#present = presentOf(this.#prefixes)
    this.#bits = bits
    this.#bitShift = 32 - powerOf(bits.length * 32)
    this.#slots = slots
    this.#size = slots.length / 2
    this.#sip = createSipHash(hashKey)
  }

  /** Bits of the lengths (lengthBit) that a value which begins with these units may have. */
  lengthsOf(units: Uint16Array, from: number, count: number): number {
    let hash = rollStart
    for (let i = from; i < from + count; i++) hash = rolled(hash, units[i]!)
    const place = mixed(hash) >>> this.#prefixShift
    return (this.#present[place >>> 5]! & (1 << (place & 31))) === 0 ? 0 : this.#prefixes[place]!
  }

  /** Whether a value of this rolled() hash may be there. */
  mayHold(hash: number): boolean {
    const bit = mixed(hash) >>> this.#bitShift
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0
  }

  /** Looks up units [from, to). Answers how many entries there are. */
  find(units: Uint16Array, from: number, to: number, found: Found): number {
    this.#sip.hash(units, from, to)
    const { high, low } = this.#sip
    const slots = this.#slots
    let count = 0
    let slot = slotOf(high, this.#size)
    for (let value = slots[2 * slot + 1]!; value !== 0; value = slots[2 * slot + 1]!) {
      const tag = slots[2 * slot]!
      if ((tag ^ low) >>> 5 === 0) {
        found(tag & idMask, value)
        count++
      }
      if (++slot === this.#size) slot = 0
    }
    return count
  }

  /** For a value that is no run of words of the text: a date, two ids. */
  findWhole(units: Uint16Array, length: number, found: Found): number {
    let hash = rollStart
    for (let i = 0; i < length; i++) hash = rolled(hash, units[i]!)
    return this.mayHold(hash) ? this.find(units, 0, length, found) : 0
  }
}

function wordsOf(part: Uint8Array): Uint32Array {
  return new Uint32Array(part.buffer, part.byteOffset, part.byteLength >>> 2)
}

function presentOf(prefixes: Uint16Array): Uint32Array {
  const present = new Uint32Array(prefixes.length >>> 5)
  for (let i = 0; i < prefixes.length; i++) if (prefixes[i] !== 0) present[i >>> 5]! |= 1 << (i & 31)
  return present
}

function powerOf(length: number): number {
  const power = 31 - Math.clz32(length)
  if (length < 2 || length !== 2 ** power) throw new RangeError('a filter of the fingerprints has a wrong length')
  return power
}
