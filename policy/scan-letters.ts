/** What each UTF-16 unit is to a dictionary: part of a word, white space, a dash, or a sign by itself; and what it folds to. */
import { classes, DIGIT, FOREIGN, SPACE, WORD } from './scan-page.ts'

/** A sign, or a letter of a script that puts no spaces between words: it stands by itself. */
export const SIGN = 0
export const BLANK = 1
/** A hyphen or an underscore. */
export const DASH = 2
/** Part of a word; so are those above it. */
export const LETTER = 3
export const NUMERAL = 4
/** Part of a word whose written form can differ: a combining accent, a ligature, `ß`. */
export const VARYING = 5

export interface Letters {
  readonly kinds: Uint8Array
  /** The unit that counts in place of a unit. */
  readonly folds: Uint16Array
}

const made = new Map<Case, Letters>()

/** `turkish`: as `ignore`, but `I` is the capital of `ı`. */
export type Case = 'exact' | 'ignore' | 'turkish'

/** Tables of 65,536 units, made once per case. */
export function lettersOf(how: Case): Letters {
  const known = made.get(how)
  if (known) return known
  const letters = { kinds: kindTable(how), folds: foldTable(how) }
  made.set(how, letters)
  return letters
}

/** The form under which a word is known: compatibility forms composed (NFKC), case folded where it does not count. */
export function plainForm(word: string, how: Case): string {
  const { folds } = lettersOf(how)
  const composed = word.normalize('NFKC')
  let plain = ''
  for (let at = 0; at < composed.length; at++) {
    const folded = folds[composed.charCodeAt(at)]!
    plain += how !== 'exact' && folded === sharpS ? 'ss' : String.fromCharCode(folded)
  }
  return plain
}

const sharpS = 0xdf
const apostrophes = '’‘ʼ＇`´'

/** Thai, Lao, Burmese, Khmer: no spaces between words. */
const unspaced = [
  [0xe00, 0xeff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
] as const

function kindTable(how: Case): Uint8Array {
  const table = new Uint8Array(65_536)
  for (let unit = 0; unit < 65_536; unit++) {
    if (classes[unit] === SPACE) table[unit] = BLANK
    else if (classes[unit] === DIGIT) table[unit] = NUMERAL
    else if ((classes[unit]! & WORD) !== 0 || isLetter(unit)) table[unit] = LETTER
  }
  for (const [from, to] of unspaced) table.fill(SIGN, from, to + 1)
  table.fill(VARYING, 0x300, 0x370)
  table.fill(VARYING, 0xfb00, 0xfb07)
  if (how !== 'exact') table[sharpS] = table[0x1e9e] = VARYING
  for (const dash of '-_‐‑‒–－＿') table[dash.charCodeAt(0)] = DASH
  for (const apostrophe of apostrophes) table[apostrophe.charCodeAt(0)] = SIGN
  return table
}

function isLetter(unit: number): boolean {
  if (fullWidth(unit)) return (classes[unit - 0xfee0]! & WORD) !== 0
  return (
    unit >= 0xc0 &&
    unit < 0x2e80 &&
    classes[unit] === FOREIGN &&
    !(unit >= 0x2000 && unit < 0x2c00) &&
    unit !== 0xd7 &&
    unit !== 0xf7
  )
}

const fullWidth = (unit: number): boolean => unit >= 0xff01 && unit <= 0xff5e

function foldTable(how: Case): Uint16Array {
  const table = new Uint16Array(65_536)
  for (let unit = 0; unit < 65_536; unit++) {
    const plain = fullWidth(unit) ? unit - 0xfee0 : unit
    table[unit] = how === 'exact' ? plain : smallLetter(plain)
  }
  for (const apostrophe of apostrophes) table[apostrophe.charCodeAt(0)] = 39
  for (const dash of '‐‑‒–－') table[dash.charCodeAt(0)] = 45
  if (how === 'exact') return table
  // ς and ſ are forms of σ and s. İ and ı have no pair outside Turkish, where I is the capital of ı.
  table[0x3c2] = 0x3c3
  table[0x17f] = 0x73
  table[0x130] = 0x69
  if (how === 'turkish') table[0x49] = 0x131
  else table[0x131] = 0x69
  return table
}

/** The small letter where it is one unit; CJK and beyond have no case. */
function smallLetter(unit: number): number {
  if (unit >= 0x2e80) return unit
  const small = String.fromCharCode(unit).toLowerCase()
  return small.length === 1 ? small.charCodeAt(0) : unit
}
