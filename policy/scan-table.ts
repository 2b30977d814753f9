/** Reads tables as people paste them (Markdown, CSV, TSV, semicolons): which cells stand below a column's head. */
import { type Line, lineAt } from './scan-line.ts'
import type { Page } from './scan-page.ts'

export interface Cell {
  readonly start: number
  readonly end: number
}

/** The rows below one line, read once for all of its columns. */
export interface Table {
  /** Where the line of the heads starts. */
  readonly head: number
  readonly separator: number
  /** Signs between columns in every row. */
  readonly columns: number
  /** Start and end of each row. */
  readonly rows: readonly number[]
  /** Places of the separators, `columns` for each row. */
  readonly signs: readonly number[]
}

const mostRows = 500
const longestLine = 2000

/** The cells below the head cell at [start, end), without their quotes; none when it is no head of a table. */
export function cellsBelow(page: Page, start: number, end: number): Cell[] {
  const { text, rows } = page
  // A row of a table is no head of another.
  if (rows && start >= rows[0] && start < rows[1]) return []
  const line = lineAt(page, start)
  if (start - line.start > longestLine || line.end - end > longestLine || line.end >= page.length) return []
  const separator = separatorAround(text, start, end, line)
  if (!separator) return []
  const sign = separator.charCodeAt(0)
  const column = count(page, sign, line.start, start)
  const table = tableBelow(page, line, sign)
  if (table.columns === 1 && column === 0 && text.slice(text.indexOf(separator, end) + 1, line.end).trim() === '')
    return []
  const cells: Cell[] = []
  for (let row = 0; 2 * row < table.rows.length; row++) {
    const cell = cellAt(page, table, row, column)
    if (cell) cells.push(cell)
  }
  if (cells.length > 0) page.rows = [line.end + 1, table.rows.at(-1)! + 1]
  return cells
}

/** Rows with as many separators as the head's line, up to the first that has another number. */
function tableBelow(page: Page, head: Line, separator: number): Table {
  if (page.table?.head === head.start && page.table.separator === separator) return page.table
  const { units, length } = page
  const columns = count(page, separator, head.start, head.end)
  const rows: number[] = []
  const signs: number[] = []
  let from = head.end + 1
  while (rows.length < 2 * mostRows && from < length) {
    let to = from
    const before = signs.length
    while (to < length && units[to] !== 10 && to - from <= longestLine) {
      if (units[to] === separator) signs.push(to)
      to = units[to] === 34 && (to === from || units[to - 1] === separator) ? behindQuote(units, to) : to + 1
    }
    if (to - from > longestLine || signs.length - before !== columns) break
    rows.push(from, to)
    from = to + 1
  }
  page.table = { head: head.start, separator, columns, rows, signs }
  return page.table
}

/** Behind the quote that closes a cell on the same line, with its separators inside; right behind the opening one when none does. */
function behindQuote(units: Uint16Array, from: number): number {
  for (let at = from + 1; at - from < 300 && units[at] !== 10 && units[at] !== 0; at++)
    if (units[at] === 34) return at + 1
  return from + 1
}

const separators = ['|', '\t', ';', ','] as const

/** The separator right beside the head cell, quotes and spaces aside; it must stand on the line's other side of the cell too, or the line ends there. */
function separatorAround(text: string, start: number, end: number, line: Line): string | undefined {
  let before = start - 1
  while (before >= line.start && (text[before] === ' ' || text[before] === '"' || text[before] === '*')) before--
  let after = end
  while (
    after < line.end &&
    (text[after] === ' ' || text[after] === '"' || text[after] === '*' || text[after] === '\r')
  )
    after++
  const left = before < line.start ? '' : text[before]!
  const right = after >= line.end ? '' : text[after]!
  return separators.find(
    sign => (left === sign || left === '') && (right === sign || right === '') && left + right !== '',
  )
}

function count({ units }: Page, wanted: number, from: number, to: number): number {
  let found = 0
  for (let at = from; at < to; at++) if (units[at] === wanted) found++
  return found
}

const trimmed = ' "`\'\r\t'

function cellAt({ text }: Page, { columns, rows, signs }: Table, row: number, column: number): Cell | undefined {
  let start = column === 0 ? rows[2 * row]! : signs[row * columns + column - 1]! + 1
  let end = column === columns ? rows[2 * row + 1]! : signs[row * columns + column]!
  while (start < end && trimmed.includes(text[start]!)) start++
  while (end > start && trimmed.includes(text[end - 1]!)) end--
  return end > start ? { start, end } : undefined
}
