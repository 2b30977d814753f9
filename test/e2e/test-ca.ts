/** A certificate authority for fake upstreams, made for one test: good leaves and the bad ones that must be refused. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pem, sequence } from '../../certs/asn1.ts'
import {
  attribute,
  extension,
  ids,
  issueRoot,
  keyIdOf,
  parseCertificate,
  signCertificate,
  spkiOf,
} from '../../certs/certificate.ts'
import { encodeAltName, readHost } from '../../certs/constraints.ts'
import { createLeafIssuer } from '../../certs/leaf.ts'
import { newKey, newSerial } from '../../certs/root.ts'
import { temporaryFolder } from './start.ts'

export interface Credentials {
  readonly key: string
  readonly cert: string
}

export interface TestCa {
  readonly pem: string
  /** The same as a file, for `upstream.extra_ca_files` and curl. */
  readonly file: string
  /** A leaf for the host; `expired`: its last day was yesterday. */
  issue(host: string, options?: { readonly expired?: boolean }): Credentials
}

const dayMs = 86_400_000

export function makeTestCa(): TestCa {
  const rootKey = newKey()
  const root = parseCertificate(pem('CERTIFICATE', issueRoot(rootKey, newSerial(), around(30, 30))), 'the test root')
  const file = join(temporaryFolder('sluice-test-ca-'), 'root.pem')
  writeFileSync(file, root.pem)
  const leafKey = newKey()
  const issueLeaf = createLeafIssuer({ subject: root.subject, keyId: root.keyId, key: rootKey }, leafKey)
  return {
    pem: root.pem,
    file,
    issue(host, options = {}) {
      const name = readHost(host)
      if (!name) throw new Error(`${host} is not a host`)
      const validity = options.expired ? around(10, -1) : around(1, 10)
      return { key: textOf(leafKey), cert: pem('CERTIFICATE', issueLeaf(name, validity, newSerial())) + root.pem }
    },
  }
}

/** A server's certificate that only vouches for itself. */
export function selfSigned(host: string): Credentials {
  const key = newKey()
  const spki = spkiOf(key)
  const keyId = keyIdOf(spki)
  const name = readHost(host)
  if (!name) throw new Error(`${host} is not a host`)
  const subject = sequence(attribute(ids.commonName, host))
  const der = signCertificate({ subject, keyId, key }, newSerial(), around(1, 10), subject, spki, [
    extension(ids.subjectAltName, false, encodeAltName(name)),
    extension(ids.extendedKeyUsage, false, sequence(ids.serverAuth)),
  ])
  return { key: textOf(key), cert: pem('CERTIFICATE', der) }
}

/** A CA's own certificate, shown as if it were a server's. */
export function notForServers(): Credentials {
  const key = newKey()
  return { key: textOf(key), cert: pem('CERTIFICATE', issueRoot(key, newSerial(), around(1, 10))) }
}

function around(daysBefore: number, daysAfter: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  return { notBefore: new Date(now - daysBefore * dayMs), notAfter: new Date(now + daysAfter * dayMs) }
}

function textOf(key: ReturnType<typeof newKey>): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
