/** Policy, catalogue and CA, opened together and kept together: what is intercepted is what the CA may certify. */
import { join, resolve } from 'node:path'
import { type CertificateAuthority, openCertificateAuthority } from '../certs/authority.ts'
import type { PolicyError } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import { SettingsError } from './errors.ts'
import { fingerprintKeyFile, openFingerprintKey } from './fingerprints/key.ts'
import type { Log } from './log.ts'
import { openPolicyFile, type PolicyFile } from './policy-file.ts'
import { type Catalogue, createCatalogue, knownApps } from './providers/catalogue.ts'
import { knownProviders } from './providers/index.ts'
import type { Settings } from './settings.ts'

export interface Rules {
  readonly file: PolicyFile
  readonly authority: CertificateAuthority
  /** Of the policy in force. */
  readonly catalogue: () => Catalogue
  /** The listener is called with each policy that is taken after the first. */
  onChange(listener: (policy: Policy) => void): void
  close(): void
}

export interface RulesOptions {
  readonly settings: Settings
  readonly dataDir: string
  /** Copied when there is no policy file. */
  readonly examplePolicy: string
  readonly log: Log
  readonly now: () => Date
}

const renewalEveryMs = 3_600_000

/** Throws SettingsError when the policy is broken or names hosts that the CA may not certify. */
export async function openRules({ settings, dataDir, examplePolicy, log, now }: RulesOptions): Promise<Rules> {
  let authority: CertificateAuthority | undefined
  let catalogue: Catalogue | undefined
  const listeners: ((policy: Policy) => void)[] = []
  const keyFile = fingerprintKeyFile(settings)
  // Ready to be copied to where the fingerprints will be made; one that was put elsewhere is only read.
  if (settings.fingerprints.key_file === '') openFingerprintKey(keyFile)
  const file = await openPolicyFile({
    path: resolve(settings.policies),
    examplePath: examplePolicy,
    known: { apps: knownApps, providers: knownProviders },
    named: { keyFile, copies: join(dataDir, 'fingerprints') },
    log,
    now,
    // Before the CA is open every host can still be certified; afterwards only with the root key at hand.
    validate: policy => (authority ? refusedHosts(authority, policy) : []),
    onChange: policy => {
      catalogue = createCatalogue(policy.apps)
      authority
        ?.extend(authority.missing(catalogue.interceptedHosts()))
        .catch(error => log.error('the CA could not be extended for the new policy', { error }))
      for (const listener of listeners) listener(policy)
    },
  })
  try {
    catalogue ??= createCatalogue(file.current().apps)
    authority = await openCertificateAuthority({
      dir: join(dataDir, 'ca'),
      hosts: catalogue.interceptedHosts(),
      passphrase: settings.certs.passphrase || undefined,
      now,
    })
    for (const notice of authority.notices) log.warn(notice)
    const refused = refusedHosts(authority, file.current())
    if (refused[0]) throw new SettingsError(refused.map(problem => problem.message).join('\n'))
  } catch (error) {
    file.close()
    throw error
  }
  const ca = authority
  const renewal = setInterval(() => ca.renew(), renewalEveryMs)
  renewal.unref()
  return {
    file,
    authority: ca,
    catalogue: () => catalogue!,
    onChange: listener => void listeners.push(listener),
    close() {
      clearInterval(renewal)
      file.close()
    },
  }
}

function refusedHosts(authority: CertificateAuthority, policy: Policy): PolicyError[] {
  if (authority.rootOnline) return []
  const missing = authority.missing(createCatalogue(policy.apps).interceptedHosts())
  if (missing.length === 0) return []
  const plural = missing.length > 1 ? 'hosts are' : 'host is'
  return [
    {
      file: 'apps',
      line: 1,
      column: 1,
      message: `${missing.join(', ')}: the ${plural} outside what the CA may certify; run: sluice ca extend --root-key PATH ${missing.join(' ')}`,
    },
  ]
}
