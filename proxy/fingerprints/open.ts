/** Files of fingerprints as the scanner uses them: the container read, and given to the engine of its kind. */
import type { FingerprintKind, Fingerprints } from '../../policy/fingerprint.ts'
import { type Container, readContainer } from './container.ts'
import type { FingerprintKey } from './key.ts'
import { openPassages } from './passages.ts'
import { openRecords } from './records-open.ts'

/** What stays in memory of a container; `file` is where it was read from. Throws SettingsError with the reason alone. */
export type OpenKind = (container: Container, file: string) => Fingerprints

/** Each kind with its engine. */
const kinds: Readonly<Record<FingerprintKind, OpenKind>> = {
  records: openRecords,
  documents: openPassages,
  code: openPassages,
}

/** Throws SettingsError with the reason alone, without the path: see readContainer(). */
export async function openFingerprints(file: string, key: FingerprintKey): Promise<Fingerprints> {
  const container = await readContainer(file, key)
  return kinds[container.header.kind](container, file)
}
