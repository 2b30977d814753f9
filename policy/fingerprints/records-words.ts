/** The normal form of texts and cells: small letters without their marks, full-width as ASCII, cut into words; all else only separates. */

import { AMPERSAND, BACKSLASH, endOf, escapeAt, PERCENT, unitOf } from './records-escapes.ts'

/** Unit that stands between words. */
const GAP = 0
/** Not there: marks on letters, soft hyphens, zero-width characters. */
const DROPPED = 1
const [OPENING, ZERO, CLOSING] = [40, 48, 41]
/** From here on scripts write no spaces between words: every letter is a word. */
const firstAlone = 0x2e80

/** Reused by its reader: valid until the next text is read. */
export interface Words {
  readonly count: number
  /** All words behind each other, without what stood between them. */
  readonly folded: Uint16Array
  /** Where in `folded` each word begins; one more entry says where the last one ends. */
  readonly at: Int32Array
  /** Where in the text it begins and ends. */
  readonly start: Int32Array
  readonly end: Int32Array
}

/** Makes a reader with growing buffers of its own. */
export function createWordReader(): (units: Uint16Array, length: number) => Words {
  let folded = new Uint16Array(0)
  let at = new Int32Array(0)
  let start = new Int32Array(0)
  let end = new Int32Array(0)
  return (units, length) => {
    if (folded.length < length + 1 || folded.length > 64 * length + 65_536) {
      const room = length + (length >> 2) + 8
      folded = new Uint16Array(room)
      at = new Int32Array(room)
      start = new Int32Array(room)
      end = new Int32Array(room)
    }
    const count = fill(units, length, { folded, at, start, end })
    return { count, folded, at, start, end }
  }
}

/** Answers how many words there are. */
function fill(units: Uint16Array, length: number, into: Omit<Words, 'count'>): number {
  const table = foldTable()
  const { at, end, folded, start } = into
  let count = 0
  let filled = 0
  for (let place = 0; place < length; ) {
    const raw = units[place]!
    let unit = table[raw]!
    let next = place + 1
    if (unit <= DROPPED) {
      if (raw !== BACKSLASH && raw !== PERCENT && raw !== AMPERSAND) {
        // The 0 of +49 (0)30 is not dialled from abroad.
        const isTrunkZero =
          raw === OPENING && place + 2 < length && units[place + 1] === ZERO && units[place + 2] === CLOSING
        place = isTrunkZero ? place + 3 : next
        continue
      }
      const escape = escapeAt(units, place, length)
      next = endOf(escape)
      unit = table[unitOf(escape)]!
    }
    if (unit > DROPPED) {
      at[count] = filled
      // The backslash of DOMAIN\\nora is none of the name's.
      start[count] = raw === BACKSLASH && next === place + 2 ? place + 1 : place
      folded[filled++] = unit
      // An escape is a word for itself: values are runs of words, with nothing between them.
      if (unit < firstAlone && next === place + 1)
        while (next < length && (unit = table[units[next]!]!) !== GAP && unit < firstAlone) {
          folded[filled] = unit
          if (unit !== DROPPED) filled++
          next++
        }
      end[count++] = next
    }
    place = next
  }
  at[count] = filled
  return count
}

/** The normal form of a short text as one word: what fill() makes of it. */
export function foldedText(text: string): string {
  if (text.length > shortUnits.length) return foldedText(text.slice(0, shortUnits.length))
  for (let i = 0; i < text.length; i++) shortUnits[i] = text.charCodeAt(i)
  const count = fill(shortUnits, text.length, short)
  let folded = ''
  for (let i = 0; i < short.at[count]!; i++) folded += String.fromCharCode(short.folded[i]!)
  return folded
}

const shortUnits = new Uint16Array(4096)
const short = {
  folded: new Uint16Array(4097),
  at: new Int32Array(4097),
  start: new Int32Array(4097),
  end: new Int32Array(4097),
}

let made: Uint16Array | undefined

/** The same table at every call: made at the first, which takes some 30 ms. */
function foldTable(): Uint16Array {
  if (made) return made
  made = new Uint16Array(65_536)
  for (let unit = 0; unit < 65_536; unit++) made[unit] = foldUnit(unit)
  for (const [from, to] of ['øo', 'Øo', 'łl', 'Łl', 'đd', 'Đd', 'ħh', 'Ħh', 'ŧt', 'Ŧt', 'ıi'])
    made[from!.charCodeAt(0)] = to!.charCodeAt(0)
  return made
}

function foldUnit(unit: number): number {
  if (unit >= 0xd800 && unit < 0xe000) return GAP
  const character = String.fromCharCode(unit)
  if (/[\p{M}\p{Cf}]/u.test(character)) return DROPPED
  if (!/[\p{L}\p{N}]/u.test(character)) return GAP
  const bare = character.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  if (bare.length === 1 && /[\p{L}\p{N}]/u.test(bare)) return bare.charCodeAt(0)
  const small = character.toLowerCase()
  return small.length === 1 ? small.charCodeAt(0) : unit
}
