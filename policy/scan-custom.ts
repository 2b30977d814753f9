/** The policy's own detectors: lists of words, patterns, fingerprints, and the company's code. */
import type { Confidence, Severity } from './finding.ts'
import type { FingerprintUse, OpenFingerprints } from './fingerprint.ts'
import { type CodeUse, codeOwnerEngine } from './scan-code-whose.ts'
import type { Narrowing } from './scan-narrow.ts'
import type { Engine } from './scan-page.ts'
import { createPatternEngine, type Pattern, reasonAgainstPattern } from './scan-patterns.ts'
import { createWordListEngines, type WordList } from './scan-word-lists.ts'
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
      /** RE2 syntax. The first capture group that takes part, where there is one, is the value. */
      readonly pattern: string
      readonly ignoreCase?: boolean
      /** Least Shannon entropy of the value, bits per character. */
      readonly entropy?: number
    })
  | (Pick<Common, 'id' | 'severity' | 'confidence'> & {
      readonly kind: 'code'
      readonly use: CodeUse
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

/** Engines of all of them, in no order: lists of words share their passes, and so do patterns. */
export function customDetectors(
  list: readonly CustomDetector[],
  open: OpenFingerprints,
): { engines: Engine[]; ids: string[] } {
  for (const one of list) checkCustom(one)
  const words = list.flatMap(one => (one.kind === 'words' ? [wordList(one)] : []))
  const patterns = list.flatMap(one => (one.kind === 'pattern' ? [patternOf(one)] : []))
  const fingerprints = list.flatMap(one =>
    one.kind === 'fingerprints' ? [open(one.file).engine(described(one), one.use, one.confidence)] : [],
  )
  const code = list.flatMap(one =>
    one.kind === 'code' ? [codeOwnerEngine(described(one), one.use, one.confidence)] : [],
  )
  return {
    engines: [
      ...createWordListEngines(words),
      ...(patterns.length > 0 ? [createPatternEngine(patterns)] : []),
      ...fingerprints,
      ...code,
    ],
    ids: list.map(one => one.id),
  }
}

/** Throws CustomDetectorError when it cannot run; costs less than making its engine. */
export function checkCustom(one: CustomDetector): void {
  if (one.kind === 'words' && !one.words.some(word => word.trim().length > 0))
    throw new CustomDetectorError(one.id, 'needs at least one word')
  if (one.kind !== 'pattern') return
  const reason = reasonAgainstPattern(one.pattern, one.ignoreCase ?? false)
  if (reason !== undefined) throw new CustomDetectorError(one.id, reason)
}

const described = (one: CustomDetector) => ({
  id: one.id,
  category: 'custom' as const,
  severity: one.severity ?? ('medium' as const),
})

const nearReasons = ({ near = [] }: Narrowing): string[] => (near.length > 0 ? ['one of its words stands near'] : [])

const wordList = (one: CustomDetector & { kind: 'words' }): WordList => ({
  detector: described(one),
  words: one.words,
  ignoreCase: one.ignoreCase ?? false,
  ...(one.stem && { stem: one.stem }),
  confidence: one.confidence ?? 'high',
  why: nearReasons(one),
})

const patternOf = (one: CustomDetector & { kind: 'pattern' }): Pattern => ({
  detector: described(one),
  pattern: one.pattern,
  ignoreCase: one.ignoreCase ?? false,
  entropy: one.entropy ?? 0,
  confidence: one.confidence ?? 'medium',
  why: [`pattern of the policy’s detector '${one.id}'`, ...nearReasons(one)],
})
