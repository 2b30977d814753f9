/** Which language a stretch of code is in: features of each line are weighed, and the language with the most wins. */
import { featureWeights, type Language, languages } from './scan-code-languages.ts'

export interface Told {
  readonly language: Language
  /** Weight in each line of code; 1 is little, 3 is much. */
  readonly weight: number
  /** How far the next language stands behind: 0 to 1. */
  readonly lead: number
}

const mostLines = 150
const longestLine = 200

/** Undefined when no language has a feature in it. */
export function languageOf(text: string, start: number, end: number): Told | undefined {
  const scores = new Map<Language, number>()
  let lines = 0
  for (let from = start; from < end && lines < mostLines; ) {
    const found = text.indexOf('\n', from)
    const to = found < 0 || found > end ? end : found
    if (weigh(text.slice(from, Math.min(to, from + longestLine)), scores)) lines++
    from = to + 1
  }
  if (lines === 0) return undefined
  const ranked = languages.map(language => [language, scores.get(language) ?? 0] as const).sort((a, b) => b[1] - a[1])
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

/** False for blank lines and comments. */
function weigh(line: string, scores: Map<Language, number>): boolean {
  const trimmed = line.trim()
  if (trimmed === '' || isRemark(trimmed)) return false
  const seen = new Set<string>()
  const add = (feature: string): void => {
    const weights = featureWeights.get(feature)
    if (!weights || seen.has(feature)) return
    seen.add(feature)
    for (const { language, weight } of weights) scores.set(language, (scores.get(language) ?? 0) + weight)
  }
  if (trimmed.endsWith(';')) add('$;')
  if (trimmed.endsWith(':')) add('$:')
  if (trimmed[0] === '<' && trimmed.endsWith('>') && trimmed[1] !== '?') add('<>')
  let first = true
  for (let at = 0; at < trimmed.length; ) {
    const length = tokenAt(trimmed, at)
    const token = trimmed.slice(at, at + length)
    if (isNameStart(token[0]!)) {
      if (first) add(`^${token}`)
      if (!isQuote(trimmed[at - 1])) add(token)
      if (token[0] === '$' && length > 1) add('$var')
      if (token[0] === '@' && first) add('@name')
    } else if (token !== ' ') for (let size = Math.min(4, length); size > 0; size--) add(token.slice(0, size))
    if (token !== ' ') first = false
    at += length
  }
  return true
}

const isRemark = (line: string): boolean =>
  line.startsWith('//') ||
  line.startsWith('/*') ||
  line.startsWith('* ') ||
  line === '*' ||
  line === '*/' ||
  line.startsWith('# ') ||
  line.startsWith('-- ')

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'"

/** A name with its sign before it, a run of signs, or one other character. */
function tokenAt(line: string, at: number): number {
  let end = at
  if (line[at] === ' ' || line[at] === '\t') return 1
  if (isNameStart(line[at]!) && (isNamePart(line[at + 1] ?? ' ') || !'#@$.'.includes(line[at]!))) {
    end++
    while (end < line.length && isNamePart(line[end]!)) end++
    return end - at
  }
  while (end < line.length && !isNamePart(line[end]!) && line[end] !== ' ' && line[end] !== '\t') end++
  return Math.max(1, end - at)
}

const isNamePart = (sign: string): boolean =>
  (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign === '_'
const isNameStart = (sign: string): boolean => isNamePart(sign) || '#@$'.includes(sign)
