/** Keeps of a detector's values those that the policy wants: with a word near them, matching `only`, not matching `except`. */
import RE2 from 're2'
import type { DetectorEntry } from './detector-entry.ts'
import type { Item } from './merge.ts'
import type { Problems } from './problem.ts'
import { isWord } from './scan-page.ts'

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

/** Does the value at [start, end) of `text` stay? */
export type Keeps = (text: string, start: number, end: number) => boolean

/** Undefined when everything stays. Throws SyntaxError on a pattern that RE2 cannot run. */
export function narrowing({ near, within, only, except }: Narrowing): Keeps | undefined {
  const wanted = only === undefined || only.length === 0 ? undefined : wholeMatch(only)
  const refused = except === undefined || except.length === 0 ? undefined : wholeMatch(except)
  const close = near === undefined || near.length === 0 ? undefined : nearness(near, within ?? defaultReach)
  if (!wanted && !refused && !close) return undefined
  return (text, start, end) => {
    if (wanted || refused) {
      const value = text.slice(start, end)
      if ((wanted && !wanted.test(value)) || refused?.test(value)) return false
    }
    return !close || close(text, start, end)
  }
}

/** Reports every pattern of `only` and `except` that cannot run; true when all can. */
export function checkPatterns(item: Item<DetectorEntry>, problems: Problems): boolean {
  let fine = true
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

function nearness(words: readonly string[], reach: number): Keeps {
  const lower = words.map(word => word.toLowerCase())
  return (text, start, end) => {
    const before = text.slice(Math.max(0, start - reach), start).toLowerCase()
    const after = text.slice(end, end + reach).toLowerCase()
    return lower.some(word => holdsWord(before, word) || holdsWord(after, word))
  }
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const startsWord = at === 0 || !isWord(text.charCodeAt(at - 1)) || !isWord(word.charCodeAt(0))
    const endsWord = !isWord(text.charCodeAt(at + word.length) || 0) || !isWord(word.charCodeAt(word.length - 1))
    if (startsWord && endsWord) return true
  }
  return false
}
