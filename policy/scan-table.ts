/** Reads tables as people paste them (Markdown, CSV, TSV, semicolons): which cells stand below a column's head. */
import type { Page } from './scan-page.ts'

export interface Cell {
  readonly start: number
  readonly end: number
}

const mostRows = 500
const longestLine = 2000

/** The cells below the head cell at [start, end), without their quotes; none when it is no head of a table. */
export function cellsBelow(page: Page, start: number, end: number): Cell[] {
  const { text, rows } = page
  // A row of a table is no head of another.
  if (rows && start >= rows[0] && start < rows[1]) return []
  const lineStart = startOfLine(page, start)
  const lineEnd = endOfLine(page, end)
  if (lineStart < 0 || lineEnd < 0 || lineEnd >= page.length) return []
  const separator = separatorAround(text, start, end, lineStart, lineEnd)
  if (!separator) return []
  const column = count(page, separator, lineStart, start)
  const columns = count(page, separator, lineStart, lineEnd)
  if (columns === 1 && column === 0 && text.slice(text.indexOf(separator, end) + 1, lineEnd).trim() === '') return []
  const cells: Cell[] = []
  let from = lineEnd + 1
  for (let row = 0; row < mostRows && from < text.length; row++) {
    const to = endOfLine(page, from)
    if (to < 0 || count(page, separator, from, to) !== columns) break
    const cell = cellAt(text, separator, column, from, to)
    if (cell) cells.push(cell)
    from = to + 1
  }
  if (cells.length > 0) page.rows = [lineEnd + 1, from]
  return cells
}

const separators = ['|', '\t', ';', ','] as const

/** The separator right beside the head cell, quotes and spaces aside; it must stand on the line's other side of the cell too, or the line ends there. */
function separatorAround(
  text: string,
  start: number,
  end: number,
  lineStart: number,
  lineEnd: number,
): string | undefined {
  let before = start - 1
  while (before >= lineStart && (text[before] === ' ' || text[before] === '"' || text[before] === '*')) before--
  let after = end
  while (after < lineEnd && (text[after] === ' ' || text[after] === '"' || text[after] === '*' || text[after] === '\r'))
    after++
  const left = before < lineStart ? '' : text[before]!
  const right = after >= lineEnd ? '' : text[after]!
  return separators.find(
    sign => (left === sign || left === '') && (right === sign || right === '') && left + right !== '',
  )
}

function count({ units }: Page, sign: string, from: number, to: number): number {
  const wanted = sign.charCodeAt(0)
  let found = 0
  for (let at = from; at < to; at++) if (units[at] === wanted) found++
  return found
}

/** -1 when the line is too long for a row of a table. */
function startOfLine({ units }: Page, from: number): number {
  let at = from
  while (at > 0 && units[at - 1] !== 10) if (from - --at > longestLine) return -1
  return at
}

function endOfLine({ units, length }: Page, from: number): number {
  let at = from
  while (at < length && units[at] !== 10) if (++at - from > longestLine) return -1
  return at
}

function cellAt(text: string, separator: string, column: number, lineStart: number, lineEnd: number): Cell | undefined {
  let start = lineStart
  for (let i = 0; i < column; i++) start = text.indexOf(separator, start) + 1
  const next = text.indexOf(separator, start)
  let end = next < 0 || next > lineEnd ? lineEnd : next
  while (start < end && ' "`\'\r\t'.includes(text[start]!)) start++
  while (end > start && ' "`\'\r\t'.includes(text[end - 1]!)) end--
  return end > start ? { start, end } : undefined
}
