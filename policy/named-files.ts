/** Files that a policy names beside itself: lists of words and fingerprints. The host reads them, policy/ reads none. */
import type { Fingerprints } from './fingerprint.ts'
import { Problems } from './problem.ts'
import { type PolicySource, readSource } from './source.ts'

export interface NamedFile {
  readonly kind: 'words' | 'fingerprints'
  /** As the policy writes it: relative to the policy file, or absolute. */
  readonly path: string
  /** The policy file that names it (PolicySource.path). */
  readonly from: string
}

/** What the host read of them, before the policy is loaded. A reason in words where it could not. */
export interface NamedFiles {
  words(file: Pick<NamedFile, 'path' | 'from'>): { readonly text: string } | { readonly error: string }
  fingerprints(file: Pick<NamedFile, 'path' | 'from'>): Fingerprints | { readonly error: string }
}

/** For a host that reads none: naming one is an error of the policy. */
export const noFiles: NamedFiles = {
  words: () => ({ error: 'files are not read here' }),
  fingerprints: () => ({ error: 'files are not read here' }),
}

/** Every file that the sources name; none of a source that is no YAML. Throws on no input. */
export function filesNamedBy(sources: readonly PolicySource[]): NamedFile[] {
  return sources.flatMap(source => {
    // Errors are reported when the policy is loaded.
    const data = readSource(source, new Problems())?.data
    return Object.values(asRecord(asRecord(data)['detectors'])).flatMap(entry => {
      const { words_file: words, fingerprints } = asRecord(entry)
      return [
        ...(typeof words === 'string' ? [{ kind: 'words' as const, path: words, from: source.path }] : []),
        ...(typeof fingerprints === 'string'
          ? [{ kind: 'fingerprints' as const, path: fingerprints, from: source.path }]
          : []),
      ]
    })
  })
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {} // any object can be asked for its keys
}
