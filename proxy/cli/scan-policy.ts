/** The scanner of a policy file or folder: built-in detectors as it sets them, and its own. */
import type { Scanner } from '../../policy/finding.ts'
import { formatProblem } from '../../policy/load.ts'
import { SettingsError } from '../errors.ts'
import { loadPolicyAt, type PolicyHost } from './load-policy.ts'

/** Throws SettingsError with every error of the policy, one a line. */
export async function policyScanner(path: string, host: PolicyHost): Promise<Scanner> {
  const loaded = await loadPolicyAt(path, host)
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy.scanner
}
