/** Rows that each hold what a person is reached or known by: mail addresses, phone numbers, dates of birth, identity numbers found before. */
import { atLeast } from './finding.ts'
import { lineAt } from './scan-line.ts'
import type { Hit, Page } from './scan-page.ts'
import { namesIn, type Span } from './scan-people-name.ts'
import { fewestRows } from './scan-people-rows.ts'

export interface PersonRow extends Span {
  readonly contacts: readonly Hit[]
  readonly names: readonly Span[]
}

const widestGap = 300
const longestRow = 2000
const mostInRow = 4

/** Blocks of five rows or more that stand close to each other. */
export function contactBlocks(page: Page, hits: readonly Hit[]): PersonRow[][] {
  const contacts = hits.filter(isContact)
  if (contacts.length < fewestRows) return []
  const rows = rowsOf(
    page,
    contacts.sort((a, b) => a.start - b.start),
  )
  const blocks: PersonRow[][] = []
  let block: PersonRow[] = []
  for (const row of rows) {
    if (block.length > 0 && row.start - block.at(-1)!.end > widestGap) {
      blocks.push(block)
      block = []
    }
    block.push(row)
  }
  blocks.push(block)
  return blocks.filter(one => one.length >= fewestRows && differing(page, one) >= fewestRows)
}

const isContact = ({ detector, confidence }: Hit): boolean =>
  atLeast(confidence, 'medium') &&
  (detector.category === 'personal' || detector.category === 'health') &&
  detector.id !== 'personal-name' &&
  detector.id !== 'people-list' &&
  detector.id !== 'postal-address'

function differing({ text }: Page, rows: readonly PersonRow[]): number {
  return new Set(rows.map(({ contacts: [one] }) => text.slice(one!.start, one!.end).toLowerCase())).size
}

/** A line is a row, or the part of a long one around each value of the kind that is there most. */
function rowsOf(page: Page, contacts: readonly Hit[]): PersonRow[] {
  const rows: PersonRow[] = []
  let floor = 0
  for (let i = 0; i < contacts.length; ) {
    const line = lineAt(page, contacts[i]!.start)
    const inLine: Hit[] = []
    while (i < contacts.length && contacts[i]!.start < line.end) inLine.push(contacts[i++]!)
    if (inLine.length <= mostInRow && line.end - line.start <= longestRow) rows.push(rowAt(page, line, inLine, floor))
    else for (const row of rowsInLine(page, line, inLine)) rows.push(row)
    floor = rows.at(-1)?.end ?? floor
  }
  return rows
}

/** Where the line has no name, one of the lines above that no other row has may hold it. */
function rowAt(page: Page, line: Span, contacts: readonly Hit[], floor: number): PersonRow {
  const own = outside(namesIn(page, line.start, line.end), contacts)
  if (own.length > 0) return { ...line, contacts, names: own }
  let start = line.start
  for (let above = 0; above < 3 && start > floor + 1 && line.start - start < widestGap; above++) {
    let from = start - 1
    while (from > floor && page.units[from - 1] !== 10 && line.start - from < widestGap) from--
    start = from
    if (page.units[start] === 10) break
  }
  const names = outside(namesIn(page, start, line.start), contacts)
  return names.length > 0
    ? { start, end: line.end, contacts, names: names.slice(-1) }
    : { ...line, contacts, names: [] }
}

/** `contacts` in the order of their starts. */
function rowsInLine(page: Page, line: Span, contacts: readonly Hit[]): PersonRow[] {
  const count = new Map<string, number>()
  for (const { detector } of contacts) count.set(detector.id, (count.get(detector.id) ?? 0) + 1)
  const most = [...count].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  const heads = contacts.filter(({ detector }) => detector.id === most)
  let next = 0
  return heads.map((head, i) => {
    const start = Math.max(heads[i - 1]?.end ?? line.start, head.start - widestGap)
    const end = Math.min(heads[i + 1]?.start ?? line.end, head.end + widestGap)
    const inside: Hit[] = []
    for (; next < contacts.length && contacts[next]!.start <= head.start; next++) {
      const one = contacts[next]!
      if (one === head || (one.start >= start && one.end <= head.start)) inside.push(one)
    }
    return {
      start,
      end: head.end,
      contacts: inside,
      names: outside(namesIn(page, start, i === heads.length - 1 ? end : head.start), inside),
    }
  })
}

const outside = (names: readonly Span[], contacts: readonly Hit[]): Span[] =>
  names.filter(name => !contacts.some(one => name.start < one.end && name.end > one.start))
