/** Fingerprints of protected records, documents and code, as the scanner sees them: made by `sluice fingerprint`, read by the host. */
import type { Engine, Hit } from './scan-page.ts'

export const fingerprintKinds = ['records', 'documents', 'code'] as const
export type FingerprintKind = (typeof fingerprintKinds)[number]

/** What a detector of the policy asks of its fingerprints. */
export interface FingerprintUse {
  /** Columns that count; all when empty. */
  readonly columns: readonly string[]
  /** How many columns of one row must stand together. */
  readonly together: number
  /** How near to each other, in characters. */
  readonly within: number
  /** Least words of a passage. */
  readonly passage: number
}

/** One loaded file of fingerprints. Holds hashes only. */
export interface Fingerprints {
  readonly kind: FingerprintKind
  /** Where the host found it: what another process opens it by. */
  readonly file: string
  /** Changes whenever the file was made anew. */
  readonly build: string
  /** Names of the columns; empty unless `records`. */
  readonly columns: readonly string[]
  /** What finds them in a page. `rated` is the confidence that the policy gives the detector, if any. */
  engine(detector: Hit['detector'], use: FingerprintUse, rated: Hit['confidence'] | undefined): Engine
}

/** The fingerprints in `file` (see Fingerprints.file). Throws when they cannot be read. */
export type OpenFingerprints = (file: string) => Fingerprints
