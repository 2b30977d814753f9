/** Finds recovery codes: the lines of codes below words that promise them. */
import { genericSecret } from './detectors/generic.ts'
import { isDigit, isWord, type Page } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'
import type { Cell } from './scan-table.ts'

const stems = [
  'recovery code',
  'backup code',
  'scratch code',
  'rescue code',
  'wiederherstellungscode',
  'codes de récup',
  'codes de secours',
  'códigos de recup',
  'códigos de respaldo',
  'codici di recupero',
]
const mostLines = 24
const longestLine = 200
const fewest = 2

export const recoveryConsumer: StemConsumer = {
  stems,
  reader: () => {
    let done = 0
    return (page, at, _, hits) => {
      if (at < done) return
      const codes = codesBelow(page, at)
      done = Math.max(at + 1, codes.at(-1)?.end ?? 0)
      for (const { start, end } of codes)
        hits.push({
          detector: genericSecret,
          start,
          end,
          confidence: 'medium',
          why: ['below words that promise codes'],
        })
    }
  },
}

/** Two codes or more of one length on the line of the words, or in a row on the lines below it; with digits in half of them. */
function codesBelow(page: Page, from: number): Cell[] {
  const codes: Cell[] = []
  let at = from
  // What stands on the line of the words, behind a colon.
  let misses = 0
  for (let lines = 0; lines < mostLines && at < page.length; lines++) {
    let end = at
    while (end < page.length && end - at < longestLine && page.units[end] !== 10 && page.units[end] !== 0) end++
    const colon = lines === 0 ? page.text.slice(at, end).indexOf(':') : -1
    const found = lines === 0 && colon < 0 ? [] : codesOf(page, lines === 0 ? at + colon + 1 : at, end)
    if (found.length === 0 && codes.length > 0) break
    if (found.length === 0 && page.text.slice(at, end).trim() !== '' && ++misses > 2) break
    codes.push(...found)
    at = end + 1
  }
  const size = codes.length > 0 ? codes[0]!.end - codes[0]!.start : 0
  const withDigits = codes.filter(({ start, end }) => hasDigit(page, start, end)).length
  const alike = codes.every(({ start, end }) => end - start === size)
  return codes.length >= fewest && alike && withDigits * 2 >= codes.length ? codes : []
}

function hasDigit({ units }: Page, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(units[at]!)) return true
  return false
}

/** The codes of a line that holds nothing else but list marks, commas and bars. */
function codesOf(page: Page, from: number, to: number): Cell[] {
  const codes: Cell[] = []
  let at = behindMark(page, from, to)
  while (at < to) {
    const end = codeEnd(page, at, to)
    if (end < 0) return []
    codes.push({ start: at, end })
    at = end
    while (at < to && ' \t,;|\r`*'.includes(page.text[at]!)) at++
  }
  return codes
}

/** `1.`, `-`, `•` and spaces at the start of a line. */
function behindMark({ text, units }: Page, from: number, to: number): number {
  let at = from
  while (at < to && ' \t|`'.includes(text[at]!)) at++
  let digits = at
  while (digits < to && digits - at < 2 && isDigit(units[digits]!)) digits++
  if (digits > at && (text[digits] === '.' || text[digits] === ')') && text[digits + 1] === ' ') at = digits + 1
  while (at < to && ' \t-*•`'.includes(text[at]!)) at++
  return at
}

/** Up to five groups of four to twelve letters and digits, hyphens or single spaces between; eight characters or more. */
function codeEnd({ units }: Page, from: number, to: number): number {
  let at = from
  let size = 0
  for (let groups = 0; groups < 5; groups++) {
    const start = at
    while (at < to && isWord(units[at]!)) at++
    if (at - start < 4 || at - start > 12) return -1
    size += at - start
    const joined = (units[at] === 45 || units[at] === 32) && at + 1 < to && isWord(units[at + 1]!)
    if (!joined) break
    at++
  }
  return size >= 8 ? at : -1
}
