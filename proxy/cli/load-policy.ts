/** A policy file or folder, loaded as `sluice start` loads it: with the catalogue's apps, and the files that it names. */
import { type LoadResult, loadPolicy } from '../../policy/load.ts'
import { filesNamedBy } from '../../policy/named-files.ts'
import { fingerprintKeyFile } from '../fingerprints/key.ts'
import { readNamedFiles } from '../named-files.ts'
import { readPolicySources } from '../policy-sources.ts'
import { knownApps } from '../providers/catalogue.ts'
import { knownProviders } from '../providers/index.ts'
import type { Settings } from '../settings.ts'

export interface PolicyHost {
  /** Read only when the policy names fingerprints, for their key. */
  settings(): Pick<Settings, 'data_dir' | 'fingerprints'>
  now(): Date
}

/** Throws SettingsError when there is nothing to read. */
export async function loadPolicyAt(path: string, host: PolicyHost): Promise<LoadResult> {
  const sources = await readPolicySources(path)
  const usesKey = filesNamedBy(sources).some(({ kind }) => kind === 'fingerprints')
  return loadPolicy(sources, {
    known: { apps: knownApps, providers: knownProviders },
    now: host.now(),
    files: await readNamedFiles(sources, usesKey ? fingerprintKeyFile(host.settings()) : ''),
  })
}
