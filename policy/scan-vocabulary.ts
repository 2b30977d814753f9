/** Numbers the words of dictionaries, so that a word of a text costs one look-up, however it is written. */
import { type Case, LETTER, type Letters, lettersOf, NUMERAL, plainForm, VARYING } from './scan-letters.ts'
import { UnitTable } from './scan-unit-table.ts'
import { type StemLanguage, stemmerOf } from './stem-languages.ts'

/** When two written words are the same. */
export interface WordRule {
  readonly ignoreCase: boolean
  /** Forms with one stem are the same; case does not count then. */
  readonly stem?: StemLanguage
}

export interface Vocabulary {
  readonly letters: Letters
  /** The number of a word, from 1 on; a new one when it has none yet. */
  add(word: string): number
  /** The number of the word that stands at [start, end) of `units`; 0 when it is none of them. */
  numberOf(units: Uint16Array, start: number, end: number): number
  /** May a word begin with this unit? */
  opens(unit: number): boolean
  /** The next new number. */
  size(): number
}

/** A longer word that needs more than a look-up is none of them. */
const longestRead = 128

/** Words of texts that are remembered with what they turned out to be; past them, all are forgotten. */
const mostLearned = 32_768
const mostSteps = 32

export function createVocabulary({ ignoreCase, stem }: WordRule): Vocabulary {
  const how: Case = stem === 'turkish' ? 'turkish' : stem !== undefined || ignoreCase ? 'ignore' : 'exact'
  const letters = lettersOf(how)
  const { kinds, folds } = letters
  const stemOf = stem === undefined ? undefined : stemmerOf(stem)
  const numbers = new Map<string, number>()
  const forms = new Map<string, number>()
  const known = new UnitTable()
  const learned = new UnitTable(mostSteps)
  const starts = stemOf ? createStemStarts(letters) : createStarts(letters)
  let size = 1

  return {
    letters,
    size: () => size,
    opens: starts.opens,
    add(word) {
      const plain = plainForm(word, how)
      const before = numbers.get(plain)
      if (before !== undefined) return before
      const form = stemOf?.(plain) ?? plain
      const number = forms.get(form) ?? size++
      numbers.set(plain, number)
      forms.set(form, number)
      starts.add(plain)
      starts.add(form)
      known.add(unitsOf(plain), 0, plain.length, identity, number)
      return number
    },
    numberOf(units, start, end) {
      if (!starts.may(units, start, end)) return 0
      const kind = kindOf(units, start, end)
      if (kind < VARYING) {
        const number = known.find(units, start, end, folds)
        // What holds a digit has no other form.
        if (number >= 0 || !stemOf || kind === NUMERAL) return Math.max(number, 0)
      }
      const number = learned.find(units, start, end, folds)
      if (number >= 0) return number
      return end - start > longestRead ? 0 : learn(units, start, end)
    },
  }

  function kindOf(units: Uint16Array, start: number, end: number): number {
    let kind = LETTER
    for (let at = start; at < end; at++) if (kinds[units[at]!]! > kind) kind = kinds[units[at]!]!
    return kind
  }

  function learn(units: Uint16Array, start: number, end: number): number {
    const plain = plainForm(String.fromCharCode(...units.subarray(start, end)), how)
    const number = numbers.get(plain) ?? (stemOf ? forms.get(stemOf(plain)) : undefined) ?? 0
    if (learned.size >= mostLearned) learned.clear()
    learned.add(units, start, end, folds, number)
    return number
  }
}

const identity: Uint16Array = Uint16Array.from({ length: 65_536 }, (_, unit) => unit)

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  return units
}

/** Tells cheaply that a word begins as none of them does. */
interface Starts {
  add(form: string): void
  may(units: Uint16Array, start: number, end: number): boolean
  opens(unit: number): boolean
}

const keyOf = (first: number, second: number): number => ((first * 31) ^ (second * 2053)) & 0xffff

/** By the first two letters; an accent that is written by itself may change either of them. */
function createStarts({ kinds, folds }: Letters): Starts {
  const seen = new Uint8Array(65_536)
  const first = new Uint8Array(65_536)
  return {
    opens: unit => first[folds[unit]!] === 1 || kinds[unit] === VARYING,
    add(form) {
      first[form.charCodeAt(0)] = 1
      seen[keyOf(form.charCodeAt(0), form.charCodeAt(1) || 0)] = 1
    },
    may(units, start, end) {
      const second = end - start > 1 ? folds[units[start + 1]!]! : 0
      if (seen[keyOf(folds[units[start]!]!, second)] === 1) return true
      return (
        kinds[units[start]!] === VARYING || kinds[units[start + 1]!] === VARYING || kinds[units[start + 2]!] === VARYING
      )
    },
  }
}

/** Of a short word a stemmer may leave one letter. */
const shortWord = 6

/** By letters without their accents, which a stemmer may take off: the first two, of a short word the first. */
function createStemStarts({ kinds, folds }: Letters): Starts {
  const seen = new Uint8Array(65_536)
  const bare = bareLetters()
  const short = new Uint8Array(65_536)
  return {
    opens: unit => short[bare[folds[unit]!]!] === 1 || kinds[unit] === VARYING,
    add(form) {
      const first = bare[form.charCodeAt(0)]!
      short[first] = 1
      seen[keyOf(first, bare[form.charCodeAt(1) || 0]!)] = 1
    },
    may(units, start, end) {
      const first = bare[folds[units[start]!]!]!
      if (kinds[units[start]!] === VARYING || kinds[units[start + 1]!] === VARYING) return true
      if (short[first] === 0) return false
      return end - start < shortWord || seen[keyOf(first, bare[folds[units[start + 1]!]!]!)] === 1
    },
  }
}

let bareTable: Uint16Array | undefined

/** Letters without accents; made on first use. */
function bareLetters(): Uint16Array {
  bareTable ??= identity.map(unit =>
    unit >= 0xc0 && unit < 0x2e80 ? String.fromCharCode(unit).normalize('NFD').toLowerCase().charCodeAt(0) : unit,
  )
  return bareTable
}
