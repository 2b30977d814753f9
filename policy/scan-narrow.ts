/** Keeps of a detector's values those that the policy wants: with a word near them, matching `only`, not matching `except`. */
import RE2 from 're2'
import type { DetectorEntry } from './detector-entry.ts'
import type { Item } from './merge.ts'
import type { Problems } from './problem.ts'
import { createDictionary, type Dictionary } from './scan-dictionary.ts'
import type { Page } from './scan-page.ts'

export interface Narrowing {
  /** Words of which one must stand near, in any case. */
  readonly near?: readonly string[]
  /** How near, in characters; 100 unless said. */
  readonly within?: number
  /** RE2: one must match the whole value. */
  readonly only?: readonly string[]
  /** RE2: none may match the whole value. */
  readonly except?: readonly string[]
}

/** Does the value at [start, end) of the page stay? */
export type Keeps = (page: Page, start: number, end: number) => boolean

/** Undefined when everything stays. Throws SyntaxError on a pattern that RE2 cannot run. */
export function narrowing({ near, within, only, except }: Narrowing): Keeps | undefined {
  const wanted = only === undefined || only.length === 0 ? undefined : wholeMatch(only)
  const refused = except === undefined || except.length === 0 ? undefined : wholeMatch(except)
  const close = near === undefined || near.length === 0 ? undefined : nearness(near, within ?? defaultReach)
  if (!wanted && !refused && !close) return undefined
  return (page, start, end) => {
    if (wanted || refused) {
      const value = page.text.slice(start, end)
      if ((wanted && !wanted.test(value)) || refused?.test(value)) return false
    }
    return !close || close(page, start, end)
  }
}

/** Reports every pattern of `only` and `except` that cannot run, and a `near` without a word; true when there is none. */
export function checkPatterns(item: Item<DetectorEntry>, problems: Problems): boolean {
  const { near } = item.value
  let fine = near === undefined || [near].flat().some(word => word.trim() !== '')
  if (!fine) problems.error(item.at(['near']), 'near needs at least one word')
  for (const key of ['only', 'except'] as const) {
    for (const pattern of [item.value[key] ?? []].flat()) {
      const reason = reasonAgainst(pattern)
      if (reason === undefined) continue
      problems.error(item.at([key]), reason)
      fine = false
    }
  }
  return fine
}

/** Why RE2 cannot run a pattern, in words for who wrote it; undefined when it can. */
export function reasonAgainst(pattern: string, flags = ''): string | undefined {
  try {
    new RE2(pattern, flags)
    return undefined
  } catch (cause) {
    return `the pattern cannot run: ${explain(pattern, cause instanceof Error ? cause.message : String(cause))}`
  }
}

/** RE2 leaves out what cannot run in linear time; say which part it is. */
function explain(pattern: string, reason: string): string {
  if (/\(\?<?[=!]/.test(pattern))
    return 'look-ahead and look-behind are not supported (use `near`, or a capture group around the value)'
  if (/\\[1-9]/.test(pattern)) return 'back-references are not supported'
  return reason
}

const wholeMatch = (patterns: readonly string[]): RE2 =>
  new RE2(`^(?:${patterns.map(pattern => `(?:${pattern})`).join('|')})$`, 's')

const defaultReach = 100

/** The page is read once for its words, whatever the number of values; each value then asks for the word next to it. */
function nearness(words: readonly string[], reach: number): Keeps {
  const dictionary = createDictionary([words], { ignoreCase: true })
  const known = new WeakMap<Page, Places>()
  return (page, start, end) => {
    const places = known.get(page) ?? placesOn(page, dictionary)
    known.set(page, places)
    const behind = countUntil(places.ends, start)
    if (behind > 0 && places.starts[behind - 1]! >= start - reach) return true
    const ahead = countUntil(places.starts, end - 1)
    return ahead < places.ends.length && places.ends[ahead]! <= end + reach
  }
}

/** Where the words stand on a page, in order. */
interface Places {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function placesOn(page: Page, dictionary: Dictionary): Places {
  const starts: number[] = []
  const ends: number[] = []
  dictionary.search(page, (_, start, end) => {
    starts.push(start)
    ends.push(end)
  })
  return { starts, ends }
}

/** How many of the ascending `places` are at `limit` or before it. */
function countUntil(places: readonly number[], limit: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
