/** Reads values that are written with spaces inside: seeds in groups of four, application passwords, passphrases. */
import { isWord, type Page } from './scan-page.ts'

export interface Stretch {
  readonly start: number
  readonly end: number
}

const fewestGroups = 4
const mostGroups = 16

/** `ABCD EFGH IJKL MNOP`: four groups or more of four letters and digits, all of one case; undefined when there are fewer. */
export function groupsFrom({ units }: Page, start: number): Stretch | undefined {
  let at = start
  let groups = 0
  let kinds = 0
  while (groups < mostGroups) {
    let end = at
    let cases = kinds
    while (end - at < 4 && isWord(units[end]!)) cases |= caseOf(units[end++]!)
    if (end - at < 4 || isWord(units[end]!) || cases === (small | capital)) break
    kinds = cases
    groups++
    at = end + 1
    if (units[end] !== 32) break
  }
  return groups >= fewestGroups ? { start, end: at - 1 } : undefined
}

const small = 1
const capital = 2
const caseOf = (unit: number): number => (unit < 58 ? 0 : unit < 91 ? capital : small)

const longestLine = 200

/** The rest of the line, as far as it is words of small letters with single spaces between. */
export function lineFrom({ units }: Page, start: number): Stretch | undefined {
  let at = start
  while (at - start < longestLine && (isLetter(units[at]!) || (units[at] === 32 && isLetter(units[at + 1]!)))) at++
  return at - start > 12 ? { start, end: at } : undefined
}

const isLetter = (unit: number): boolean => isWord(unit) && unit > 57
