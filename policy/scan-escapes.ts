/** Views of stretches that are written with escapes: JSON, C, percent, HTML entities, quoted-printable, lists of character codes. */
import { placeBy, type View } from './scan-disguise.ts'
import { classes, isDigit, isWord, type Page, TOKEN } from './scan-page.ts'

/** Escapes this close belong to one stretch. */
const widestGap = 48
const context = 64
const fewestEscapes = 3

interface Escape {
  readonly end: number
  readonly text: string
}

export function escapedViews(page: Page): View[] {
  const { text } = page
  const views: View[] = []
  let first = -1
  let last = -1
  let count = 0
  const close = (): void => {
    if (count >= fewestEscapes)
      views.push(unescaped(page, Math.max(0, first - context), Math.min(page.length, last + context)))
    count = 0
  }
  const next = signs.map(sign => text.indexOf(sign))
  for (;;) {
    const nearest = indexOfLeast(next)
    if (nearest < 0) break
    const at = next[nearest]!
    next[nearest] = text.indexOf(signs[nearest]!, at + 1)
    const escape = at < last ? undefined : escapeAt(page, at)
    if (!escape || !hides(escape)) continue
    if (count > 0 && at - last > widestGap) close()
    if (count === 0) first = at
    // A soft line break alone splits a value: it counts for all that are needed.
    count += escape.text === '' ? fewestEscapes : 1
    last = escape.end
  }
  close()
  const codes = characterCodes(page)
  return codes ? [...views, codes] : views
}

const signs = ['\\u', '\\x', '%', '&', '=\n', '=\r\n', '=3D']

function indexOfLeast(places: readonly number[]): number {
  let least = -1
  for (let i = 0; i < places.length; i++) if (places[i]! >= 0 && (least < 0 || places[i]! < places[least]!)) least = i
  return least
}

/** It stands for a character that tokens are made of, or for none. */
const hides = ({ text }: Escape): boolean =>
  text === '' || (text.length === 1 && (classes[text.charCodeAt(0)]! & TOKEN) !== 0)

function unescaped(page: Page, from: number, to: number): View {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let at = from
  while (at < to) {
    const escape = escapeAt(page, at)
    const end = escape?.end ?? at + 1
    const piece = escape ? escape.text : page.text[at]!
    for (let i = 0; i < piece.length; i++) {
      starts.push(at)
      ends.push(end)
    }
    text += piece
    at = end
  }
  return { text, dress: 'escapes', place: placeBy(starts, ends) }
}

/** The escape that begins at `at`. */
function escapeAt(page: Page, at: number): Escape | undefined {
  switch (page.units[at]) {
    case 92:
      return backslash(page, at)
    case 37:
      return hexEscape(page, at, 1, 2)
    case 38:
      return entity(page, at)
    case 61:
      return softBreak(page, at)
    default:
      return undefined
  }
}

function backslash(page: Page, at: number): Escape | undefined {
  let letter = at + 1
  while (page.units[letter] === 92) letter++
  const sign = page.text[letter]
  const skipped = letter - at
  if (sign === 'u') return page.text[letter + 1] === '{' ? braced(page, letter) : hexEscape(page, at, skipped + 1, 4)
  if (sign === 'x') return hexEscape(page, at, skipped + 1, 2)
  if (sign === '"' || sign === "'" || sign === '/') return { end: letter + 1, text: sign }
  if (sign === 'n' || sign === 'r' || sign === 't') return { end: letter + 1, text: sign === 't' ? '\t' : '\n' }
  return undefined
}

function braced(page: Page, letter: number): Escape | undefined {
  const close = closeWithin(page, letter, 125, 8)
  if (close < 0) return undefined
  const code = Number.parseInt(page.text.slice(letter + 2, close), 16)
  return code > 0 && code < 0x110000 ? { end: close + 1, text: String.fromCodePoint(code) } : undefined
}

/** Place of the closing sign at most `reach` characters further; -1 without one. */
function closeWithin({ units }: Page, from: number, sign: number, reach: number): number {
  for (let at = from; at <= from + reach; at++) if (units[at] === sign) return at
  return -1
}

/** `size` hex digits behind a head of `head` characters. */
function hexEscape({ units }: Page, at: number, head: number, size: number): Escape | undefined {
  let code = 0
  for (let i = at + head; i < at + head + size; i++) {
    const digit = hexDigit(units[i]!)
    if (digit < 0) return undefined
    code = code * 16 + digit
  }
  return code === 0 ? undefined : { end: at + head + size, text: String.fromCharCode(code) }
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
  equals: '=',
  sol: '/',
  commat: '@',
  period: '.',
  lowbar: '_',
}

function entity(page: Page, at: number): Escape | undefined {
  const close = closeWithin(page, at, 59, 10)
  if (close < 0) return undefined
  const name = page.text.slice(at + 1, close)
  if (name[0] !== '#') return Object.hasOwn(entities, name) ? { end: close + 1, text: entities[name]! } : undefined
  const code =
    name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code < 0x110000 ? { end: close + 1, text: String.fromCodePoint(code) } : undefined
}

/** Quoted-printable: an equals sign at the end of a line joins it with the next; =3D is an equals sign. */
function softBreak(page: Page, at: number): Escape | undefined {
  const next = page.units[at + 1]
  if (next === 10 && isWord(page.units[at + 2]!) && at > 0 && isWord(page.units[at - 1]!))
    return { end: at + 2, text: '' }
  if (next === 13 && page.units[at + 2] === 10) return { end: at + 3, text: '' }
  return page.units[at + 1] === 51 && page.units[at + 2] === 68 ? { end: at + 3, text: '=' } : undefined
}

const fewestCodes = 16

/** `[103, 104, 112, …]`: numbers of printable characters in a row. */
function characterCodes(page: Page): View | undefined {
  const { units, length, text } = page
  for (let open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
    if (!isDigit(units[open + 1]!)) continue
    const starts: number[] = []
    const ends: number[] = []
    let made = ''
    let at = open + 1
    while (at < length && isDigit(units[at]!)) {
      const start = at
      let code = 0
      while (isDigit(units[at]!) && at - start < 4) code = code * 10 + units[at++]! - 48
      if (code < 9 || code > 126) break
      made += String.fromCharCode(code)
      starts.push(start)
      ends.push(at)
      while (units[at] === 44 || units[at] === 32 || units[at] === 10) at++
    }
    if (made.length >= fewestCodes) return { text: made, dress: 'character codes', place: placeBy(starts, ends) }
    open = Math.max(open, at - 1)
  }
  return undefined
}
