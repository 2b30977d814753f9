/** The scanner of a policy file or folder: built-in detectors as it sets them, and its own. */
import type { Scanner } from '../../policy/finding.ts'
import { formatProblem, loadPolicy } from '../../policy/load.ts'
import { SettingsError } from '../errors.ts'
import { readPolicySources } from '../policy-sources.ts'
import { knownApps } from '../providers/catalogue.ts'
import { knownProviders } from '../providers/index.ts'

/** Throws SettingsError with every error of the policy, one a line. */
export async function policyScanner(path: string, now: Date): Promise<Scanner> {
  const known = { apps: knownApps, providers: knownProviders }
  const loaded = loadPolicy(await readPolicySources(path), { known, now })
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy.scanner
}
