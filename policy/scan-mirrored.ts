/** Views of long runs that are a value backwards or in ROT13: only where the fixed part of a format stands at that end. */
import { detectors } from './detectors/index.ts'
import type { View } from './scan-disguise.ts'
import { DIGIT, isWord, type Page, UPPER } from './scan-page.ts'
import { eachRun } from './scan-runs.ts'

/** Characters of a fixed part that tell it; formats with shorter ones are not looked for. */
const headSize = 4
const longest = 400

export function mirroredViews(page: Page): View[] {
  const views: View[] = []
  const { units, text } = page
  const known = knownHeads()
  eachRun(page, (start, end, kinds) => {
    if ((kinds & (DIGIT | UPPER)) === 0) return
    let last = end
    while (last > start && !isWord(units[last - 1]!) && units[last - 1] !== 95 && units[last - 1] !== 45) last--
    let first = start
    while (first < last && !isWord(units[first]!)) first++
    if (last - first > longest || last - first < 4 * headSize) return
    if (known.backwards.has(headAt(units, last - headSize))) {
      const place: View['place'] = (from, to) => ({ start: last - to, end: last - from })
      views.push({ text: backwards(text.slice(first, last)), dress: 'reversed', secretsOnly: true, place })
    }
    if (known.rotated.has(headAt(units, first))) {
      const place: View['place'] = (from, to) => ({ start: first + from, end: first + to })
      views.push({ text: rot13(text.slice(first, last)), dress: 'ROT13', secretsOnly: true, place })
    }
  })
  return views
}

/** Four characters as one number, one of seven bits each: what is no ASCII begins no format. */
const headAt = (units: Uint16Array, at: number): number =>
  (units[at]! << 21) ^ (units[at + 1]! << 14) ^ (units[at + 2]! << 7) ^ units[at + 3]!

interface Heads {
  readonly backwards: ReadonlySet<number>
  readonly rotated: ReadonlySet<number>
}

let heads: Heads | undefined

/** How the beginnings of fixed parts look in both dresses, of formats that have nothing before them. */
function knownHeads(): Heads {
  if (heads) return heads
  const beginnings = detectors.flatMap(one =>
    one.kind === 'token' && one.boundary === undefined && !one.lead
      ? one.keywords.filter(keyword => keyword.length >= headSize).map(keyword => keyword.slice(0, headSize))
      : [],
  )
  const numbers = (dress: (text: string) => string): ReadonlySet<number> =>
    new Set(beginnings.map(head => headAt(Uint16Array.from(Buffer.from(dress(head), 'latin1')), 0)))
  heads = { backwards: numbers(backwards), rotated: numbers(rot13) }
  return heads
}

/** By UTF-16 units: runs are ASCII. */
const backwards = (text: string): string => text.split('').reverse().join('')

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, letter => {
    const base = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })
