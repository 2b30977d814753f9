/** The process behind scan-pool.ts: keeps the scanner of the policy in force and answers each message with findings or an error. */
import type { Finding, Scanner, ScanText } from '../policy/finding.ts'
import { createScanner, type ScannerOptions } from '../policy/scan.ts'

export interface ScanRequest {
  /** Makes a new scanner of them; without them, the last one scans. */
  readonly options?: ScannerOptions
  readonly texts: readonly ScanText[]
}

export type ScanReply = { readonly findings: readonly Finding[] } | { readonly error: unknown }

let scanner: Scanner | undefined

// A signal for the whole group leaves it at work while Sluice drains; it ends with its channel, or is killed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('message', (request: ScanRequest) => process.send?.(answer(request)))

function answer({ options, texts }: ScanRequest): ScanReply {
  try {
    if (options) {
      // A scanner that cannot be made must not leave that of another policy in its place.
      scanner = undefined
      scanner = createScanner(options)
    }
    if (!scanner) throw new Error('this process was given no scanner')
    return { findings: scanner.scan(texts) }
  } catch (error) {
    return { error }
  }
}
