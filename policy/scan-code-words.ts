/** Looks words up by a hash of their characters, without cutting them out of the text. */

export const noWord = 0x811c9dc5 | 0

/** The hash of a word and one character more; begins with `noWord`. FNV-1a over UTF-16 units. */
export const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

export function hashOf(word: string): number {
  let hash = noWord
  for (let at = 0; at < word.length; at++) hash = withUnit(hash, word.charCodeAt(at))
  return hash
}

/** Numbers by word. Words that no one listed are told apart by 32 bits, and may once in a million times be taken for one. */
export class WordTable {
  private readonly mask: number
  private readonly hashes: Int32Array
  /** One more than the number; 0: free. */
  private readonly numbers: Uint16Array

  /** A word's number is its place in the list. Throws when two words have one hash. */
  constructor(words: readonly string[]) {
    let size = 64
    while (size < words.length * 4) size *= 2
    this.mask = size - 1
    this.hashes = new Int32Array(size)
    this.numbers = new Uint16Array(size)
    for (const [number, word] of words.entries()) {
      const hash = hashOf(word)
      if (this.find(hash) >= 0) throw new Error(`'${word}' is listed twice`)
      let slot = spread(hash) & this.mask
      while (this.numbers[slot] !== 0) slot = (slot + 1) & this.mask
      this.hashes[slot] = hash
      this.numbers[slot] = number + 1
    }
  }

  /** -1: not listed. */
  find(hash: number): number {
    for (let slot = spread(hash) & this.mask; ; slot = (slot + 1) & this.mask) {
      const number = this.numbers[slot]!
      if (number === 0) return -1
      if (this.hashes[slot] === hash) return number - 1
    }
  }
}

/** The low bits of the hash alone depend on the low bits of each character. */
const spread = (hash: number): number => hash ^ (hash >>> 15)
