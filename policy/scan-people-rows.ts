/** Lists of names without anything that finds them: runs of lines that each begin with the name of a person. */
import { classes, FOREIGN, isDigit, isWord, type Page, UPPER } from './scan-page.ts'
import { endsName, nameFrom, type Span } from './scan-people-name.ts'

export const fewestRows = 5
const leastShare = 0.7
const longestRow = 300

/** The names of each list on the page. */
export function nameRuns(page: Page): Span[][] {
  const { text, length } = page
  const runs: Span[][] = []
  /** Where the lines of the run begin, each followed by where its words begin. */
  let places: number[] = []
  const close = (): void => {
    if (places.length >= 2 * fewestRows) {
      const names = namesOf(page, places)
      if (names) runs.push(names)
    }
    if (places.length > 0) places = []
  }
  for (let start = 0; start < length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? length : found
    const words = end - start < 2 || end - start > longestRow ? -1 : wordsOf(page, start, end)
    if (words < 0) close()
    else places.push(start, words)
    start = end + 1
  }
  close()
  return runs
}

/** Where the first word of a row with a capital starts; -1 for other lines. Settles most lines by their first character. */
function wordsOf({ units }: Page, start: number, end: number): number {
  let at = start
  while (at < end && units[at] === 32 && at - start < 8) at++
  const unit = units[at]!
  if (unit < 128 && (classes[unit]! & UPPER) === 0) {
    if (leads[unit] === 0) return -1
    at = behindLead(units, at, end)
    if (at < 0) return -1
  }
  const first = units[at]!
  if ((classes[first]! & UPPER) === 0 && classes[first] !== FOREIGN) return -1
  const second = units[at + 1]!
  return isWord(second) || classes[second] === FOREIGN ? at : -1
}

/** What may stand before the name: bullets, numbers, quotes, cells, tags, a key. */
const leads = new Uint8Array(128)
for (const sign of '"\'-*+•|<{[(#0123456789\t') if (sign < '\x7f') leads[sign.charCodeAt(0)] = 1

const mostLead = 32

/** Behind bullets, numbers, quotes and tags; -1 when something else stands there. */
function behindLead(units: Uint16Array, from: number, end: number): number {
  let at = from
  while (at < end && at - from < mostLead) {
    const unit = units[at]!
    if ((classes[unit]! & UPPER) !== 0 || classes[unit] === FOREIGN) return at
    if (unit === 60) {
      while (at < end && units[at] !== 62) at++
      at++
    } else if (unit === 34 && isSmall(units[at + 1]!)) {
      at = behindKey(units, at, end)
      if (at < 0) return -1
    } else if (isDigit(unit) || (unit < 128 && leads[unit] === 1) || ' .,;:)'.includes(String.fromCharCode(unit))) at++
    else return -1
  }
  return -1
}

const isSmall = (unit: number): boolean => unit > 96 && unit < 123

/** Behind `"name": "`. */
function behindKey(units: Uint16Array, quote: number, end: number): number {
  let at = quote + 1
  while (at < end && at - quote < 20 && units[at] !== 34) at++
  if (units[at] !== 34 || units[at + 1] !== 58) return -1
  at += 2
  while (at < end && units[at] === 32) at++
  return units[at] === 34 ? at + 1 : -1
}

/** Undefined when too few rows begin with a name, or the same names come again and again. */
function namesOf(page: Page, places: readonly number[]): Span[] | undefined {
  const names: Span[] = []
  const different = new Set<string>()
  for (let i = 0; i < places.length; i += 2) {
    const name = nameFrom(page, places[i + 1]!, places[i]! + longestRow)
    if (!name || !endsName(page, name.end)) continue
    names.push(name)
    different.add(page.text.slice(name.start, name.end))
  }
  const rows = places.length / 2
  return different.size >= fewestRows && names.length >= leastShare * (rows - 1) ? names : undefined
}
