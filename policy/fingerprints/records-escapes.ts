/** One character that is written as an escape within a text: \n and \u0040 of JSON, %40 of URLs, &nbsp; and &#64; of HTML. */

export const BACKSLASH = 92
export const PERCENT = 37
export const AMPERSAND = 38
const BLANK = 32

/** One number of both: units are below 65,536. */
const escape = (end: number, unit: number): number => end * 65_536 + unit
export const endOf = (escape: number): number => Math.floor(escape / 65_536)
export const unitOf = (escape: number): number => escape % 65_536

/**
 * The escape that begins at `at` with one of the signs above: where it ends (endOf) and what it stands for (unitOf). A
 * blank that ends at `at + 1` when there is none. `\n` stands for its letter: it may as well begin a word, as in
 * DOMAIN\nora.
 */
export function escapeAt(units: Uint16Array, at: number, length: number): number {
  const none = escape(at + 1, BLANK)
  if (at + 1 >= length) return none
  const sign = units[at]!
  const next = units[at + 1]!
  if (sign === PERCENT) return hexAt(units, at + 1, 2, length) ?? none
  if (sign === AMPERSAND) return (next === 35 ? numberAt(units, at, length) : nameAt(units, at, length)) ?? none
  if (next === 110 || next === 114 || next === 116) return escape(at + 2, next)
  if (next === 117) return hexAt(units, at + 2, 4, length) ?? none
  return (next === 120 ? hexAt(units, at + 2, 2, length) : undefined) ?? none
}

/** So many digits. */
function hexAt(units: Uint16Array, from: number, count: number, length: number): number | undefined {
  if (from + count > length) return undefined
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = hexDigit(units[i]!)
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  // Bytes from 128 on are parts of characters.
  return escape(from + count, count === 2 && value > 127 ? BLANK : value)
}

function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48
  const small = unit | 32
  return small >= 97 && small <= 102 ? small - 87 : -1
}

/** &#64; and &#x40; */
function numberAt(units: Uint16Array, at: number, length: number): number | undefined {
  const isHex = at + 2 < length && (units[at + 2]! | 32) === 120
  const base = isHex ? 16 : 10
  let value = 0
  for (let i = at + (isHex ? 3 : 2); i < Math.min(length, at + 9); i++) {
    if (units[i] === 59 && value > 0) return escape(i + 1, value < 65_536 ? value : BLANK)
    const digit = hexDigit(units[i]!)
    if (digit < 0 || digit >= base) return undefined
    value = value * base + digit
  }
  return undefined
}

const longestName = 5
/** Letters without their marks: that is what they are folded to. */
const names: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['shy', '\u00ad'],
  ['szlig', 'ß'],
  ...[...'aeiouAEIOU'].map((vowel): [string, string] => [`${vowel}uml`, vowel]),
])

function nameAt(units: Uint16Array, at: number, length: number): number | undefined {
  let name = ''
  for (let i = at + 1; i < Math.min(length, at + longestName + 2); i++) {
    if (units[i] === 59) {
      const meant = names.get(name)
      return meant === undefined ? undefined : escape(i + 1, meant.charCodeAt(0))
    }
    name += String.fromCharCode(units[i]!)
  }
  return undefined
}
