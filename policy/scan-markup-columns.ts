/** Finds the head of the column that a value stands in, where mark-up says so: tables of HTML, rows of SQL inserts. */
import type { Columns, Head } from './scan-columns.ts'
import { isWord, type Page } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

/** Reads the tags of HTML tables from the page's start on, once. */
export function createHtmlColumns(): Columns {
  let at = 0
  let row = 0
  let column = -1
  let heads: Head[] = []

  const read = (page: Page, tag: number): void => {
    const { text } = page
    if (named(text, tag, 'table') || named(text, tag, '/table')) {
      heads = []
      row = 0
    } else if (named(text, tag, 'tr')) {
      row++
      column = -1
    } else if (named(text, tag, 'td') || named(text, tag, 'th')) {
      column++
      if (row > 1) return
      const cell = text.slice(tag, tag + longestCell)
      const start = cell.indexOf('>') + 1
      const end = start > 0 ? cell.indexOf('</t', start) : -1
      if (end > 0) heads[column] = { start: tag + start, end: tag + end }
    }
  }

  return {
    reset() {
      at = 0
      row = 0
      heads = []
    },
    headOf(page, start) {
      if (!inCell(page, start)) return undefined
      for (let tag = page.text.indexOf('<', at); tag >= 0 && tag < start; tag = page.text.indexOf('<', tag + 1)) {
        read(page, tag)
        at = tag + 1
      }
      return row > 1 ? heads[column] : undefined
    },
  }
}

/** With its opening tag. */
const longestCell = 240
const longestTag = 200

const named = (text: string, tag: number, name: string): boolean =>
  text.startsWith(name, tag + 1) && !isWord(text.charCodeAt(tag + 1 + name.length))

/** Right behind `<td>` or `<td …>`, spaces and a sign of the number aside. */
function inCell({ units, text }: Page, start: number): boolean {
  let at = start - 1
  while (at >= 0 && start - at < 16 && ' \n\t+('.includes(text[at]!)) at--
  if (units[at] !== 62) return false
  const from = Math.max(0, at - longestTag)
  const tag = text.slice(from, at).lastIndexOf('<')
  return tag >= 0 && named(text, from + tag, 'td')
}

/** Notes where statements begin, for createSqlColumns, which comes behind it on the same page. */
export const insertConsumer: StemConsumer = {
  stems: ['insert into'],
  reader: () => (page, start) => {
    page.inserts ??= []
    page.inserts.push(start)
  },
}

/** Reads `INSERT INTO … (a, b) VALUES ('…', '…'), …` from the statement's start on, once. */
export function createSqlColumns(): Columns {
  let heads: Head[] = []
  let at = 0
  let column = 0
  let depth = 0
  /** Which statement of the page is the next that was not read yet. */
  let next = 0

  const open = (page: Page, inserts: readonly number[], start: number): void => {
    for (; next < inserts.length && inserts[next]! < start; next++) {
      const insert = inserts[next]!
      if (insert < at) continue
      const list = page.text.slice(insert, insert + longestHead).indexOf('(')
      const close = list < 0 ? -1 : page.text.slice(insert + list, insert + list + longestList).indexOf(')')
      heads = close < 0 ? [] : cellsIn(page, insert + list + 1, insert + list + close)
      at = insert + Math.max(0, list + close + 1)
      column = 0
      depth = 0
    }
  }

  return {
    reset() {
      heads = []
      at = 0
      next = 0
    },
    headOf(page, start) {
      if (!page.inserts || !isListed(page, start)) return undefined
      open(page, page.inserts, start)
      if (heads.length === 0) return undefined
      const { units } = page
      for (; at < start; at++) {
        const unit = units[at]!
        if (unit === 40) {
          if (depth++ === 0) column = 0
        } else if (unit === 41) depth--
        else if (unit === 44 && depth === 1) column++
        else if (unit === 39) {
          const close = closing(units, at, start)
          if (close >= start) break
          at = close
        } else if (unit === 59 && depth === 0) heads = []
      }
      return depth === 1 ? heads[column] : undefined
    },
  }
}

/** From the statement's start to the list of its columns, and how long that list is. */
const longestHead = 200
const longestList = 2000

const listSigns = '\'"(, +'

/** Right behind a quote, a bracket or a comma. */
const isListed = ({ text }: Page, start: number): boolean => listSigns.includes(text[start - 1] ?? '\n')

function cellsIn({ units }: Page, from: number, to: number): Head[] {
  const cells: Head[] = []
  let start = from
  for (let at = from; at <= to; at++) {
    if (at < to && units[at] !== 44) continue
    let end = at
    while (start < end && ' `"[\n'.includes(String.fromCharCode(units[start]!))) start++
    while (end > start && ' `"]\n'.includes(String.fromCharCode(units[end - 1]!))) end--
    cells.push({ start, end })
    start = at + 1
  }
  return cells
}

/** Place of the quote that closes the text opened at `from`, doubled ones inside; `limit` when it is not closed before. */
function closing(units: Uint16Array, from: number, limit: number): number {
  for (let at = from + 1; at < limit; at++) {
    if (units[at] === 92) at++
    else if (units[at] === 39) {
      if (units[at + 1] !== 39) return at
      at++
    }
  }
  return limit
}
