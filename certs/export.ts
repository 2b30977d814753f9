/** The root certificate in the forms that operating systems and device management import. Never a key. */
import { createHmac, randomBytes } from 'node:crypto'
import forge from 'node-forge'
import { context, octets, oid, pem, sequence, set, tag, tlv, unsigned } from './asn1.ts'
import { readRoot } from './root.ts'

export type ExportFormat = 'pem' | 'der' | 'p12'
export const exportFormats: readonly ExportFormat[] = ['pem', 'der', 'p12']

/** `password` protects the integrity of a p12; its contents are public. Throws CertificateError when there is no CA. */
export function exportRoot(dir: string, format: ExportFormat, password = ''): Buffer {
  const { der } = readRoot(dir)
  switch (format) {
    case 'pem':
      return Buffer.from(pem('CERTIFICATE', der))
    case 'der':
      return der
    case 'p12':
      return toPkcs12(der, 'Sluice Root CA', password, randomBytes(8))
    default:
      throw new Error(format satisfies never)
  }
}

/** SHA-256 of the root certificate, upper-case hex with colons. */
export function rootFingerprint(dir: string): string {
  return readRoot(dir).x509.fingerprint256
}

const iterations = 10_000

const p12 = {
  data: oid('1.2.840.113549.1.7.1'),
  certificateBag: oid('1.2.840.113549.1.12.10.1.3'),
  x509Certificate: oid('1.2.840.113549.1.9.22.1'),
  friendlyName: oid('1.2.840.113549.1.9.20'),
  /** Java reads a certificate without a key only when it carries this attribute. */
  trustedKeyUsage: oid('2.16.840.1.113894.746875.1.1'),
  anyUsage: oid('2.5.29.37.0'),
  sha1: oid('1.3.14.3.2.26'),
}

/**
 * A trust store with one certificate (RFC 7292). The MAC is HMAC-SHA-1: macOS before 15 and Windows before 10 1709
 * read no other, and what it protects is public.
 */
function toPkcs12(certificate: Buffer, name: string, password: string, salt: Buffer): Buffer {
  const attributes = set(
    sequence(p12.friendlyName, set(tlv(tag.bmpString, Buffer.from(name, 'utf16le').swap16()))),
    sequence(p12.trustedKeyUsage, set(p12.anyUsage)),
  )
  const bag = sequence(
    p12.certificateBag,
    context(0, true, sequence(p12.x509Certificate, context(0, true, octets(certificate)))),
    attributes,
  )
  const authenticatedSafe = sequence(contentInfo(sequence(bag)))
  const macKey = forge.pkcs12.generateKey(password, forge.util.createBuffer(salt.toString('latin1')), 3, iterations, 20)
  const mac = createHmac('sha1', Buffer.from(macKey.getBytes(), 'latin1')).update(authenticatedSafe).digest()
  const digestInfo = sequence(sequence(p12.sha1, tlv(0x05)), octets(mac))
  return sequence(unsigned(3), contentInfo(authenticatedSafe), sequence(digestInfo, octets(salt), unsigned(iterations)))
}

function contentInfo(data: Buffer): Buffer {
  return sequence(p12.data, context(0, true, octets(data)))
}
