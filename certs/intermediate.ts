/** The intermediate that signs leaf certificates: its file, its making, its end. */
import { existsSync } from 'node:fs'
import { pem } from './asn1.ts'
import { type Issuer, issueIntermediate, type ParsedCertificate, parseCertificate } from './certificate.ts'
import { type Constraints, constraintsFor } from './constraints.ts'
import { CertificateError } from './error.ts'
import { encodeKey, readIfThere, replaceFile } from './files.ts'
import { assertPair, type CaFiles, caFiles, day, lasting, newKey, newSerial, readKey, readRoot } from './root.ts'

const dayMs = 86_400_000
const intermediateDays = 365
/** Renewed, or warned about when the root key is away, this long before the end. */
export const renewDays = 60

/** What a leaf issuer needs. A new object each time that the intermediate changes. */
export interface Intermediate extends Issuer {
  readonly pem: string
  readonly notAfter: Date
  readonly constraints: Constraints
}

/** Null when there is none yet, or when it belongs to another root. */
export function readIntermediate(
  files: CaFiles,
  root: ParsedCertificate,
  passphrase: string | undefined,
  notices: string[],
): Intermediate | null {
  if (!existsSync(files.intermediate)) return null
  const key = readKey(files.intermediate, passphrase, notices)
  const text = readIfThere(files.intermediate) ?? ''
  const certificate = parseCertificate(text.slice(Math.max(0, text.indexOf('-----BEGIN CERT'))), files.intermediate)
  const { subject, keyId, notAfter, constraints, x509 } = certificate
  if (!x509.verify(root.x509.publicKey) || !x509.checkPrivateKey(key) || !constraints) return null
  return { subject, keyId, key, notAfter, constraints, pem: certificate.pem }
}

/** Issues a new one and puts it in the place of the old. */
export function writeIntermediate(
  files: CaFiles,
  root: ParsedCertificate,
  rootKey: Issuer['key'],
  constraints: Constraints,
  { passphrase, now }: { readonly passphrase?: string | undefined; readonly now: Date },
): Intermediate {
  const key = newKey()
  const validity = lasting(now, intermediateDays)
  if (validity.notAfter > root.notAfter) validity.notAfter = root.notAfter
  const issuer = { subject: root.subject, keyId: root.keyId, key: rootKey }
  const text = pem('CERTIFICATE', issueIntermediate(issuer, key, newSerial(), validity, constraints))
  replaceFile(files.intermediate, encodeKey(key, passphrase) + text, true)
  const { subject, keyId, notAfter } = parseCertificate(text, files.intermediate)
  return { subject, keyId, key, notAfter, constraints, pem: text }
}

/**
 * Issues an intermediate for the hosts that it has and `hosts`, with a root key that is kept elsewhere; with no hosts,
 * renews it. Throws CertificateError when the key is not this root's.
 */
export function extendWithRootKey(options: {
  readonly dir: string
  readonly hosts: readonly string[]
  readonly rootKeyFile: string
  readonly passphrase?: string | undefined
  readonly now: Date
}): Intermediate {
  const { dir, hosts, passphrase, rootKeyFile } = options
  const files = caFiles(dir)
  const root = readRoot(dir)
  const rootKey = readKey(rootKeyFile, passphrase, [])
  assertPair(root, rootKey, rootKeyFile)
  const had = readIntermediate(files, root, passphrase, [])?.constraints
  const constraints = constraintsFor([...(had?.dns ?? []), ...(had?.ips ?? []), ...hosts])
  return writeIntermediate(files, root, rootKey, constraints, options)
}

/** Throws CertificateError with the command to run when there is none that is valid now. */
export function usable(found: Intermediate | null, now: Date, dir: string): Intermediate {
  const remedy = `run: sluice ca extend --root-key PATH (the root key of ${dir} is offline)`
  if (found === null) throw new CertificateError(`${dir} has no intermediate certificate of its root; ${remedy}`)
  if (found.notAfter <= now)
    throw new CertificateError(`the intermediate certificate expired on ${day(found.notAfter)}; ${remedy}`)
  return found
}

export function nearEnd({ notAfter }: Intermediate, now: Date): boolean {
  return notAfter.getTime() - now.getTime() < renewDays * dayMs
}
