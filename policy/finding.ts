/** What a scan says about one stretch of text. Never carries the matched text itself. */

export const confidences = ['low', 'medium', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** Families a rule can name instead of single detectors. `custom` holds the policy's own detectors. */
export const categories = ['secrets', 'personal', 'financial', 'health', 'network', 'company', 'custom'] as const
export type Category = (typeof categories)[number]

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One stretch of text to scan; `label` is the name the format gives it (a JSON key, a form field), a context word for detectors. */
export interface ScanText {
  readonly text: string
  readonly label?: string
}

/** One match. Offsets are UTF-16 code units in `texts[text].text`, end exclusive. */
export interface Finding {
  /** Index of the scanned text. */
  readonly text: number
  readonly detector: string
  readonly category: Category
  readonly severity: Severity
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  /** Short plain reasons for the confidence: "prefix and checksum hold". Never quotes the value. */
  readonly why: readonly string[]
}

/** Finds sensitive values. Pure and synchronous; throws only when the matching engine itself fails. */
export interface Scanner {
  scan(texts: readonly ScanText[]): Finding[]
  /** Ids of every detector this scanner runs, built-in and custom. */
  readonly detectorIds: readonly string[]
}

/** True when `actual` is at least as sure as `wanted`. */
export function atLeast(actual: Confidence, wanted: Confidence): boolean {
  return confidences.indexOf(actual) >= confidences.indexOf(wanted)
}
