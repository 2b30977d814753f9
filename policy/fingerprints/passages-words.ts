/** Reads the words of a text as keyed hashes, so that case, accents, line breaks, markup and escapes do not matter. */
import {
  DIGIT,
  DROPPED,
  GAP,
  HALF,
  LETTER,
  LIGATURE,
  lettersOf,
  ligatures,
  type PassageStyle,
  QUARTER,
  SIGN,
} from './passages-letters.ts'
import { createSignReader, JOINED } from './passages-signs.ts'

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
export function createWordReader(style: PassageStyle, [first, last]: WordKey): WordReader {
  const { kinds, folded } = lettersOf(style)
  const signs = createSignReader(style, lettersOf(style))
  const shortestNumber = style === 'prose' ? 4 : 5
  const shortestWord = style === 'prose' ? 2 : 1
  const words: Words = emptyWords(1024)

  /** Hash of the word read last, its length in letters, the digits among them, and its end. */
  let hash = 0
  let size = 0
  let digits = 0
  let end = 0

  return (units, length) => {
    if (words.hashes.length > most) resize(words, 1024)
    words.count = 0
    signs.begin()
    let counted = 0
    let at = 0
    while (at < length) {
      const kind = kinds[units[at]!]!
      if (kind === GAP || kind === DROPPED) at++
      else if (kind === HALF || kind === QUARTER) {
        counted += kind === HALF ? half : 1
        push(mixed(first ^ folded[units[at]!]!), at, ++at, counted)
      } else if (kind === SIGN && units[at] === 0) {
        push(mixed(imul(at + 1, 0x9e3779b1)), at, ++at, counted)
      } else {
        const start = at
        at = readWord(units, at, length)
        if (size === 0) continue
        const number = digits === size
        const left = number ? size < shortestNumber : size < shortestWord
        if (!left || style === 'prose') counted += whole
        if (!left) push(mixed(hash), start, end, counted)
      }
    }
    return words
  }

  /** Reads a word, or a sign that starts none, and says where to go on. */
  function readWord(units: Uint16Array, from: number, length: number): number {
    hash = first
    size = 0
    digits = 0
    let at = from
    while (at < length) {
      const kind = kinds[units[at]!]!
      if (kind === LETTER || kind === DIGIT) {
        hash = imul(hash ^ folded[units[at]!]!, 0x01000193)
        size++
        digits += kind - LETTER
        end = ++at
      } else if (kind === DROPPED) at++
      else if (kind === LIGATURE) {
        addLigature(units[at]!)
        end = ++at
      } else if (kind === SIGN) {
        const next = signs.read(units, at, length, size > 0)
        if (signs.unit === GAP) return size > 0 && units[at] === 0 ? at : next
        if (signs.unit !== JOINED && !addDecoded(signs.unit)) return next
        if (signs.unit !== JOINED) end = next
        at = next
      } else return at
    }
    return at
  }

  function addLigature(unit: number): void {
    for (const letter of ligatures.get(unit)!) {
      hash = imul(hash ^ letter.charCodeAt(0), 0x01000193)
      size++
    }
  }

  /** False when the unit that an escape stands for is no part of a word. */
  function addDecoded(unit: number): boolean {
    const kind = kinds[unit]!
    if (kind === LIGATURE) addLigature(unit)
    else if (kind === LETTER || kind === DIGIT) {
      hash = imul(hash ^ folded[unit]!, 0x01000193)
      size++
      if (kind === DIGIT) digits++
    }
    // Escaped Chinese is read where the escapes are undone (scan-escapes.ts).
    return kind !== GAP && kind !== HALF && kind !== QUARTER
  }

  function mixed(value: number): number {
    let h = value ^ last
    h = imul(h ^ (h >>> 15), 0x85ebca6b)
    h = imul(h ^ (h >>> 13), 0xc2b2ae35)
    return h ^ (h >>> 16)
  }

  function push(value: number, start: number, behind: number, counted: number): void {
    const at = words.count++
    if (at === words.hashes.length) resize(words, at * 2)
    words.hashes[at] = value
    words.starts[at] = start
    words.ends[at] = behind
    words.read[at] = counted
  }
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
