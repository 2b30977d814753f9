/** Finds the head of the column that a value stands in: rows of separated or aligned text, read once each. */
import { type Line, lineAt } from './scan-line.ts'
import { classes, FOREIGN, isSpace, LETTER, type Page } from './scan-page.ts'

/** The cell that names a column. */
export interface Head {
  readonly start: number
  readonly end: number
}

export interface Columns {
  /** Forgets the last page. */
  reset(): void
  /** The head above the value at [start, end); undefined when it stands in no table or in the first row of one. Asked in the order of the page. */
  headOf(page: Page, start: number, end: number): Head | undefined
}

const longestLine = 2000
const mostRows = 1000
/** Stands for two spaces or more between columns. */
const GAP = 32
const separators = [9, 124, 59, 44] as const

interface Block {
  readonly sign: number
  readonly head: Line
  /** Places of the separators of the head. */
  readonly places: readonly number[]
  /** End of the last row that was read. */
  last: number
}

export function createColumns(): Columns {
  let block: Block | undefined
  /** No row before it is looked at again. */
  let floor = 0
  let row: { readonly start: number; readonly sign: number; readonly places: readonly number[] } | undefined

  const placesIn = (page: Page, line: Line, sign: number): readonly number[] => {
    if (row?.start === line.start && row.sign === sign) return row.places
    row = { start: line.start, sign, places: separatorsOf(page, line, sign) }
    return row.places
  }

  /** Reads on from the last row of the block to the line; answers whether all rows were alike. */
  const reaches = (page: Page, known: Block, line: Line): boolean => {
    while (known.last < line.end) {
      const next = lineFrom(page, known.last + 1)
      if (!next || separatorsOf(page, next, known.sign).length !== known.places.length) {
        floor = known.last + 1
        return false
      }
      known.last = next.end
    }
    return true
  }

  return {
    reset() {
      block = undefined
      row = undefined
      floor = 0
    },
    headOf(page, start, end) {
      const line = lineAt(page, start)
      if (line.end - line.start > longestLine) return undefined
      const sign = signAround(page, start, end, line)
      if (sign === 0) return undefined
      if (!block || block.sign !== sign || line.start < block.head.start || !reaches(page, block, line)) {
        const places = placesIn(page, line, sign)
        if (places.length === 0) return undefined
        const head = topOf(page, line, sign, places.length, floor)
        block = { sign, head, places: separatorsOf(page, head, sign), last: line.end }
      }
      if (block.head.start === line.start) return undefined
      return cellOf(page, block, columnOf(placesIn(page, line, sign), start))
    },
  }
}

/** The separator that stands right beside the value, or at the line's end on one side; 0 without one. */
function signAround({ units }: Page, start: number, end: number, line: Line): number {
  let before = monthBefore(units, start, line.start) - 1
  while (before >= line.start && around[units[before]!] === 1) before--
  // An area code in brackets before the number: `(2) 2125 4427`.
  if (units[before + 1] === 41)
    while (before >= line.start && (around[units[before]!] === 1 || (units[before]! - 48) >>> 0 < 10)) before--
  let after = end
  while (after < line.end && around[units[after]!] === 1) after++
  const left = before < line.start ? 0 : units[before]!
  const right = after >= line.end ? 0 : units[after]!
  if (left === 0 && right === 0 && start - before < 3 && after - end < 2) return 0
  for (const sign of separators)
    if ((left === sign || left === 0) && (right === sign || right === 0) && left + right > 0) return sign
  const leftGap = left === 0 || (units[start - 1] === 32 && units[start - 2] === 32)
  return leftGap && (right === 0 || (units[end] === 32 && units[end + 1] === 32)) ? GAP : 0
}

/** Where a date begins whose year stands at `start`: `3 juin 1996`, `May 78`. */
function monthBefore(units: Uint16Array, start: number, floor: number): number {
  if (units[start - 1] !== 32 && units[start - 1] !== 44) return start
  const known = start - 1
  let at = known
  while (at > floor && start - at < 24 && isDatePart(units[at - 1]!)) at--
  return at < known && (units[at]! - 48) >>> 0 < 10 ? at : start
}

const isDatePart = (unit: number): boolean =>
  unit === 32 || unit === 46 || (unit - 48) >>> 0 < 10 || (classes[unit]! & (LETTER | FOREIGN)) !== 0

/** What may stand between a value and its cell's borders. */
const around = new Uint8Array(65_536)
for (const sign of ' "\'`*+()\r昭和平成令明治大正年月日년월일') around[sign.charCodeAt(0)] = 1

/** Places of the separators of a line, those inside quotes left out. A text's end makes a line of its own kind. */
function separatorsOf({ units }: Page, { start, end }: Line, sign: number): number[] {
  const places: number[] = []
  let at = start
  while (at < end && units[at] === 32) at++
  for (; at < end; at++) {
    const unit = units[at]!
    if (unit === 0) return []
    if (sign === GAP) {
      if (unit !== 32 || units[at + 1] !== 32) continue
      let stop = at
      while (stop < end && isSpace(units[stop]!)) stop++
      if (stop < end) places.push(at)
      at = stop - 1
    } else if (unit === sign) places.push(at)
    else if (unit === 34 && (at === start || units[at - 1] === sign)) at = closingQuote(units, at, end)
  }
  return places
}

/** Place of the quote that closes the cell, or of the one that opens it when none does. */
function closingQuote(units: Uint16Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    if (units[at] !== 34) continue
    if (units[at + 1] !== 34) return at
    at++
  }
  return from
}

function lineFrom({ units, length }: Page, start: number): Line | undefined {
  if (start >= length) return undefined
  let end = start
  while (end < length && units[end] !== 10) if (++end - start > longestLine) return undefined
  return { start, end }
}

/** The first of the lines above that have as many separators. */
function topOf(page: Page, line: Line, sign: number, columns: number, floor: number): Line {
  const { units } = page
  let top = line
  for (let rows = 0; rows < mostRows && top.start > floor; rows++) {
    let start = top.start - 1
    while (start > floor && units[start - 1] !== 10) if (top.start - --start > longestLine) return top
    const above = { start, end: top.start - 1 }
    if (separatorsOf(page, above, sign).length !== columns) return top
    top = above
  }
  return top
}

/** How many separators stand before the value. */
function columnOf(places: readonly number[], start: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < start) low = middle + 1
    else high = middle
  }
  return low
}

function cellOf({ units }: Page, { head, places }: Block, column: number): Head | undefined {
  let start = column === 0 ? head.start : places[column - 1]! + 1
  let end = places[column] ?? head.end
  while (start < end && around[units[start]!] === 1) start++
  while (end > start && around[units[end - 1]!] === 1) end--
  for (let at = start; at < end; at++)
    if ((classes[units[at]!]! & LETTER) !== 0 || units[at]! > 127) return { start, end }
  return undefined
}
