/** Finds what the patterns of a policy match: one pass for all of them, then only those that match somewhere. */
import RE2 from 're2'
import type { Confidence } from './finding.ts'
import { reasonAgainst } from './scan-narrow.ts'
import type { Engine, Hit, Page } from './scan-page.ts'
import { shannonEntropy } from './scan-value.ts'

export interface Pattern {
  readonly detector: Hit['detector']
  /** RE2 syntax; `^` and `$` are the ends of a line. The first capture group that takes part is the value. */
  readonly pattern: string
  readonly ignoreCase: boolean
  /** Least Shannon entropy of the value, bits per character. */
  readonly entropy: number
  readonly confidence: Confidence
  readonly why: readonly string[]
}

/** An engine for all of them. Throws SyntaxError on a pattern that RE2 cannot run. */
export function createPatternEngine(patterns: readonly Pattern[]): Engine {
  const compiled = patterns.map(one => new RE2(one.pattern, `gmd${one.ignoreCase ? 'i' : ''}`))
  const candidates = createScreen(patterns, compiled)
  return (page, hits) => {
    const found = candidates(page)
    if (found.length === 0) return
    // A match must not reach from one text of a request into the next.
    const pieces = page.text.includes('\0') ? page.text.split('\0') : [page.text]
    for (const index of found) {
      let at = 0
      for (const piece of pieces) {
        collect(patterns[index]!, compiled[index]!, piece, at, hits)
        at += piece.length + 1
      }
    }
  }
}

function collect(one: Pattern, compiled: RE2, text: string, at: number, hits: Hit[]): void {
  const { detector, confidence, why } = one
  compiled.lastIndex = 0
  for (let found = compiled.exec(text); found; found = compiled.exec(text)) {
    if (found[0].length === 0) compiled.lastIndex++
    // Flag `d` gives the places of groups; one that took no part has none.
    const [start, end] = found.indices!.slice(1).find(group => group && group[1] > group[0]) ?? found.indices![0]!
    if (end === start || (one.entropy > 0 && shannonEntropy(text.slice(start, end)) < one.entropy)) continue
    hits.push({ detector, start: at + start, end: at + end, confidence, why })
  }
}

/** Indexes of the patterns that match somewhere on a page. RE2 reads UTF-8, so the page is converted once for all. */
function createScreen(patterns: readonly Pattern[], compiled: readonly RE2[]): (page: Page) => readonly number[] {
  const all = patterns.map((_, index) => index)
  // RE2 looks for what such a pattern begins with much faster than it runs an automaton.
  const alone = all.filter(index => beginsPlainly(patterns[index]!))
  const rest = all.filter(index => !alone.includes(index))
  const set =
    rest.length < 2
      ? undefined
      : new RE2.Set(
          rest.map(index => inSet(patterns[index]!)),
          'm',
        )
  return page => {
    const bytes = utf8Of(page)
    const matches = (index: number): boolean => {
      compiled[index]!.lastIndex = 0
      return compiled[index]!.test(bytes)
    }
    const found = [...alone.filter(matches), ...(set ? matchesOf(set, bytes, rest) : rest.filter(matches))]
    return found.length < 2 ? found : found.sort((a, b) => a - b)
  }
}

const beginsPlainly = ({ pattern, ignoreCase }: Pattern): boolean =>
  !ignoreCase && /^[A-Za-z0-9 _-]{3}/.test(pattern) && !/^...[?*{]/.test(pattern) && !pattern.includes('|')

const inSet = ({ pattern, ignoreCase }: Pattern): string => (ignoreCase ? `(?i:${pattern})` : pattern)

/** All of them when the set of patterns needs more memory than RE2 gives it: each can still run by itself. */
function matchesOf(set: InstanceType<typeof RE2.Set>, bytes: Buffer, indexes: readonly number[]): readonly number[] {
  try {
    return set.match(bytes).map(place => indexes[place]!)
  } catch {
    return indexes
  }
}

/** Texts of a request stand between NUL characters, which become line ends here so that `^` and `$` match at them. */
function utf8Of({ text, words, length, ascii }: Page): Buffer {
  // Of a page that is ASCII alone, the words hold its characters byte by byte.
  const own = ascii && Buffer.from(words.buffer, words.byteOffset, length)
  if (own && !own.includes(0)) return own
  const bytes = own ? Buffer.from(own) : Buffer.from(text)
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) bytes[at] = 10
  return bytes
}

/** Why a pattern cannot run or finds nothing, in words for who wrote it; undefined when it can. */
export function reasonAgainstPattern(pattern: string, ignoreCase: boolean): string | undefined {
  const reason = reasonAgainst(pattern)
  if (reason !== undefined) return reason
  const compiled = new RE2(pattern, `gm${ignoreCase ? 'i' : ''}`)
  if (compiled.test('')) return 'the pattern cannot run: it matches the empty text, so it would match everywhere'
  const matches = [...ordinary.matchAll(compiled)]
  return matches.length > 0 && matches.every(([whole]) => whole.length === 0)
    ? 'the pattern finds nothing: it matches places between characters, and no character'
    : undefined
}

/** What a pattern that means something seldom matches: a sentence, a log line, code, a table. */
const ordinary = `Could you please look at this and tell me why the second meeting was moved to Thursday, 14 March?
2024-03-14T09:12:44Z INFO worker-3 finished job 48213 in 912 ms (retries=0, status=200)
export function total(items: Item[]): number { return items.reduce((sum, item) => sum + item.price, 0) }
| name | team | started | city |\n| Anna | sales | 2019 | Lyon |`

/** In words, when the pattern would match a good part of any text; undefined otherwise. It must be able to run. */
export function doubtAbout(pattern: string, ignoreCase: boolean): string | undefined {
  let covered = 0
  for (const [whole] of ordinary.matchAll(new RE2(pattern, `gm${ignoreCase ? 'i' : ''}`))) covered += whole.length
  const share = Math.round((100 * covered) / ordinary.length)
  return share < 20
    ? undefined
    : `the pattern matches nearly everything: ${share} % of an ordinary text. Add what stands around the value, or near, only or entropy`
}
