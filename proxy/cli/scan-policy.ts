/** The scanner of a policy file or folder: built-in detectors as it sets them, and its own. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Scanner } from '../../policy/finding.ts'
import { formatProblem, loadPolicy, type PolicySource } from '../../policy/load.ts'
import { SettingsError } from '../errors.ts'
import { knownApps } from '../providers/catalogue.ts'
import { knownProviders } from '../providers/index.ts'

/** Throws SettingsError with every error of the policy, one a line. */
export async function policyScanner(path: string, now: Date): Promise<Scanner> {
  const loaded = loadPolicy(readSources(path), { known: { apps: knownApps, providers: knownProviders }, now })
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  return loaded.policy.scanner
}

function readSources(path: string): PolicySource[] {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) throw new SettingsError(`${path}: no such policy file or folder`)
  if (!info.isDirectory()) return [{ path, text: readFileSync(path, 'utf8') }]
  const names = readdirSync(path).filter(name => name.endsWith('.yaml') || name.endsWith('.yml'))
  if (names.length === 0) throw new SettingsError(`${path}: no .yaml file in this folder`)
  return names.sort().map(name => ({ path: join(path, name), text: readFileSync(join(path, name), 'utf8') }))
}
