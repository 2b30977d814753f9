/** Finds the words and phrases of any number of lists in one pass, in time that grows with the text alone. */
import { BLANK, DASH, LETTER, SIGN } from './scan-letters.ts'
import type { Page } from './scan-page.ts'
import { createPhrases } from './scan-phrases.ts'
import { createVocabulary, type Vocabulary, type WordRule } from './scan-vocabulary.ts'

/** `list` and `entry` count in the order they were given. Of entries that overlap, `entry` is the longest. */
export type FoundEntry = (list: number, start: number, end: number, entry: number) => void

export interface Dictionary {
  /** Calls back with the entries of each list that stand on the page as whole words; those of a list that overlap are one. */
  search(page: Page, found: FoundEntry): void
}

/** What is longer is cut there. */
export const longestEntry = 1000

interface Entry {
  readonly list: number
  readonly index: number
  /** What stands between its words, one of ` -_` each; undefined when that is all white space. */
  readonly gaps: string | undefined
}

/**
 * White space in an entry matches any white space, also where it is written `\n` or `%20`, one dash or one underscore; a dash or an underscore matches itself.
 * Apostrophes are one, straight or curly, and full-width forms are the letters they stand for. An entry without a
 * character is never found.
 */
export function createDictionary(lists: readonly (readonly string[])[], rule: WordRule): Dictionary {
  const vocabulary = createVocabulary(rule)
  const { kinds } = vocabulary.letters
  const read = new Reader(vocabulary)
  const { entries, phrases } = readLists(lists, text => read.entry(text))
  const automaton = createPhrases(phrases, vocabulary.size())
  const opens = read.opens(phrases)
  let room = 1
  while (room <= automaton.deepest) room *= 2
  const begins = new Int32Array(room)

  return {
    search(page, found) {
      const { units, length } = page
      const told = createTold(lists.length, page, read, found)
      let state = 0
      for (let at = 0, count = 0; at < length; ) {
        const unit = units[at]!
        if (state === 0 && opens[unit] === 0) {
          at++
          if (kinds[unit]! >= LETTER) while (kinds[units[at]!]! >= LETTER) at++
          continue
        }
        const begin = at
        at = read.end(units, at)
        state = automaton.after(state, read.number(units, begin, at))
        if (state === 0) continue
        begins[count & (room - 1)] = begin
        for (let one = automaton.ending(state); one > 0; one = automaton.shorter(one)) {
          const from = begins[(count - automaton.depth(one) + 1) & (room - 1)]!
          for (const phrase of automaton.phrasesOf(one)) told.note(entries[phrase]!, from, at)
          // Shorter ones lie inside.
          if (lists.length === 1 && told.reachesTo(at)) break
        }
        count++
      }
      told.rest()
    },
  }
}

function readLists(
  lists: readonly (readonly string[])[],
  read: (text: string) => { phrase: number[]; gaps: string },
): { entries: Entry[]; phrases: number[][] } {
  const entries: Entry[] = []
  const phrases: number[][] = []
  lists.forEach((list, at) => {
    list.forEach((text, index) => {
      const { phrase, gaps } = read(text.trim().slice(0, longestEntry))
      if (phrase.length === 0) return
      entries.push({ list: at, index, gaps: /[-_]/.test(gaps) ? gaps : undefined })
      phrases.push(phrase)
    })
  })
  return { entries, phrases }
}

/** Of each list the last that was found: what overlaps it becomes one with it, and it is told when nothing can any more. */
function createTold(lists: number, { units }: Page, read: Reader, found: FoundEntry) {
  const waiting = Array.from({ length: lists }, () => ({ start: 0, end: 0, entry: 0 }))
  return {
    /** In order of `end`. */
    note({ list, index, gaps }: Entry, start: number, end: number): void {
      const last = waiting[list]!
      if (last.end === end && last.start <= start) return
      if (gaps !== undefined && !gapsFit(units, start, end, read, gaps)) return
      const overlaps = start < last.end
      if (!overlaps && last.end > last.start) found(list, last.start, last.end, last.entry)
      if (!overlaps || end - start > last.end - last.start) last.entry = index
      last.start = overlaps ? Math.min(start, last.start) : start
      last.end = end
    },
    /** Does the last of the only list end at `end`? */
    reachesTo: (end: number): boolean => waiting[0]!.end === end,
    rest(): void {
      waiting.forEach(({ start, end, entry }, list) => {
        if (end > start) found(list, start, end, entry)
      })
    },
  }
}

/** Reads words, signs and the gaps between words as numbers. */
class Reader {
  readonly #vocabulary: Vocabulary
  readonly #kinds: Uint8Array
  readonly #folds: Uint16Array
  readonly #signs = new Int32Array(65_536)
  /** That of a name that no word has, so that gaps and signs are numbered among the words. */
  readonly #gap: number

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
    this.#kinds = vocabulary.letters.kinds
    this.#folds = vocabulary.letters.folds
    this.#gap = vocabulary.add(' ')
  }

  end(units: Uint16Array, at: number): number {
    const first = units[at]!
    if (this.#kinds[first] !== BLANK && first !== BACKSLASH && first !== PERCENT) return this.#plainEnd(units, at)
    let blank = at
    for (let next = -1; next !== blank; ) {
      if (next >= 0) blank = next
      next = this.#kinds[units[blank]!] === BLANK ? this.#plainEnd(units, blank) : this.#escapedEnd(units, blank)
    }
    return blank > at ? blank : at + 1
  }

  number(units: Uint16Array, start: number, stop: number): number {
    const unit = units[start]!
    const kind = this.#kinds[unit]!
    if (kind >= LETTER) return this.#vocabulary.numberOf(units, start, stop)
    return kind === SIGN && stop - start === 1 ? this.#signs[this.#folds[unit]!]! : this.#gap
  }

  /** A dash or an underscore, a space for any white space, nothing for what is no gap. */
  gap(units: Uint16Array, start: number, stop: number): string {
    const kind = this.#kinds[units[start]!]!
    if (kind === DASH) return String.fromCharCode(this.#folds[units[start]!]!)
    return kind === BLANK || (kind === SIGN && stop - start > 1) ? ' ' : ''
  }

  /** 1 for every unit that a phrase may begin with. */
  opens(phrases: readonly (readonly number[])[]): Uint8Array {
    const first = new Set(phrases.map(phrase => phrase[0]!))
    const table = new Uint8Array(65_536)
    table[BACKSLASH] = table[PERCENT] = 1
    for (let unit = 0; unit < 65_536; unit++) {
      const kind = this.#kinds[unit]!
      const sign = kind === SIGN ? this.#signs[this.#folds[unit]!]! : this.#gap
      if (kind >= LETTER ? this.#vocabulary.opens(unit) : first.has(sign)) table[unit] = 1
    }
    return table
  }

  /** Takes in the words of an entry. */
  entry(text: string): { phrase: number[]; gaps: string } {
    const units = new Uint16Array(text.length + 1)
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
    const phrase: number[] = []
    let gaps = ''
    for (let at = 0; at < text.length; ) {
      const start = at
      at = this.#plainEnd(units, at)
      const unit = this.#folds[units[start]!]!
      const kind = this.#kinds[units[start]!]!
      if (kind === BLANK) gaps += ' '
      else if (kind === DASH) gaps += String.fromCharCode(unit)
      else if (kind === SIGN) this.#signs[unit] ||= this.#vocabulary.add(String.fromCharCode(unit))
      else this.#vocabulary.add(text.slice(start, at))
      phrase.push(this.number(units, start, at))
    }
    return { phrase, gaps }
  }

  #plainEnd(units: Uint16Array, from: number): number {
    const kinds = this.#kinds
    let at = from
    const kind = kinds[units[at++]!]!
    if (kind >= LETTER) while (kinds[units[at]!]! >= LETTER) at++
    else if (kind === BLANK) while (kinds[units[at]!] === BLANK) at++
    return at
  }

  /** White space that is written out, as in JSON within a text and in URLs, unless it is the beginning of a listed word. */
  #escapedEnd(units: Uint16Array, at: number): number {
    const end = afterEscape(units, at)
    if (end === at) return at
    const word = units[at] === PERCENT ? at + 1 : end - 1
    return this.#vocabulary.numberOf(units, word, this.#plainEnd(units, word)) === 0 ? end : at
  }
}

/** Do the gaps of the text at [start, end) fit those of an entry? */
function gapsFit(units: Uint16Array, start: number, end: number, read: Reader, gaps: string): boolean {
  let next = 0
  for (let at = start; at < end; ) {
    const begin = at
    at = read.end(units, at)
    const gap = read.gap(units, begin, at)
    if (gap === '') continue
    const wanted = gaps[next++]
    if (wanted !== ' ' && wanted !== gap) return false
  }
  return true
}

const BACKSLASH = 92
const PERCENT = 37
/** JSON in JSON in JSON has seven before an `n`. */
const mostBackslashes = 8

/** Behind `\n`, `\t` or `\r` with eight backslashes or fewer, or `%20`, at `at`; `at` itself where none stands. */
function afterEscape(units: Uint16Array, at: number): number {
  if (units[at] === PERCENT) return units[at + 1] === 50 && units[at + 2] === 48 ? at + 3 : at
  let end = at
  while (units[end] === BACKSLASH && end - at < mostBackslashes) end++
  const letter = units[end]
  return end > at && (letter === 110 || letter === 116 || letter === 114) ? end + 1 : at
}
