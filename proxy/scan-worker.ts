/** The process behind scan-pool.ts: keeps the scanner of the policy in force and answers each message with findings or an error. */
import type { Finding, Scanner, ScanText } from '../policy/finding.ts'
import type { Fingerprints } from '../policy/fingerprint.ts'
import { createScanner, type ScannerOptions } from '../policy/scan.ts'
import type { FingerprintKey } from './fingerprints/key.ts'
import { openFingerprints } from './fingerprints/open.ts'

export interface ScanRequest {
  /** Makes a new scanner of them; without them, the last one scans. */
  readonly options?: ScannerOptions
  /** Opens the files of fingerprints that the options name. */
  readonly fingerprintKey?: FingerprintKey
  readonly texts: readonly ScanText[]
}

export type ScanReply = { readonly findings: readonly Finding[] } | { readonly error: unknown }

let scanner: Scanner | undefined
let opened: ReadonlyMap<string, Fingerprints> = new Map()

// A signal for the whole group leaves it at work while Sluice drains; it ends with its channel, or is killed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
// The pool sends the next request when this one is answered.
process.on('message', (request: ScanRequest) => void answer(request).then(reply => process.send?.(reply)))

async function answer({ options, fingerprintKey, texts }: ScanRequest): Promise<ScanReply> {
  try {
    if (options) {
      // A scanner that cannot be made must not leave that of another policy in its place.
      scanner = undefined
      opened = await openAll(options, fingerprintKey)
      scanner = createScanner(options, file => opened.get(file)!) // openAll opened every file that options name
    }
    if (!scanner) throw new Error('this process was given no scanner')
    return { findings: scanner.scan(texts) }
  } catch (error) {
    return { error }
  }
}

/** Those that the last options named too are open already: they are large, and a file never changes. */
async function openAll({ custom = [] }: ScannerOptions, key: FingerprintKey | undefined): Promise<typeof opened> {
  const all = new Map<string, Fingerprints>()
  for (const one of custom) {
    if (one.kind !== 'fingerprints' || all.has(one.file)) continue
    if (!key) throw new Error('this process was given no key of fingerprints')
    const known = opened.get(one.file)
    const found = known?.build === one.build ? known : await openFingerprints(one.file, key)
    if (found.build !== one.build) throw new Error('the fingerprints were made anew after the policy was loaded')
    all.set(one.file, found)
  }
  return all
}
