/** The keyed hash of an installation, for commands that judge a policy with exemptions by value outside of it. */
import type { Policy } from '../../policy/policy.ts'
import { SettingsError } from '../errors.ts'
import { readInstallationKey } from '../secret-key.ts'
import type { Settings } from '../settings.ts'

export interface ValueHash {
  readonly hash?: (value: string) => string
  /** Why exemptions by value do nothing here, when the policy has some. */
  readonly note?: string
}

/** Asks for the key only when the policy exempts by value, and never makes one. */
export function valueHash(
  { exemptions }: Pick<Policy, 'exemptions'>,
  settings: () => Pick<Settings, 'data_dir'>,
): ValueHash {
  if (exemptions.every(({ values }) => values.length === 0)) return {}
  const unused = 'exemptions by values are not used'
  try {
    const dir = settings().data_dir
    const key = readInstallationKey(dir)
    return key ? { hash: key.keyedHash } : { note: `${unused}: ${dir} has no installation.key` }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { note: `${unused}: ${error.message}` }
  }
}
