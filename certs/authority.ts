/** The certificate authority of an installation: made whole on first start, loaded afterwards, never wider than its hosts. */
import { existsSync } from 'node:fs'
import { type Constraints, constraintsFor, permits, sameConstraints } from './constraints.ts'
import { CertificateError } from './error.ts'
import { prepareFolder } from './files.ts'
import { type Intermediate, nearEnd, readIntermediate, usable, writeIntermediate } from './intermediate.ts'
import { caFiles, day, loadOrMakeRoot, readKey } from './root.ts'

export interface AuthorityOptions {
  /** Folder of the CA; made with mode 0700. */
  readonly dir: string
  /** `name`, `*.suffix` or IP literals, without ports: what the intermediate may certify. */
  readonly hosts: readonly string[]
  /** Encrypts the keys at rest. */
  readonly passphrase?: string | undefined
  readonly now: () => Date
}

export interface CertificateAuthority {
  readonly rootPem: string
  /** SHA-256, upper-case hex with colons. */
  readonly rootFingerprint: string
  /** Whether the root key is in the folder now. */
  readonly rootOnline: boolean
  readonly intermediate: Intermediate
  /** Lines for the log at start: modes that were repaired, an end that is near. */
  readonly notices: readonly string[]
  /** Whether leaf certificates for this host (or pattern) are within the constraints. */
  permits(host: string): boolean
  missing(hosts: readonly string[]): string[]
  /**
   * Adds hosts to the constraints with a new intermediate. Looks at the folder first: `sluice ca extend` may have run.
   * Throws CertificateError with the command to run when the root key is offline.
   */
  extend(hosts: readonly string[]): Promise<void>
  /** Renews an intermediate that nears its end, or takes up the one that `sluice ca extend` wrote. For long runs. */
  renew(): void
}

/** Makes or loads the CA. Throws CertificateError with one line that names the file and the remedy. */
export async function openCertificateAuthority(options: AuthorityOptions): Promise<CertificateAuthority> {
  const { dir, passphrase, now } = options
  const wanted = constraintsFor(options.hosts)
  const notices = prepareFolder(dir)
  const files = caFiles(dir)
  const root = loadOrMakeRoot(files, passphrase, now(), notices)
  const online = () => existsSync(files.rootKey)
  const load = () => readIntermediate(files, root, passphrase, notices)
  const issue = (constraints: Constraints) =>
    writeIntermediate(files, root, readKey(files.rootKey, passphrase, notices), constraints, { passphrase, now: now() })

  let loaded = load()
  if (online() && (loaded === null || nearEnd(loaded, now()) || !sameConstraints(loaded.constraints, wanted)))
    loaded = issue(wanted)
  let intermediate = usable(loaded, now(), dir)
  if (nearEnd(intermediate, now())) notices.push(nearEndNotice(intermediate))

  const lacking = (hosts: readonly string[], found: Intermediate) =>
    hosts.filter(host => !permits(found.constraints, host))
  const adopt = (hosts: readonly string[]) => {
    const onDisk = load()
    if (onDisk && onDisk.notAfter > now() && lacking(hosts, onDisk).length === 0) intermediate = onDisk
  }
  return {
    rootPem: root.pem,
    rootFingerprint: root.x509.fingerprint256,
    notices,
    get rootOnline() {
      return online()
    },
    get intermediate() {
      return intermediate
    },
    permits: host => permits(intermediate.constraints, host),
    missing: hosts => lacking(hosts, intermediate),
    async extend(hosts) {
      if (lacking(hosts, intermediate).length === 0) return
      adopt(hosts)
      const missing = lacking(hosts, intermediate)
      if (missing.length === 0) return
      if (!online()) throw new CertificateError(offlineMessage(missing))
      intermediate = issue(constraintsFor([...namesOf(intermediate), ...hosts]))
    },
    renew() {
      if (!nearEnd(intermediate, now())) return
      adopt(namesOf(intermediate))
      if (nearEnd(intermediate, now()) && online()) intermediate = issue(intermediate.constraints)
    },
  }
}

function namesOf({ constraints }: Intermediate): string[] {
  return [...constraints.dns, ...constraints.ips]
}

function offlineMessage(hosts: readonly string[]): string {
  const which = hosts.length > 3 ? `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more` : hosts.join(', ')
  return `${which}: outside the CA's name constraints, and the root key is offline; run: sluice ca extend --root-key PATH ${hosts.join(' ')}`
}

function nearEndNotice({ notAfter }: Intermediate): string {
  return `the intermediate certificate ends on ${day(notAfter)} and the root key is offline; run: sluice ca extend --root-key PATH`
}
