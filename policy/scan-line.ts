/** The line that a place stands in; each line of a page is measured once. */
import type { Page } from './scan-page.ts'

/** `end` is the place of the line break, or the end of the page. */
export interface Line {
  readonly start: number
  readonly end: number
}

export function lineAt(page: Page, at: number): Line {
  const known = page.line
  if (known && at >= known.start && at <= known.end) return known
  const end = page.text.indexOf('\n', at)
  page.line = { start: startOfLine(page, at, known), end: end < 0 ? page.length : end }
  return page.line
}

/** Looks no further back than to the line that is known. */
function startOfLine({ units }: Page, from: number, known: Line | undefined): number {
  const floor = known && known.end < from ? known.end + 1 : 0
  let at = from
  while (at > floor && units[at - 1] !== 10) at--
  return at
}
