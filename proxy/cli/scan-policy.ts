/** What `sluice scan` takes of a policy file or folder: its detectors, and what it exempts. */
import type { Finding, Scanner } from '../../policy/finding.ts'
import { formatProblem } from '../../policy/load.ts'
import { SettingsError } from '../errors.ts'
import { loadPolicyAt, type PolicyHost } from './load-policy.ts'
import { valueHash } from './value-hash.ts'

export interface ScanPolicy {
  /** Built-in detectors as the policy sets them, and its own. */
  readonly scanner: Scanner
  /** Of the findings in one text, those that an exemption takes out, each with its id. `file` is the path of the text. */
  exempt(text: string, findings: readonly Finding[], file?: string): ReadonlyMap<Finding, string>
  /** What of the policy could not be used here, one sentence each. */
  readonly notes: readonly string[]
}

/** Only exemptions that are for everybody, every app and every rule count: a file has no person, no app, and meets no rule. Throws SettingsError with every error of the policy, one a line. */
export async function openScanPolicy(path: string, host: PolicyHost): Promise<ScanPolicy> {
  const loaded = await loadPolicyAt(path, host)
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  const { policy } = loaded
  const { hash, note } = valueHash(policy, host.settings)
  return {
    scanner: policy.scanner,
    notes: note === undefined ? [] : [note],
    exempt(text, findings, file) {
      if (findings.length === 0 || policy.exemptions.length === 0) return new Map()
      const segment = { text, role: 'unknown', kind: 'other', place: file ?? '', editable: false } as const
      const exempt = policy.exempt({
        segments: [file === undefined ? segment : { ...segment, file }],
        findings,
        now: host.now(),
        ...(hash && { hashOf: ({ start, end }) => hash(text.slice(start, end)) }),
      })
      return new Map(exempt.map(({ finding, exemption }) => [findings[finding]!, exemption]))
    },
  }
}
