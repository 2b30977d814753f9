/** Where a line stands in its text: among the first or last lines of the text or of a page, beside a page number, or alone. */
import { isPageNumber, normalise } from './scan-mark-lines.ts'
import { isSpace, type Page } from './scan-page.ts'

export interface LinePlace {
  /** How many lines with something in them stand before it on its page: 0 is the first line; undefined from the third on. */
  readonly before: number | undefined
  /** How many stand behind it, alike. */
  readonly behind: number | undefined
  /** The page is one of several, or the text: what ends it on either side is a form feed. */
  readonly paged: boolean
  readonly besidePageNumber: boolean
}

const reach = 300
const mostLines = 2

/** Breaks between lines, pages and texts. */
export const isBreak = (unit: number): boolean => unit === 10 || unit === 12 || unit === 0
const endsPage = (unit: number): boolean => unit === 12 || unit === 0

/** `start` and `end` are those of the line. Looks no further than some lines and some hundred characters around it. */
export function placeOfLine(page: Page, start: number, end: number): LinePlace {
  const before = linesBefore(page, start)
  const behind = linesBehind(page, end)
  return {
    before: before.count,
    behind: behind.count,
    paged: page.units[start - 1] === 12 || before.paged || behind.paged,
    besidePageNumber: [before.next, behind.next].some(line => line !== undefined && isPageNumber(normalise(line))),
  }
}

interface Around {
  readonly count: number | undefined
  readonly paged: boolean
  /** The nearest line with something in it. */
  readonly next: string | undefined
}

function linesBefore({ units, text }: Page, start: number): Around {
  let count = 0
  let next: string | undefined
  let end = start
  while (end > 0 && start - end < reach) {
    if (endsPage(units[end - 1]!)) return { count, paged: units[end - 1] === 12, next }
    let from = end - 1
    while (from > 0 && !isBreak(units[from - 1]!) && start - from < reach) from--
    if (hasText(units, from, end)) {
      next ??= text.slice(from, end - 1)
      if (++count > mostLines) return { count: undefined, paged: false, next }
    }
    end = from
  }
  return { count: end === 0 ? count : undefined, paged: false, next }
}

function linesBehind({ units, text, length }: Page, end: number): Around {
  let count = 0
  let next: string | undefined
  let from = end
  while (from < length && from - end < reach) {
    if (endsPage(units[from]!)) return { count, paged: units[from] === 12, next }
    let to = from + 1
    while (to < length && !isBreak(units[to]!) && to - end < reach) to++
    if (hasText(units, from, to)) {
      next ??= text.slice(from + 1, to)
      if (++count > mostLines) return { count: undefined, paged: false, next }
    }
    from = to
  }
  return { count: from >= length ? count : undefined, paged: false, next }
}

function hasText(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(units[at]!) && !isBreak(units[at]!)) return true
  return false
}
