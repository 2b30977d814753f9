/** X.509 certificates of the CA: root and name-constrained intermediate, EC P-256, as RFC 5280 and `-x509_strict` want. */
import { createHash, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import {
  bits,
  context,
  type Element,
  octets,
  oid,
  pem,
  read,
  sequence,
  set,
  tag,
  time,
  tlv,
  unsigned,
  utf8,
  write,
} from './asn1.ts'
import { type Constraints, decodeConstraints, encodeConstraints } from './constraints.ts'
import { CertificateError } from './error.ts'

export const ids = {
  commonName: oid('2.5.4.3'),
  organization: oid('2.5.4.10'),
  subjectKeyIdentifier: oid('2.5.29.14'),
  keyUsage: oid('2.5.29.15'),
  subjectAltName: oid('2.5.29.17'),
  basicConstraints: oid('2.5.29.19'),
  nameConstraints: oid('2.5.29.30'),
  authorityKeyIdentifier: oid('2.5.29.35'),
  extendedKeyUsage: oid('2.5.29.37'),
  serverAuth: oid('1.3.6.1.5.5.7.3.1'),
  ecdsaWithSha256: sequence(oid('1.2.840.10045.4.3.2')),
}

const yes = tlv(tag.boolean, Buffer.of(0xff))
const version3 = context(0, true, unsigned(2))

/** What is needed of an issuer to sign: its name and key id as DER, and its key. */
export interface Issuer {
  readonly subject: Buffer
  readonly keyId: Buffer
  readonly key: KeyObject
}

export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** A certificate that was read back. */
export interface ParsedCertificate {
  readonly der: Buffer
  readonly pem: string
  readonly subject: Buffer
  readonly keyId: Buffer
  readonly notBefore: Date
  readonly notAfter: Date
  /** Null when the certificate has no name constraints. */
  readonly constraints: Constraints | null
  readonly x509: X509Certificate
}

/** Self-signed root: may sign intermediates (path length 1) and nothing longer. */
export function issueRoot(key: KeyObject, serial: Buffer, validity: Validity): Buffer {
  const spki = spkiOf(key)
  const keyId = keyIdOf(spki)
  const subject = name('Sluice Root CA', keyId)
  const extensions = [
    extension(ids.basicConstraints, true, sequence(yes, unsigned(1))),
    extension(ids.keyUsage, true, keyCertSign),
    extension(ids.subjectKeyIdentifier, false, octets(keyId)),
  ]
  return signCertificate({ subject, keyId, key }, serial, validity, subject, spki, extensions)
}

/** Intermediate for leaf certificates of TLS servers within `constraints`, which are critical. */
export function issueIntermediate(
  issuer: Issuer,
  publicKey: KeyObject,
  serial: Buffer,
  validity: Validity,
  constraints: Constraints,
): Buffer {
  const spki = spkiOf(publicKey)
  const keyId = keyIdOf(spki)
  return signCertificate(issuer, serial, validity, name('Sluice Intermediate CA', keyId), spki, [
    extension(ids.basicConstraints, true, sequence(yes, unsigned(0))),
    extension(ids.keyUsage, true, keyCertSign),
    extension(ids.extendedKeyUsage, false, sequence(ids.serverAuth)),
    extension(ids.nameConstraints, true, encodeConstraints(constraints)),
    extension(ids.subjectKeyIdentifier, false, octets(keyId)),
    authorityKeyId(issuer.keyId),
  ])
}

/** Puts the parts together and signs them with ECDSA over SHA-256. */
export function signCertificate(
  issuer: Issuer,
  serial: Buffer,
  validity: Validity,
  subject: Buffer,
  spki: Buffer,
  extensions: readonly Buffer[],
): Buffer {
  const body = sequence(
    version3,
    unsigned(serial),
    ids.ecdsaWithSha256,
    issuer.subject,
    sequence(time(validity.notBefore), time(validity.notAfter)),
    subject,
    spki,
    context(3, true, sequence(...extensions)),
  )
  return sequence(body, ids.ecdsaWithSha256, bits(0, sign('sha256', body, issuer.key)))
}

export function extension(id: Buffer, critical: boolean, value: Buffer): Buffer {
  return sequence(id, ...(critical ? [yes] : []), octets(value))
}

export function authorityKeyId(keyId: Buffer): Buffer {
  return extension(ids.authorityKeyIdentifier, false, sequence(context(0, false, keyId)))
}

export function attribute(id: Buffer, text: string): Buffer {
  return set(sequence(id, utf8(text)))
}

/** SubjectPublicKeyInfo of a key, private or public. */
export function spkiOf(key: KeyObject): Buffer {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' })
}

/** Leftmost 160 bits of SHA-256 over the public key's bits (RFC 7093 section 2, method 1). */
export function keyIdOf(spki: Buffer): Buffer {
  // P-256 in SubjectPublicKeyInfo: the uncompressed point is the last 65 bytes.
  return createHash('sha256').update(spki.subarray(-65)).digest().subarray(0, 20)
}

/** Reads a certificate of ours. Throws CertificateError naming `source` when it is not one. */
export function parseCertificate(text: string, source: string): ParsedCertificate {
  let x509: X509Certificate
  let body: Element | undefined
  try {
    x509 = new X509Certificate(text)
    body = read(x509.raw).children[0]
  } catch (cause) {
    throw new CertificateError(`${source} is not a certificate`, { cause })
  }
  const extensions = body?.children.find(child => child.tagByte === 0xa3)?.children[0]?.children ?? []
  const extensionValue = (id: Buffer) => extensions.find(item => write(item.children[0]!).equals(id))?.children.at(-1)
  const keyId = extensionValue(ids.subjectKeyIdentifier)
  const constraints = extensionValue(ids.nameConstraints)
  if (!body || !keyId) throw new CertificateError(`${source} is not a CA certificate that Sluice made`)
  return {
    der: x509.raw,
    pem: pem('CERTIFICATE', x509.raw),
    subject: write(body.children[5]!),
    keyId: read(keyId.contents).contents,
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
    constraints: constraints ? decodeConstraints(read(constraints.contents)) : null,
    x509,
  }
}

/** keyCertSign and cRLSign: bits 5 and 6, the last bit unused. */
const keyCertSign = bits(1, Buffer.of(0x06))

/** The key id in the name keeps two installations, or two generations, apart in a trust store. */
function name(title: string, keyId: Buffer): Buffer {
  return sequence(
    attribute(ids.organization, 'Sluice'),
    attribute(ids.commonName, `${title} ${keyId.toString('hex', 0, 4)}`),
  )
}
