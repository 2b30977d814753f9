/** Puts encoded text together that is wrapped in lines: as mail and PEM wrap it, quoted, indented, commented, or as joined literals. */
import type { Page } from './scan-page.ts'

/** The lines as one text. */
export interface Lines {
  readonly text: string
  /** Behind the last line. */
  readonly end: number
  /** Where on the page the character `unit` of the text stands. */
  place(unit: number): number
}

const shortestLine = 40
const widestGap = 24

/** The line `[from, to)` and those that go on with it: all but the last are of one length, of characters that `belongs`. */
export function joinLines(page: Page, from: number, to: number, belongs: (unit: number) => boolean): Lines {
  const { units, length, text } = page
  const sign = leadingSign(page, from)
  const parts = [text.slice(from, to)]
  const starts = [0]
  const places = [from]
  let end = to
  let size = 0
  let width = 0
  while (end - from >= shortestLine) {
    const start = behindGap(page, end, sign)
    if (start < 0) break
    let stop = start
    const most = width === 0 ? Number.POSITIVE_INFINITY : width
    while (stop < length && belongs(units[stop]!) && stop - start <= most) stop++
    // The second line sets the width; the first may have something before it.
    if (stop === start || stop - start > most) break
    if (width === 0 && stop - start > Math.max(to - from, shortestLine) + 8) break
    size += parts.at(-1)!.length
    parts.push(text.slice(start, stop))
    starts.push(size)
    places.push(start)
    end = stop
    if (width !== 0 && stop - start < width) break
    if (width === 0) {
      if (stop - start < Math.min(shortestLine, to - from)) break
      width = stop - start
    }
  }
  return { text: parts.join(''), end, place: unit => placeOf(starts, places, unit) }
}

function placeOf(starts: readonly number[], places: readonly number[], unit: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= unit) low = middle + 1
    else high = middle
  }
  return places[low - 1]! + unit - starts[low - 1]!
}

/** The plus or minus sign of a diff that stands at the start of the line, right before the text. */
function leadingSign({ units }: Page, from: number): number {
  const sign = units[from - 1]
  return (sign === 43 || sign === 45) && (from === 1 || units[from - 2] === 10) ? sign : 0
}

/** Where the next line begins behind a line break, written out or not, or a space; -1 when something else stands here. */
function behindGap({ units, text, length }: Page, from: number, sign: number): number {
  let at = from
  let broken = false
  while (at - from < widestGap) {
    const unit = units[at]!
    if (unit === 92 && (units[at + 1] === 110 || units[at + 1] === 114)) {
      broken = true
      at += 2
    } else if (unit === 10 || unit === 13) {
      broken = true
      at++
    } else if (unit === 32 || unit === 9 || (at < length && between.includes(text[at]!))) at++
    // The plus sign that joins two literals.
    else if (unit === 43 && units[at - 1] !== 10 && at > from) at++
    else break
  }
  if (at === from + 1 && units[from] === 32) broken = true
  if (broken && sign !== 0 && units[at] === sign) at++
  return broken ? at : -1
}

const between = '>#*|"\'\\,;'
