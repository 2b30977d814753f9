/** A value with a fixed beginning that is one or two characters short of its format: cut in copying, or of a length not known yet. */
import type RE2 from 're2'
import type { TokenFormat } from './detectors/detector.ts'
import type { Budget } from './scan-budget.ts'
import { type Hit, isWord, type Page } from './scan-page.ts'
import { judgeToken } from './scan-token-judgement.ts'

/** The longest value looked at: what is longer is no format of a fixed length. */
const longest = 256

const mostMissing = 2

export interface Expected {
  readonly format: TokenFormat
  readonly keyword: string
  /** The format's, from the keyword on. */
  readonly pattern: RE2
  /** Fewest and most characters that fit it. */
  readonly shortest: number
  readonly most: number
}

/** The value that begins with `keyword` at `at` and ends with its run. */
export function shortValue(
  page: Page,
  { format, keyword, pattern, shortest, most }: Expected,
  at: number,
  runEnd: number,
  budget: Budget,
): Hit | undefined {
  const size = runEnd - at
  if (format.lead || size > longest || size + mostMissing < shortest || size > most || !budget.allows(at))
    return undefined
  let end = runEnd
  while (end > at + keyword.length && !isWord(page.units[end - 1]!)) end--
  const value = page.text.slice(at, end)
  budget.spend(value.length)
  if (!fitsButForLength(pattern, value)) return undefined
  const judged = judgeToken(format, keyword, value, false)
  const why = judged && [...judged.why, 'one or two characters shorter than the documented length']
  return why && { detector: format, start: at, end, confidence: 'low', why }
}

/** What is missing is taken to be like the last character. */
function fitsButForLength(pattern: RE2, value: string): boolean {
  const last = value.at(-1) ?? ''
  return matchesWhole(pattern, value + last) || matchesWhole(pattern, value + last + last)
}

function matchesWhole(pattern: RE2, text: string): boolean {
  const found = pattern.exec(text)
  return found !== null && found[1] === undefined && found[0].length === text.length
}
