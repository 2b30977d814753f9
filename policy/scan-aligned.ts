/** Reads the cells below a head where spaces or the tags of HTML make the columns. */
import { type Line, lineAt } from './scan-line.ts'
import { isSpace, isWord, type Page } from './scan-page.ts'
import type { Cell } from './scan-table.ts'

const mostRows = 200
const longestLine = 400
const longestTable = 20_000

/** Cells right below the head at [start, end) of a table that is aligned with two spaces or more; none when it is no head of one. */
export function alignedBelow(page: Page, start: number, end: number): Cell[] {
  const { text, units, rows } = page
  if (rows && start >= rows[0] && start < rows[1]) return []
  const left = units[start - 1] === 32 && units[start - 2] === 32
  const right = units[end] === 32 && units[end + 1] === 32
  if (!left && !right) return []
  const line = lineAt(page, start)
  if (line.end - line.start > longestLine || line.end >= page.length) return []
  const heads = columnsOf(page, line)
  if (heads.length < 2 || !heads.includes(start) || !isHead(text.slice(line.start, line.end))) return []
  const cells: Cell[] = []
  let last = line
  for (let row = 0; row < mostRows; row++) {
    const next = lineBehind(page, last)
    const columns = next ? columnsOf(page, next) : []
    if (!next || columns.length !== heads.length) break
    last = next
    const from = columns[heads.indexOf(start)]!
    if (from - next.start !== start - line.start) break
    let to = from
    while (to < next.end && !isSpace(units[to]!)) to++
    cells.push({ start: from, end: to })
  }
  if (cells.length > 0) page.rows = [line.end + 1, last.end + 1]
  return cells
}

function lineBehind({ units, length }: Page, { end }: Line): Line | undefined {
  if (end + 1 >= length) return undefined
  let to = end + 1
  while (to < length && to - end < longestLine && units[to] !== 10) to++
  return { start: end + 1, end: to }
}

/** Words alone: a sentence or a value has digits and punctuation. */
function isHead(line: string): boolean {
  for (const sign of line)
    if ((sign >= '!' && sign <= '@' && sign !== '-' && sign !== '/') || sign === '[') return false
  return true
}

/** Where the stretches of the line begin that two spaces or more part. */
function columnsOf({ units }: Page, { start, end }: Line): number[] {
  const columns: number[] = []
  for (let at = start; at < end; at++)
    if (
      !isSpace(units[at]!) &&
      (at === start || (isSpace(units[at - 1]!) && (at - 1 === start || isSpace(units[at - 2]!))))
    )
      columns.push(at)
  return columns
}

/** Cells of the rows below the head cell of an HTML table that holds nothing but [start, end); none when it is no such cell. */
export function htmlBelow(page: Page, start: number, end: number): Cell[] {
  const { text, units, rows } = page
  if (units[start - 1] !== 62 || units[end] !== 60 || !text.startsWith('</t', end)) return []
  if (rows && start >= rows[0] && start < rows[1]) return []
  const from = Math.max(0, start - 2000)
  const before = text.slice(from, start)
  const row = before.lastIndexOf('<tr')
  if (row < 0 || before.includes('<td', row)) return []
  const column = cellTags(before.slice(row)).length - 1
  const table = text.slice(end, end + longestTable)
  const close = table.indexOf('</table')
  const cells: Cell[] = []
  const stop = close < 0 ? table.length : close
  for (let at = table.indexOf('<tr'); at >= 0 && at < stop; at = table.indexOf('<tr', at + 3)) {
    const next = table.indexOf('<tr', at + 3)
    const tag = cellTags(table.slice(at, next < 0 ? stop : next))[column]
    const open = tag === undefined ? -1 : table.indexOf('>', at + tag) + 1
    const shut = open > 0 ? table.indexOf('</t', open) : -1
    if (shut > open && shut <= stop) cells.push({ start: end + open, end: end + shut })
  }
  page.rows = [end, end + stop]
  return cells
}

/** Places of `<td` and `<th` in the text of one row. */
function cellTags(row: string): number[] {
  const places: number[] = []
  for (let at = row.indexOf('<t'); at >= 0; at = row.indexOf('<t', at + 2))
    if ((row[at + 2] === 'd' || row[at + 2] === 'h') && !isWord(row.charCodeAt(at + 3))) places.push(at)
  return places
}
