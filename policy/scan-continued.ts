/** Puts a value together again that goes on over the next lines, as mail, terminals and editors wrap long ones. */
import type { Budget } from './scan-budget.ts'
import { classes, type Hit, isDigit, LETTER, NAME, type Page, TOKEN, UPPER } from './scan-page.ts'
import { wordShare } from './scan-randomness.ts'
import type { Rejoined } from './scan-rejoin.ts'

const mostLines = 40
const longestValue = 3000
const leastLine = 16
const widestGap = 12

/** Ends a line here: a line break, written out or not, with or without a sign that carries the line on. */
export function endsLine({ units }: Page, at: number): boolean {
  const unit = units[at]
  return unit === 10 || unit === 13 || ((unit === 92 || unit === 61) && (units[at + 1] === 10 || units[at + 1] === 13))
}

/**
 * The value from `start` on whose first line ends at `end`, with those of the next lines that look like its rest: of
 * random characters, to the end of their line, none longer than the first. Undefined when the next line is something else.
 */
export function continuedFrom(page: Page, start: number, end: number, budget: Budget): Rejoined | undefined {
  if (end - start < leastLine || !budget.allows(start)) return undefined
  const parts = [page.text.slice(start, end)]
  const beginning = page.text.slice(start, start + 3)
  const starts = [0]
  const places = [start]
  const width = end - lineStart(page, start)
  let size = end - start
  let stop = end
  for (let line = 0; line < mostLines && size < longestValue; line++) {
    const from = behindBreak(page, stop)
    // What begins as the value does is the next of a list.
    if (from < 0 || page.text.startsWith(beginning, from)) break
    let to = from
    while (to - from < width + widestGap && isPart(page.units[to]!)) to++
    budget.spend(to - from + widestGap)
    if (!goesOn(page, from, to, line > 0 && to - from < parts.at(-1)!.length)) break
    parts.push(page.text.slice(from, to))
    starts.push(size)
    places.push(from)
    size += to - from
    stop = to
    if (!endsLine(page, to)) break
  }
  if (parts.length === 1) return undefined
  return {
    text: parts.join(''),
    place(unit) {
      let part = starts.length - 1
      while (starts[part]! > unit) part--
      return places[part]! + unit - starts[part]!
    },
  }
}

/** A hit that goes on behind its first line, and what it is without that: undefined where the line alone is no value. */
export interface Continued {
  readonly hit: Hit
  readonly alone: Hit | undefined
}

/** In a list the next value begins the next line: takes it from what took it for its rest. Of `hits` those from `from` on count. */
export function cutAtNext({ text }: Page, hits: Hit[], from: number, continued: readonly Continued[]): void {
  if (continued.length === 0) return
  const starts = hits.slice(from).map(hit => hit.start)
  const begun = starts.filter(start => beginsLine(text, start)).sort((a, b) => a - b)
  const cut = new Map<Hit, Hit | undefined>()
  for (const { hit, alone } of continued) {
    const next = begun[countUpTo(begun, hit.start)]
    if (next !== undefined && next < hit.end) cut.set(hit, alone)
  }
  if (cut.size === 0) return
  const own = hits.splice(from)
  for (const hit of own) {
    const left = cut.has(hit) ? cut.get(hit) : hit
    if (left) hits.push(left)
  }
}

/** With nothing before it in its line but an indent, a sign of a quotation or of a list. */
function beginsLine(text: string, start: number): boolean {
  let at = start
  while (at > 0 && start - at < widestGap && ' \t>|#*+-"\''.includes(text[at - 1]!)) at--
  return at === 0 || text[at - 1] === '\n'
}

/** How many of the numbers, which ascend, are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

const isPart = (unit: number): boolean => (classes[unit]! & TOKEN) !== 0

function lineStart({ units }: Page, from: number): number {
  let at = from
  while (at > 0 && from - at < 200 && units[at - 1] !== 10) at--
  return at
}

/** Where the next line begins, behind its indent and signs of a quotation; -1 when it is empty. */
function behindBreak({ units, text, length }: Page, from: number): number {
  let at = from
  if (units[at] === 92 || units[at] === 61) at++
  if (units[at] === 13) at++
  if (units[at] !== 10) return -1
  at++
  const first = at
  while (at < length && at - first < widestGap && ' \t>|#*+'.includes(text[at]!)) at++
  return at < length && (classes[units[at]!]! & NAME) !== 0 ? at : -1
}

/** The line [from, to) has a digit, or capitals inside, and reads like no words; `last`: it is shorter than those before it. */
function goesOn(page: Page, from: number, to: number, last: boolean): boolean {
  const { units, text } = page
  if (to === from || (to < page.length && !ends(units[to]!))) return false
  let digits = 0
  let inner = 0
  let small = 0
  for (let at = from; at < to; at++) {
    if (isDigit(units[at]!)) digits++
    else if ((classes[units[at]!]! & UPPER) !== 0) inner += at > from ? 1 : 0
    else if ((classes[units[at]!]! & LETTER) !== 0) small++
  }
  const alone = to >= page.length || endsLine(page, to)
  const sign = text.slice(from, to).indexOf('=')
  // An assignment; base64 has the sign at its end alone.
  if (sign >= 0 && (!alone || to - from - sign > 2)) return false
  if (digits === 0 && inner === 0) return last && alone && to - from <= 4
  if (to - from < 8) return alone && (last || digits > 0 || small > 0)
  return (digits > 0 || (inner > 0 && small > 0)) && wordShare(text.slice(from, to)) < 0.45
}

/** White space, quotes, brackets and punctuation. */
const ends = (unit: number): boolean => (classes[unit]! & (TOKEN | LETTER)) === 0
