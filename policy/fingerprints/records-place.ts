/** Whether a value stands for itself where it was found, or is a piece of something longer, or of a list of numbers. */
import { isSpace, isWord, type Page } from '../scan-page.ts'
import type { CellKind } from './records-cell.ts'
import type { Words } from './records-words.ts'

/** Words `first` to `last` are the value. */
export function standsAlone(
  page: Page,
  words: Words,
  first: number,
  last: number,
  kind: CellKind | undefined,
): boolean {
  if (kind === 'mail') return isWholeAddress(page, words.start[first]!, words.end[last]!)
  if (first < last && reachesIntoAddress(page, words.start[first]!, words.start[last]!, words.end[last]!)) return false
  return first === last || !onlyDigits(words, first, last) || isGrouped(page, words, first, last)
}

/** john.doe@… is no address of doe@…, and doe@acme.com none of doe@acme.com.au. */
function isWholeAddress({ units }: Page, start: number, end: number): boolean {
  const before = units[start - 1] ?? 0
  if (inLocalPart.has(before) && isWord(units[start - 2] ?? 0)) return false
  const behind = units[end]!
  if (behind === 45 || behind === 64) return !isWord(units[end + 1]!)
  const next = units[end + 1]!
  return behind !== 46 || !isWord(next) || (next >= 65 && next <= 90)
}

/** In `Jane Doe (jane.doe@acme.com)`, Doe (jane is no name. */
function reachesIntoAddress({ units }: Page, start: number, last: number, end: number): boolean {
  let to = end
  while (to < end + longestLocalPart && (isWord(units[to] ?? 0) || inLocalPart.has(units[to] ?? 0))) to++
  if (units[to] !== 64) return false
  let from = last
  while (from > start && (isWord(units[from - 1]!) || inLocalPart.has(units[from - 1]!))) from--
  return from > start
}

const longestLocalPart = 64
const inLocalPart = new Set([...'.+_-'].map(sign => sign.charCodeAt(0)))

function onlyDigits({ folded, at }: Words, first: number, last: number): boolean {
  for (let i = at[first]!; i < at[last + 1]!; i++) if (folded[i]! < 48 || folded[i]! > 57) return false
  return true
}

const groupSigns = new Set([..."./-()'\u2010\u2011\u2013\u00a0"].map(sign => sign.charCodeAt(0)))

/** Groups of one number: blanks and dashes between them, no commas, tabs or line breaks; (0) is none. */
function isGrouped({ units }: Page, { start, end }: Words, first: number, last: number): boolean {
  for (let i = first; i < last; i++) {
    let widest = 3
    for (let at = end[i]!; at < start[i + 1]!; at++) {
      const unit = units[at]!
      const isTrunkZero = unit === 48 && units[at - 1] === 40
      if (isTrunkZero) widest = 6
      else if (!groupSigns.has(unit) && !(isSpace(unit) && unit > 13)) return false
    }
    if (start[i + 1]! - end[i]! > widest) return false
  }
  return true
}
