/** How much at the end of a growing text could still be the start of a match, by kind of detector. */
import type { Category } from './finding.ts'
import type { CustomDetector } from './scan-custom.ts'

/** What has to be waited for. */
export interface Hold {
  /** Values without white space in them: tokens, addresses, passwords. */
  readonly runs: boolean
  /** Numbers in groups: cards, accounts, national ids. */
  readonly digits: boolean
  /** Private keys in armour. */
  readonly armour: boolean
  /** Patterns that match white space: the end of the line waits. */
  readonly lines: boolean
  /** Words and phrases, with and without regard to case. */
  readonly exact: readonly string[]
  readonly folded: readonly string[]
}

/** What the detectors `wanted` need. */
export function holdFor(
  wanted: ReadonlySet<string>,
  builtins: readonly { readonly id: string; readonly kind?: string; readonly category: Category }[],
  custom: readonly CustomDetector[],
): Hold {
  const mine = builtins.filter(one => wanted.has(one.id))
  const own = custom.filter(one => wanted.has(one.id))
  const patterns = own.filter(one => one.kind === 'pattern')
  const words = own.filter(one => one.kind === 'words')
  const list = (fold: boolean): string[] =>
    words
      .filter(one => (one.ignoreCase ?? false) === fold)
      .flatMap(one => one.words.map(word => spaced(fold ? word.toLowerCase() : word)))
  return {
    runs: patterns.length > 0 || mine.some(one => one.kind !== 'number'),
    digits: mine.some(one => one.kind === 'number'),
    armour: wanted.has('private-key'),
    lines: patterns.some(one => mayMatchSpace(one.pattern)),
    exact: list(false).sort(),
    folded: list(true).sort(),
  }
}

/** Everything before this offset of `text` can no longer be part of a match that is not there yet. */
export function holdFrom(hold: Hold, text: string): number {
  let from = text.length
  if (hold.runs) from = Math.min(from, runStart(text))
  if (hold.digits) from = Math.min(from, digitsStart(text))
  if (hold.armour) from = Math.min(from, armourStart(text))
  if (hold.lines) from = Math.min(from, lineStart(text))
  if (hold.exact.length > 0) from = Math.min(from, phraseStart(text, hold.exact, false))
  if (hold.folded.length > 0) from = Math.min(from, phraseStart(text, hold.folded, true))
  return from
}

/** A text is CJK from here on: its words are not parted by spaces, and no token is written in it. */
const cjk = 0x2e80
const longestRun = 4096

function runStart(text: string): number {
  let at = text.length
  while (at > 0 && text.length - at < longestRun && isRun(text.charCodeAt(at - 1))) at--
  return at
}

const isRun = (unit: number): boolean => unit > 32 && unit !== 0xa0 && unit < cjk

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57
const isAlnum = (unit: number): boolean => isDigit(unit) || ((unit | 32) >= 97 && (unit | 32) <= 122)

/** A label may follow a number at this distance (scan-numbers.ts looks 24 characters behind). */
const labelReach = 25
const longestNumber = 64

function digitsStart(text: string): number {
  let last = text.length - 1
  while (last >= 0 && text.length - last <= labelReach && !isDigit(text.charCodeAt(last))) last--
  if (last < 0 || !isDigit(text.charCodeAt(last))) return text.length
  let start = last
  let digits = 0
  for (let at = last; at >= 0 && last - at < longestNumber; at--) {
    const unit = text.charCodeAt(at)
    if (isDigit(unit)) digits++
    if (isAlnum(unit)) start = at
    else if (!' -./()+\u00a0'.includes(text[at]!)) break
    // A group of letters longer than the country and bank codes of an IBAN belongs to a sentence.
    if (digits > 0 && start + 5 < last && lettersFrom(text, start) > 4) {
      start += lettersFrom(text, start)
      while (start < last && !isAlnum(text.charCodeAt(start))) start++
      break
    }
  }
  const grows = last >= text.length - 2
  return grows || digits >= 5 ? start : text.length
}

function lettersFrom(text: string, at: number): number {
  let end = at
  while (end < text.length && isAlnum(text.charCodeAt(end)) && !isDigit(text.charCodeAt(end))) end++
  return end - at
}

/** From the last armour head whose end line is not there, as long as only key material follows. */
function armourStart(text: string): number {
  const begin = Math.max(text.lastIndexOf('-----BEGIN '), text.lastIndexOf('---- BEGIN '))
  if (begin < 0 || hasEnd(text, begin)) return text.length
  const head = text.indexOf('---', begin + 10)
  // A head is short: what goes on without closing is none.
  if (head < 0) return text.length - begin > 80 ? text.length : begin
  for (let at = head; at < text.length; at++) if (!isKeyMaterial(text.charCodeAt(at))) return text.length
  return begin
}

/** The end line with its closing dashes, and something behind them. */
function hasEnd(text: string, begin: number): boolean {
  const end = text.indexOf('END ', begin)
  const dashes = end < 0 ? -1 : text.indexOf('----', end)
  if (dashes < 0) return end >= 0 && text.length - end > 80
  let after = dashes
  while (text[after] === '-') after++
  return after < text.length
}

/** Base64, line breaks (also as `\n`), and the header lines of old PEM files. */
const isKeyMaterial = (unit: number): boolean => isAlnum(unit) || ' \n\r\t+/=-:,\\'.includes(String.fromCharCode(unit))

const longestLine = 256

function lineStart(text: string): number {
  return Math.max(text.lastIndexOf('\n') + 1, text.length - longestLine)
}

/** Literal spaces, classes that hold white space, and anything negated or wild. */
function mayMatchSpace(pattern: string): boolean {
  return /[ .]|\\s|\\W|\\D|\\S\\s|\[\^|\\P|\\pZ|\\n|\\t/.test(pattern.replaceAll(/\\[.\\[\]]/g, ''))
}

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** Words looked at from the end; phrases in lists are shorter. */
const longestPhrase = 200

/** The first place from which all that is left is the beginning of a phrase, or a phrase to which a letter may be added. */
function phraseStart(text: string, phrases: readonly string[], fold: boolean): number {
  const base = Math.max(0, text.length - longestPhrase)
  const tail = fold ? text.slice(base).toLowerCase() : text.slice(base)
  for (let at = 0; at < tail.length; at++) {
    if (at > 0 && isAlnum(tail.charCodeAt(at - 1)) && isAlnum(tail.charCodeAt(at))) continue
    if (isBlank(tail.charCodeAt(at))) continue
    if (beginsOne(collapsed(tail.slice(at)), phrases)) return base + at
  }
  return text.length
}

const isBlank = (unit: number): boolean => unit <= 32 || unit === 0xa0
const collapsed = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** `phrases` is sorted. */
function beginsOne(start: string, phrases: readonly string[]): boolean {
  let low = 0
  let high = phrases.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (phrases[middle]! < start) low = middle + 1
    else high = middle
  }
  return low < phrases.length && phrases[low]!.startsWith(start)
}
