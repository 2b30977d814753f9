/** The escapes that hide characters of a value, each with its place and what it stands for. */
import { classes, isDigit, isWord, type Page, TOKEN } from './scan-page.ts'

export interface Escape {
  readonly at: number
  readonly end: number
  /** What it stands for; empty when it only stands between two characters. */
  readonly text: string
  /** How much it says that a value is hidden here: three alone suffices, nothing joins those around it. */
  readonly weight: number
}

/** In order of place. */
export function escapesOf(page: Page): Escape[] {
  const found: Escape[] = []
  for (const [sign, read] of readers) {
    for (let at = page.text.indexOf(sign); at >= 0; at = page.text.indexOf(sign, at + 1)) {
      const escape = read(page, at)
      if (!escape) continue
      found.push(escape)
      at = escape.end - 1
    }
  }
  return found.sort((a, b) => a.at - b.at || b.end - a.end)
}

type Reader = (page: Page, at: number) => Escape | undefined

const readers: readonly (readonly [string, Reader])[] = [
  ['\\', backslash],
  ['%', percent],
  ['&', entity],
  ['=', quotedPrintable],
  ['\x1b', terminal],
  ['U+00', codePoint],
]

/** One character of a value, alone between others, is enough; in prose and paths it takes three. */
function standing(page: Page, at: number, end: number, text: string): Escape | undefined {
  const kind = classes[text.charCodeAt(0)]!
  const nothing = text === '' || text === '\0'
  if (!nothing && (kind & TOKEN) === 0) return { at, end, text, weight: 0 }
  const { units } = page
  const inside = at > 0 && isWord(units[at - 1]!) && isWord(units[end]!)
  const enough = inside ? nothing || joins.includes(text) : false
  return { at, end, text, weight: enough || ('/+='.includes(text) && !nothing && behindKey(units, at)) ? 3 : 1 }
}

/** Sixteen letters and digits stand before: part of a key or of base64. */
function behindKey(units: Uint16Array, at: number): boolean {
  if (at < 16) return false
  for (let i = at - 16; i < at; i++) if (!isWord(units[i]!)) return false
  return true
}

/** Signs that stand inside keys and before values. */
const joins = '_-+=:'

/** `\n`, `\"` and their like, wherever a stretch is read. */
export function simpleEscape({ text }: Page, at: number): { end: number; text: string } | undefined {
  let letter = at + 1
  while (text[letter] === '\\') letter++
  const sign = text[letter]
  if (sign === '"' || sign === "'" || sign === '/') return { end: letter + 1, text: sign }
  if (sign === 'n' || sign === 'r' || sign === 't') return { end: letter + 1, text: sign === 't' ? '\t' : '\n' }
  return undefined
}

function backslash(page: Page, at: number): Escape | undefined {
  const { units, text } = page
  let letter = at + 1
  while (units[letter] === 92 && letter - at < mostBackslashes) letter++
  const head = letter - at
  switch (text[letter]) {
    case 'u':
    case 'x':
      if (units[letter + 1] === 123) return braced(page, at, letter)
      return coloured(page, at, hexOf(page, letter + 1, text[letter] === 'u' ? 4 : 2))
    case 'U':
      return coloured(page, at, hexOf(page, letter + 1, 8))
    case 'e':
      return units[letter + 1] === 91 ? coloured(page, at, { end: letter + 1, code: 27 }) : undefined
    case '0':
    case '1':
      return coloured(page, at, hexOf(page, letter, 6, '0000') ?? octalOf(page, letter))
    // Markdown escapes it in keys, manual pages in every name with a hyphen.
    case '-':
      return head <= 2 && isWord(units[at - 1] ?? 0) && isWord(units[letter + 1]!)
        ? { at, end: letter + 1, text: '-', weight: digitAhead(page, letter + 1) ? 3 : 0 }
        : undefined
    case '_':
    case '+':
    case '/':
      return head <= 2 && isWord(units[at - 1] ?? 0) && isWord(units[letter + 1]!)
        ? { at, end: letter + 1, text: text[letter]!, weight: 3 }
        : undefined
    default:
      return undefined
  }
}

/** A digit among the next letters and digits. */
function digitAhead({ units }: Page, from: number): boolean {
  let at = from
  while (at - from < 16 && isWord(units[at]!) && units[at]! > 57) at++
  return units[at]! > 47 && units[at]! < 58
}

const mostBackslashes = 8

interface Coded {
  readonly end: number
  readonly code: number
}

/** `size` hex digits at `from`, which begin with `lead`. */
function hexOf({ units, text }: Page, from: number, size: number, lead = ''): Coded | undefined {
  if (!text.startsWith(lead, from)) return undefined
  let code = 0
  for (let i = from; i < from + size; i++) {
    const digit = hexDigit(units[i]!)
    if (digit < 0) return undefined
    code = code * 16 + digit
  }
  return { end: from + size, code }
}

/** Three octal digits; printf has a zero before them. */
function octalOf({ units }: Page, from: number): Coded | undefined {
  let code = 0
  let end = from
  while (end - from < 4 && units[end]! > 47 && units[end]! < 56) {
    if (end - from === 3 && units[from] !== 48) break
    code = code * 8 + units[end++]! - 48
  }
  return end - from >= 3 && code < 127 ? { end, code } : undefined
}

/** An escape of the escape character itself begins a terminal sequence, which stands for nothing. */
function coloured(page: Page, at: number, coded: Coded | undefined): Escape | undefined {
  if (!coded || coded.code > 0x10ffff) return undefined
  if (coded.code === 27 && page.units[coded.end] === 91) return sequence(page, at, coded.end)
  return standing(page, at, coded.end, String.fromCodePoint(coded.code))
}

function braced(page: Page, at: number, letter: number): Escape | undefined {
  const close = closeWithin(page, letter + 2, 125, 6)
  if (close < letter + 3) return undefined
  return coloured(page, at, withEnd(hexOf(page, letter + 2, close - letter - 2), close + 1))
}

const withEnd = (coded: Coded | undefined, end: number): Coded | undefined => coded && { end, code: coded.code }

/** `%67`, and `%u0067` as old browsers wrote it. */
function percent(page: Page, at: number): Escape | undefined {
  let from = at + 1
  // Percent signs that were escaped themselves: %2567.
  while (page.units[from] === 50 && page.units[from + 1] === 53 && hexDigit(page.units[from + 2]!) >= 0) from += 2
  const coded = page.units[at + 1] === 117 ? hexOf(page, at + 2, 4) : hexOf(page, from, 2)
  return coded && standing(page, at, coded.end, String.fromCharCode(coded.code))
}

function hexDigit(unit: number): number {
  if (isDigit(unit)) return unit - 48
  const lower = unit | 32
  return lower > 96 && lower < 103 ? lower - 87 : -1
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  colon: ':',
  semi: ';',
  equals: '=',
  sol: '/',
  bsol: '\\',
  commat: '@',
  period: '.',
  comma: ',',
  lowbar: '_',
  UnderBar: '_',
  hyphen: '-',
  dash: '-',
  plus: '+',
  excl: '!',
  num: '#',
  percnt: '%',
  dollar: '$',
  ast: '*',
  quest: '?',
  shy: '',
  ZeroWidthSpace: '',
}

function entity(page: Page, at: number): Escape | undefined {
  let from = at + 1
  // `&amp;#103;`: escaped twice.
  while (page.text.startsWith('amp;', from) && page.units[from + 4] !== 32 && from - at < 16) from += 4
  const close = closeWithin(page, from, 59, 14)
  if (close < 0) return undefined
  const name = page.text.slice(from, close)
  if (name[0] !== '#') {
    if (Object.hasOwn(entities, name)) return standing(page, at, close + 1, entities[name]!)
    return from > at + 1 ? standing(page, at, from, '&') : undefined
  }
  const code =
    name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  if (!(code > 0 && code < 0x110000)) return undefined
  return standing(page, at, close + 1, invisible(code) ? '' : String.fromCodePoint(code))
}

const invisible = (code: number): boolean => code === 173 || (code > 8202 && code < 8208) || code === 8288

/** Place of the closing sign at most `reach` characters further; -1 without one. */
function closeWithin({ units, length }: Page, from: number, sign: number, reach: number): number {
  // Behind the page stands what is left of the one before it.
  for (let at = from; at <= from + reach && at < length; at++) if (units[at] === sign) return at
  return -1
}

/** Quoted-printable: an equals sign at the end of a line joins it with the next; `=5F` in capitals alone, since code is full of `=4a`. */
function quotedPrintable(page: Page, at: number): Escape | undefined {
  const { units } = page
  const next = units[at + 1]!
  if (next === 10 || (next === 13 && units[at + 2] === 10)) {
    const end = at + (next === 13 ? 3 : 2)
    const joined = at > 0 && (classes[units[at - 1]!]! & TOKEN) !== 0 && (classes[units[end]!]! & TOKEN) !== 0
    return joined ? { at, end, text: '', weight: 3 } : undefined
  }
  if (next < 50 || next > 55 || units[at + 2]! > 70) return undefined
  const coded = hexOf(page, at + 1, 2)
  if (!coded || coded.code > 126) return undefined
  const text = String.fromCharCode(coded.code)
  const whole = text === '=' || text === '_'
  return { at, end: coded.end, text, weight: whole ? 3 : 1 }
}

/** Terminal colours and links: they stand for nothing, and the letter that ends one is no part of a value. */
function terminal(page: Page, at: number): Escape | undefined {
  const { units } = page
  if (units[at + 1] === 91) return sequence(page, at, at + 1)
  if (units[at + 1] !== 93) return undefined
  let end = at + 2
  while (end < page.length && end - at < longestLink && units[end] !== 7 && units[end] !== 27) end++
  return units[end] === 7 ? { at, end: end + 1, text: '', weight: 3 } : undefined
}

const longestLink = 300

/** `[1;32m` behind the escape character. */
function sequence({ units }: Page, at: number, bracket: number): Escape | undefined {
  let end = bracket + 1
  while (end - bracket < 20 && (isDigit(units[end]!) || units[end] === 59)) end++
  return isWord(units[end]!) ? { at, end: end + 1, text: '', weight: 3 } : undefined
}

/** `U+0067 U+0068`: the space between two belongs to them. */
function codePoint(page: Page, at: number): Escape | undefined {
  const coded = hexOf(page, at + 2, 4)
  if (!coded || coded.code > 126 || coded.code < 32) return undefined
  const end = page.units[coded.end] === 32 && page.text.startsWith('U+', coded.end + 1) ? coded.end + 1 : coded.end
  return { at, end, text: String.fromCharCode(coded.code), weight: 1 }
}
