/** The index of passages: which shingle stands where in which text, and a byte per word to follow a passage by. */
import type { PassageStyle } from './passages-letters.ts'
import type { WordKey } from './passages-words.ts'

/** Words of all texts are numbered through. */
export interface PassageIndex {
  readonly style: PassageStyle
  readonly key: WordKey
  readonly names: readonly string[]
  /** First word of each text, and behind the last. */
  readonly beginnings: Uint32Array
  /** Of each word: `echo` with the word before it. */
  readonly echoes: Uint8Array
  /** Shingles are sorted into 2^bits buckets by the first bits of their hashes. */
  readonly bits: number
  /** First shingle of each bucket, and behind the last. */
  readonly buckets: Uint32Array
  /** Last 16 bits of the hashes. */
  readonly remainders: Uint16Array
  /** First word of the shingle; the first bit is set when it is common. */
  readonly places: Uint32Array
}

export const COMMON = 0x8000_0000

export const remainderOf = (hash: number): number => hash & 0xffff

/** Bits of the remainders of each bucket: most shingles of other texts are told by it at once. */
export function filterOf({ bits, buckets, remainders }: PassageIndex): Int32Array {
  const filter = new Int32Array(1 << bits)
  for (let bucket = 0; bucket < 1 << bits; bucket++)
    for (let i = buckets[bucket]!; i < buckets[bucket + 1]!; i++) filter[bucket]! |= 1 << (remainders[i]! & 31)
  return filter
}

/** The text that the word `place` belongs to: the last that begins at or before it and is not empty. */
export function textAt(beginnings: Uint32Array, place: number): number {
  let low = 0
  let high = beginnings.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (beginnings[middle + 1]! <= place) low = middle + 1
    else high = middle
  }
  return low
}
