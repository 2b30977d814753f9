/** Issues leaf certificates for exactly one host from a prepared template; pure: time and serial numbers are passed in. */
import type { KeyObject } from 'node:crypto'
import { bits, octets, sequence } from './asn1.ts'
import {
  attribute,
  authorityKeyId,
  extension,
  type Issuer,
  ids,
  keyIdOf,
  signCertificate,
  spkiOf,
  type Validity,
} from './certificate.ts'
import { encodeAltName, type Host } from './constraints.ts'

const dayMs = 86_400_000

/** Clocks of clients run late now and then. */
const backDateMs = 3_600_000

/** The most that public CAs may give from 2029 (CA/Browser Forum ballot SC-081); some clients hold everyone to it. */
export const maxLeafDays = 47

/** Returns the leaf as DER. `serial` is 16 random bytes. */
export type IssueLeaf = (host: Host, validity: Validity, serial: Buffer) => Buffer

export function createLeafIssuer(issuer: Issuer, leafKey: KeyObject): IssueLeaf {
  const spki = spkiOf(leafKey)
  const organization = attribute(ids.organization, 'Sluice')
  const before = [
    extension(ids.basicConstraints, true, sequence()),
    extension(ids.keyUsage, true, digitalSignature),
    extension(ids.extendedKeyUsage, false, sequence(ids.serverAuth)),
    extension(ids.subjectKeyIdentifier, false, octets(keyIdOf(spki))),
    authorityKeyId(issuer.keyId),
  ]
  return (host, validity, serial) => {
    // An address as common name would be checked against the DNS constraints; a name over 64 is not allowed there.
    const named = host.kind === 'dns' && host.name.length <= 64
    const subject = sequence(organization, ...(named ? [attribute(ids.commonName, host.name)] : []))
    const altName = extension(ids.subjectAltName, false, encodeAltName(host))
    return signCertificate(issuer, positive(serial), validity, subject, spki, [...before, altName])
  }
}

/** At most `days` in all, the back-dated hour included, and never past the issuer's own end. */
export function leafValidity(now: Date, days: number, issuerNotAfter: Date): Validity {
  const start = wholeSecond(now.getTime() - backDateMs)
  const end = Math.min(start + Math.min(days, maxLeafDays) * dayMs - 1000, issuerNotAfter.getTime())
  return { notBefore: new Date(start), notAfter: new Date(end) }
}

/** RFC 5280 section 4.1.2.2: positive and at most 20 octets; a set high bit but one keeps the length constant. */
export function positive(serial: Buffer): Buffer {
  const copy = Buffer.from(serial)
  copy[0] = (copy[0]! & 0x7f) | 0x40
  return copy
}

const digitalSignature = bits(7, Buffer.of(0x80))

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000
}
