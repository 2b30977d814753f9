/** Which language a stretch of code is in: features of each line are weighed, and the language with the most wins. */
import {
  featureNames,
  featureWeights,
  type Language,
  languages,
  neededFeatures,
  withoutSemicolons,
  withSemicolons,
} from './scan-code-languages.ts'
import { noWord, WordTable, withUnit } from './scan-code-words.ts'
import type { Page } from './scan-page.ts'

export interface Told {
  readonly language: Language
  /** Weight in each line of code; 1 is little, 3 is much. */
  readonly weight: number
  /** How far the next language stands behind: 0 to 1. */
  readonly lead: number
}

const longestLine = 200

/** Of lines of code: `bounds` has where each begins and ends. Undefined when no language has a feature in them. */
export function languageOf({ units }: Page, bounds: readonly number[]): Told | undefined {
  scores.fill(0)
  semicolons = 0
  const before = line
  const lines = bounds.length / 2
  if (lines === 0) return undefined
  for (let i = 0; i < bounds.length; i += 2)
    weigh(units, bounds[i]!, Math.min(bounds[i + 1]!, bounds[i]! + longestLine))
  const ranked = languages
    .map((language, i) => [language, scores[i]! * doubt(language, i, before, lines)] as const)
    .sort((a, b) => b[1] - a[1])
  const [first, second] = familyOrder(ranked)
  return first[1] === 0
    ? undefined
    : { language: first[0], weight: first[1] / lines, lead: (first[1] - second[1]) / first[1] }
}

type Ranked = readonly (readonly [Language, number])[]

/** TypeScript has all features of JavaScript: it wins only where its own make a difference. */
function familyOrder(ranked: Ranked): [Ranked[number], Ranked[number]] {
  const [first, second, third] = [ranked[0]!, ranked[1]!, ranked[2]!]
  const pair = new Set([first[0], second[0]])
  if (!pair.has('typescript') || !pair.has('javascript')) return [first, second]
  const typed = ranked.find(([language]) => language === 'typescript')!
  const plain = ranked.find(([language]) => language === 'javascript')!
  return [typed[1] > plain[1] * 1.08 ? typed : plain, third]
}

const fewestForSemicolons = 6

/** What a language is held back by when it lacks what it hardly ever lacks. */
function doubt(language: Language, number: number, before: number, lines: number): number {
  const needed = neededFeatures.get(number)
  if (needed && !needed.some(feature => seen[feature]! > before)) return 0.3
  if (withoutSemicolons.has(language) && semicolons > 0.3 * lines) return 0.4
  return withSemicolons.has(language) && lines >= fewestForSemicolons && semicolons < 0.1 * lines ? 0.4 : 1
}

const scores = new Float64Array(languages.length)
const table = new WordTable(featureNames)
/** In which line a feature was last seen. */
const seen = new Float64Array(featureNames.length)
let line = 0
let semicolons = 0

function add(hash: number): void {
  const feature = table.find(hash)
  if (feature < 0 || seen[feature] === line) return
  seen[feature] = line
  const weights = featureWeights[feature]!
  for (let i = 0; i < weights.length; i += 2) scores[weights[i]!]! += weights[i + 1]!
}

const anchor = withUnit(noWord, 94)
const two = (one: string, other: string): number => withUnit(withUnit(noWord, one.charCodeAt(0)), other.charCodeAt(0))
const endsInSemicolon = two('$', ';')
const endsInColon = two('$', ':')
const isTag = two('<', '>')
const dollarName = withUnit(withUnit(two('$', 'v'), 97), 114)
const atName = withUnit(withUnit(withUnit(two('@', 'n'), 97), 109), 101)

const OTHER = 0
const NAME = 1
/** Begins a name: `#`, `@`, `$`. */
const LEAD = 2
const GAP = 3
const STOP = 4
const kinds = new Uint8Array(65_536)
for (let unit = 48; unit < 58; unit++) kinds[unit] = NAME
for (let unit = 65; unit < 91; unit++) kinds[unit] = kinds[unit + 32] = NAME
kinds[95] = NAME
for (const sign of '#@$') kinds[sign.charCodeAt(0)] = LEAD
for (const sign of ' \t\r') kinds[sign.charCodeAt(0)] = GAP
for (const sign of '\n\0') kinds[sign.charCodeAt(0)] = STOP

/** Adds the features of one line; each counts once. */
function weigh(units: Uint16Array, from: number, limit: number): void {
  line++
  let at = from
  while (at < limit && kinds[units[at]!] === GAP) at++
  const start = at
  let last = at
  while (at < limit) {
    const unit = units[at]!
    const kind = kinds[unit]!
    if (kind === STOP) break
    if (kind === GAP) at++
    else {
      const isName = kind === NAME || (kind === LEAD && kinds[units[at + 1]!] === NAME) || beginsWord(units, at, start)
      at = isName ? addName(units, at, limit, start) : addSigns(units, at, limit, at === start)
      last = at - 1
    }
  }
  if (units[last] === 59) {
    semicolons++
    add(endsInSemicolon)
  } else if (units[last] === 58) add(endsInColon)
  else if (units[last] === 62 && units[start] === 60 && units[start + 1] !== 63) add(isTag)
}

/** `.globl`, `=head1`: signs that only begin a word at the beginning of a line. */
const beginsWord = (units: Uint16Array, at: number, start: number): boolean =>
  at === start && (units[at] === 46 || units[at] === 61) && kinds[units[at + 1]!] === NAME

/** Behind the name at `at`. Names between quotes are words of the program's own. */
function addName(units: Uint16Array, at: number, limit: number, start: number): number {
  const first = units[at]!
  let hash = withUnit(noWord, first)
  let anchored = withUnit(anchor, first)
  let end = at + 1
  for (; end < limit && kinds[units[end]!] === NAME; end++) {
    hash = withUnit(hash, units[end]!)
    anchored = withUnit(anchored, units[end]!)
  }
  if (at === start) {
    add(anchored)
    if (first === 64) add(atName)
  }
  const before = units[at - 1]
  if (at === start || (before !== 34 && before !== 39)) add(hash)
  if (first === 36) add(dollarName)
  return end
}

const longestSign = 4

/** Behind the run of signs at `at`: what it begins with counts, up to four of them, and the first two of a line by themselves. */
function addSigns(units: Uint16Array, at: number, limit: number, first: boolean): number {
  let hash = noWord
  if (first) add(withUnit(withUnit(anchor, units[at]!), units[at + 1]!))
  let end = at
  do {
    if (end - at < longestSign) {
      hash = withUnit(hash, units[end]!)
      add(hash)
    }
    end++
  } while (
    end < limit &&
    (kinds[units[end]!] === OTHER || (kinds[units[end]!] === LEAD && kinds[units[end + 1]!] !== NAME))
  )
  return end
}
