/** The policy's own detectors: lists of words, and patterns with words near them. */
import RE2 from 're2'
import type { Confidence, Severity } from './finding.ts'
import { type Engine, type Hit, isWord, type Page } from './scan-page.ts'
import { shannonEntropy } from './scan-value.ts'
import { createWordIndex } from './scan-words.ts'

interface Common {
  readonly id: string
  readonly severity?: Severity
  /** Confidence of its findings; `high` for words, `medium` for patterns unless said. */
  readonly confidence?: Confidence
  /** Words of which one must stand within 100 characters, in any case. */
  readonly near?: readonly string[]
}

export type CustomDetector =
  | (Common & { readonly kind: 'words'; readonly words: readonly string[]; readonly ignoreCase?: boolean })
  | (Common & {
      readonly kind: 'pattern'
      /** RE2 syntax. The first capture group, where there is one, is the value. */
      readonly pattern: string
      readonly ignoreCase?: boolean
      /** Least Shannon entropy of the value, bits per character. */
      readonly entropy?: number
    })

/** A custom detector that cannot run: `detector` is its id, the message says why. */
export class CustomDetectorError extends Error {
  override name = 'CustomDetectorError'
  readonly detector: string
  constructor(detector: string, message: string) {
    super(message)
    this.detector = detector
  }
}

export function customDetectors(list: readonly CustomDetector[]): { engines: Engine[]; ids: string[] } {
  return {
    engines: list.map(one => (one.kind === 'words' ? wordEngine(one) : patternEngine(one))),
    ids: list.map(one => one.id),
  }
}

const described = (one: CustomDetector) => ({
  id: one.id,
  category: 'custom' as const,
  severity: one.severity ?? ('medium' as const),
})

function wordEngine(one: CustomDetector & { kind: 'words' }): Engine {
  const words = one.words.filter(word => word.trim().length > 0)
  if (words.length === 0) throw new CustomDetectorError(one.id, 'needs at least one word')
  const index = createWordIndex(words, one.ignoreCase ?? false)
  const detector = described(one)
  const near = nearness(one.near)
  return (page, hits) =>
    index.search(page, (start, end) => {
      if (near(page, start, end))
        hits.push({ detector, start, end, confidence: one.confidence ?? 'high', why: ['word of the policy’s list'] })
    })
}

function patternEngine(one: CustomDetector & { kind: 'pattern' }): Engine {
  const compiled = compile(one)
  const detector = described(one)
  const near = nearness(one.near)
  return (page, hits) => {
    compiled.lastIndex = 0
    for (let found = compiled.exec(page.text); found; found = compiled.exec(page.text)) {
      if (found[0].length === 0) compiled.lastIndex++
      const hit = judged(one, page, found, detector)
      if (hit && near(page, hit.start, hit.end)) hits.push(hit)
    }
  }
}

function judged(
  one: CustomDetector & { kind: 'pattern' },
  page: Page,
  found: RegExpExecArray,
  detector: Hit['detector'],
): Hit | undefined {
  const value = found[1] ?? found[0]
  if (value.length === 0 || page.text.charCodeAt(found.index) === 0) return undefined
  if (one.entropy !== undefined && shannonEntropy(value) < one.entropy) return undefined
  const start = found.index + (found[1] === undefined ? 0 : found[0].indexOf(found[1]))
  return {
    detector,
    start,
    end: start + value.length,
    confidence: one.confidence ?? 'medium',
    why: ['pattern of the policy'],
  }
}

function compile(one: CustomDetector & { kind: 'pattern' }): RE2 {
  try {
    const compiled = new RE2(one.pattern, one.ignoreCase ? 'gi' : 'g')
    if (compiled.test('')) throw new Error('the pattern matches the empty text, so it would match everywhere')
    return compiled
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CustomDetectorError(one.id, `the pattern cannot run: ${explain(one.pattern, reason)}`)
  }
}

/** RE2 leaves out what cannot run in linear time; say which part it is. */
function explain(pattern: string, reason: string): string {
  if (/\(\?<?[=!]/.test(pattern))
    return 'look-ahead and look-behind are not supported (use `near`, or a capture group around the value)'
  if (/\\[1-9]/.test(pattern)) return 'back-references are not supported'
  return reason
}

const reach = 100

function nearness(words: readonly string[] | undefined): (page: Page, start: number, end: number) => boolean {
  if (!words || words.length === 0) return () => true
  const lower = words.map(word => word.toLowerCase())
  return (page, start, end) => {
    const before = page.text.slice(Math.max(0, start - reach), start).toLowerCase()
    const after = page.text.slice(end, end + reach).toLowerCase()
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
