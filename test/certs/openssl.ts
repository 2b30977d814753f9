/** Runs openssl and makes CA folders for the certificate tests. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { pem } from '../../certs/asn1.ts'
import { type CertificateAuthority, openCertificateAuthority } from '../../certs/authority.ts'
import { readHost } from '../../certs/constraints.ts'
import { createLeafIssuer, leafValidity } from '../../certs/leaf.ts'
import { newKey, newSerial } from '../../certs/root.ts'

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-certs-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export async function makeAuthority(hosts: readonly string[], now = () => new Date()) {
  const dir = join(temporaryFolder(), 'ca')
  return { dir, authority: await openCertificateAuthority({ dir, hosts, now }) }
}

/** A leaf as a thief of the intermediate's key could make it: for any name at all. */
export function forceLeaf(authority: CertificateAuthority, name: string): { key: string; cert: string } {
  const host = readHost(name)
  if (!host) throw new Error(`${name} is not a host`)
  const key = newKey()
  const { intermediate } = authority
  const der = createLeafIssuer(intermediate, key)(
    host,
    leafValidity(new Date(), 30, intermediate.notAfter),
    newSerial(),
  )
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', der) + intermediate.pem,
  }
}

/** `openssl verify -x509_strict` of the first certificate in `chain`, the others untrusted. Returns what it printed. */
export function opensslVerify(root: string, chain: string, ...flags: string[]): { ok: boolean; output: string } {
  const dir = temporaryFolder()
  const path = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }
  const args = ['verify', '-x509_strict', '-CAfile', path('root.pem', root)]
  const { status, output } = openssl([
    ...args,
    ...['-untrusted', path('chain.pem', chain)],
    ...flags,
    path('leaf.pem', chain),
  ])
  return { ok: status === 0, output }
}

export function openssl(args: readonly string[], input?: Buffer): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { input, encoding: 'utf8' })
  if (error) throw error
  return { status, output: stdout + stderr }
}
