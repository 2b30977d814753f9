/** The policy's own detectors: lists of words, patterns, and fingerprints. */
import RE2 from 're2'
import type { Confidence, Severity } from './finding.ts'
import type { FingerprintUse, OpenFingerprints } from './fingerprint.ts'
import { type Narrowing, reasonAgainst } from './scan-narrow.ts'
import type { Engine, Hit, Page } from './scan-page.ts'
import { shannonEntropy } from './scan-value.ts'
import { createWordIndex } from './scan-words.ts'
import type { StemLanguage } from './stem-languages.ts'

interface Common extends Narrowing {
  readonly id: string
  readonly severity?: Severity
  /** Confidence of its findings; `high` for words, `medium` for patterns unless said. */
  readonly confidence?: Confidence
}

/** Plain data, so that it can be sent to another process. */
export type CustomDetector =
  | (Common & {
      readonly kind: 'words'
      readonly words: readonly string[]
      readonly ignoreCase?: boolean
      /** Other forms of the words count too. */
      readonly stem?: StemLanguage
    })
  | (Common & {
      readonly kind: 'pattern'
      /** RE2 syntax. The first capture group, where there is one, is the value. */
      readonly pattern: string
      readonly ignoreCase?: boolean
      /** Least Shannon entropy of the value, bits per character. */
      readonly entropy?: number
    })
  | (Pick<Common, 'id' | 'severity' | 'confidence'> & {
      readonly kind: 'fingerprints'
      /** Fingerprints.file */
      readonly file: string
      /** Fingerprints.build: a new one makes a new scanner. */
      readonly build: string
      readonly use: FingerprintUse
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

export function customDetectors(
  list: readonly CustomDetector[],
  open: OpenFingerprints,
): { engines: Engine[]; ids: string[] } {
  return { engines: list.map(one => engineOf(one, open)), ids: list.map(one => one.id) }
}

function engineOf(one: CustomDetector, open: OpenFingerprints): Engine {
  switch (one.kind) {
    case 'words':
      return wordEngine(one)
    case 'pattern':
      return patternEngine(one)
    case 'fingerprints':
      return open(one.file).engine(described(one), one.use, one.confidence)
    default:
      return one satisfies never
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
  const why = ['word of the policy’s list']
  return (page, hits) =>
    index.search(page, (start, end) => {
      hits.push({ detector, start, end, confidence: one.confidence ?? 'high', why })
    })
}

function patternEngine(one: CustomDetector & { kind: 'pattern' }): Engine {
  const compiled = compile(one)
  const detector = described(one)
  return (page, hits) => {
    compiled.lastIndex = 0
    for (let found = compiled.exec(page.text); found; found = compiled.exec(page.text)) {
      if (found[0].length === 0) compiled.lastIndex++
      const hit = judged(one, page, found, detector)
      if (hit) hits.push(hit)
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
  const flags = one.ignoreCase ? 'gi' : 'g'
  const reason = reasonAgainst(one.pattern, flags)
  if (reason !== undefined) throw new CustomDetectorError(one.id, reason)
  const compiled = new RE2(one.pattern, flags)
  if (compiled.test(''))
    throw new CustomDetectorError(
      one.id,
      'the pattern cannot run: it matches the empty text, so it would match everywhere',
    )
  return compiled
}
