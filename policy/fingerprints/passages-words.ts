/** Reads the words of a text as keyed hashes, so that case, accents, line breaks, markup and escapes do not matter. */
import {
  DIGIT,
  DROPPED,
  GAP,
  HALF,
  LETTER,
  type Letters,
  LIGATURE,
  lettersOf,
  ligatures,
  type PassageStyle,
  QUARTER,
  SIGN,
} from './passages-letters.ts'
import { createSignReader, JOINED, type SignReader } from './passages-signs.ts'

/** The words of one text. The arrays are longer than `count`, and the next text overwrites them. */
export interface Words {
  count: number
  hashes: Int32Array
  /** Where each word stands: UTF-16 offsets. */
  starts: Int32Array
  ends: Int32Array
  /** Quarters of words read up to the end of this one, those left out among them. */
  read: Int32Array
}

export type WordReader = (units: Uint16Array, length: number) => Words

/** Two 32-bit numbers, secret. */
export type WordKey = readonly [number, number]

/** Quarters of a word. */
const whole = 4
const half = 2
const most = 1 << 22

/**
 * A reader with buffers of its own: what it returns is valid until it reads again. `units` needs eight zeros behind
 * `length`. Left out are numbers of up to three digits (code: four) and, in prose, words of one letter: numbering. A NUL
 * is read as a word that equals no other.
 */
export function createWordReader(style: PassageStyle, key: WordKey): WordReader {
  const reader = new Reader(style, key)
  return (units, length) => reader.read(units, length)
}

class Reader {
  readonly #prose: boolean
  readonly #first: number
  readonly #last: number
  readonly #letters: Letters
  readonly #signs: SignReader
  readonly #words: Words = emptyWords(1024)

  /** Hash of the word read last, its length in letters, the digits among them, and its end. */
  #hash = 0
  #size = 0
  #digits = 0
  #end = 0

  constructor(style: PassageStyle, [first, last]: WordKey) {
    this.#prose = style === 'prose'
    this.#first = first | 0
    this.#last = last | 0
    this.#letters = lettersOf(style)
    this.#signs = createSignReader(style, this.#letters)
  }

  read(units: Uint16Array, length: number): Words {
    const { kinds, folded } = this.#letters
    const words = this.#words
    if (words.hashes.length > most) resize(words, 1024)
    words.count = 0
    this.#signs.begin()
    let counted = 0
    let at = 0
    while (at < length) {
      const unit = units[at]!
      const kind = kinds[unit]!
      if (kind === GAP || kind === DROPPED) at++
      else if (kind === HALF || kind === QUARTER) {
        counted += kind === HALF ? half : 1
        this.#push(this.#first ^ folded[unit]!, at, ++at, counted)
      } else if (unit === 0) this.#push(imul(at + 1, 0x9e3779b1), at, ++at, counted)
      else {
        const start = at
        at = this.#readWord(units, at, length)
        if (this.#size === 0) continue
        const left = this.#leftOut()
        if (!left || this.#prose) counted += whole
        if (!left) this.#push(this.#hash, start, this.#end, counted)
      }
    }
    return words
  }

  /** Numbering, in front of lines and clauses. */
  #leftOut(): boolean {
    const shortest = this.#digits === this.#size ? 4 : 2
    return this.#prose ? this.#size < shortest : this.#digits === this.#size && this.#size < 5
  }

  /** Reads a word, or a sign that starts none, and says where to go on. */
  #readWord(units: Uint16Array, from: number, length: number): number {
    const { kinds } = this.#letters
    this.#hash = this.#first
    this.#size = 0
    this.#digits = 0
    let at = from
    while (at < length) {
      const kind = kinds[units[at]!]!
      if (kind === LETTER || kind === DIGIT) at = this.#readLetters(units, at)
      else if (kind === DROPPED) at++
      else if (kind === LIGATURE) {
        this.#addLigature(units[at]!)
        this.#end = ++at
      } else if (kind === SIGN) {
        const signs = this.#signs
        const inWord = this.#size > 0
        const next = signs.read(units, at, length, inWord)
        if (signs.unit === GAP) return inWord && units[at] === 0 ? at : next
        if (signs.unit !== JOINED && !this.#addDecoded(signs.unit)) return next
        if (signs.unit !== JOINED) this.#end = next
        at = next
      } else return at
    }
    return at
  }

  /** Reads on to the first unit that is neither letter nor digit: a zero behind the text at the latest. */
  #readLetters(units: Uint16Array, from: number): number {
    const { spelled } = this.#letters
    let hash = this.#hash
    let digits = this.#digits
    let at = from
    for (let letter = spelled[units[at]!]!; letter !== 0; letter = spelled[units[++at]!]!) {
      hash = imul(hash ^ (letter & 0xffff), prime)
      // 1 for DIGIT, 0 for LETTER.
      digits += letter >>> 17
    }
    this.#hash = hash
    this.#digits = digits
    this.#size += at - from
    this.#end = at
    return at
  }

  #addLigature(unit: number): void {
    for (const letter of ligatures.get(unit)!) {
      this.#hash = imul(this.#hash ^ letter.charCodeAt(0), prime)
      this.#size++
    }
  }

  /** False when the unit that an escape stands for is no part of a word. */
  #addDecoded(unit: number): boolean {
    const { kinds, folded } = this.#letters
    const kind = kinds[unit]!
    if (kind === LIGATURE) this.#addLigature(unit)
    else if (kind === LETTER || kind === DIGIT) {
      this.#hash = imul(this.#hash ^ folded[unit]!, prime)
      this.#size++
      if (kind === DIGIT) this.#digits++
    }
    // Escaped Chinese is read where the escapes are undone (scan-escapes.ts).
    return kind !== GAP && kind !== HALF && kind !== QUARTER
  }

  #push(value: number, start: number, behind: number, counted: number): void {
    const words = this.#words
    const at = words.count++
    if (at === words.hashes.length) resize(words, at * 2)
    words.hashes[at] = mixed(value, this.#last)
    words.starts[at] = start
    words.ends[at] = behind
    words.read[at] = counted
  }
}

/** Multiplier of FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
const prime = 0x01000193

function mixed(value: number, key: number): number {
  let h = value ^ key
  h = imul(h ^ (h >>> 15), 0x85ebca6b)
  h = imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const imul = Math.imul

function emptyWords(capacity: number): Words {
  const array = (): Int32Array => new Int32Array(capacity)
  return { count: 0, hashes: array(), starts: array(), ends: array(), read: array() }
}

function resize(words: Words, capacity: number): void {
  for (const name of ['hashes', 'starts', 'ends', 'read'] as const) {
    const longer = new Int32Array(capacity)
    longer.set(words[name].subarray(0, Math.min(capacity, words.count)))
    words[name] = longer
  }
}
