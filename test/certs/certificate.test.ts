import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { pem } from '../../certs/asn1.ts'
import { issueIntermediate, issueRoot, keyIdOf, parseCertificate, spkiOf } from '../../certs/certificate.ts'
import { constraintsFor } from '../../certs/constraints.ts'
import { newKey } from '../../certs/root.ts'
import { openssl } from './openssl.ts'

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2051-06-30T12:34:56Z') }
const serial = Buffer.from('4000000000000000000000000000abcd', 'hex')

test('a root reads back as it was issued, beyond 2049 as well', () => {
  const key = newKey()
  const root = parseCertificate(pem('CERTIFICATE', issueRoot(key, serial, validity)), 'root.pem')
  expect(root.x509.ca).toBe(true)
  expect(root.x509.checkIssued(root.x509)).toBe(true)
  expect(root.x509.serialNumber).toBe(serial.toString('hex').toUpperCase())
  expect({ notBefore: root.notBefore, notAfter: root.notAfter }).toEqual(validity)
  expect(root.keyId).toEqual(keyIdOf(spkiOf(key)))
  expect(root.constraints).toBeNull()
})

test('an intermediate is issued by its root, with the name and key id that the root has', () => {
  const rootKey = newKey()
  const root = parseCertificate(pem('CERTIFICATE', issueRoot(rootKey, serial, validity)), 'root.pem')
  const constraints = constraintsFor(['a.test', '10.0.0.1'])
  const issuer = { subject: root.subject, keyId: root.keyId, key: rootKey }
  const der = issueIntermediate(issuer, newKey(), serial, validity, constraints)
  const intermediate = parseCertificate(pem('CERTIFICATE', der), 'intermediate.pem')
  expect(intermediate.x509.checkIssued(root.x509)).toBe(true)
  expect(intermediate.x509.verify(root.x509.publicKey)).toBe(true)
  expect(intermediate.constraints).toEqual(constraints)
  expect(intermediate.subject).not.toEqual(root.subject)
})

test('two installations have different root names', () => {
  const nameOf = () => new X509Certificate(issueRoot(newKey(), serial, validity)).subject
  expect(nameOf()).not.toBe(nameOf())
})

test('the key id is the one that RFC 7093 makes of the key', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const point = openssl(['ec', '-pubin', '-inform', 'DER', '-noout', '-text'], spki).output
  const hex = /pub:([\s0-9a-f:]+)ASN1/.exec(point)?.[1]?.replace(/[\s:]/g, '') ?? ''
  const digest = openssl(['dgst', '-sha256', '-r'], Buffer.from(hex, 'hex')).output
  expect(keyIdOf(spki).toString('hex')).toBe(digest.slice(0, 40))
})

test.each([
  ['no certificate', 'hello', /^here is not a certificate$/],
  ['a certificate of another maker', makeForeign(), /^here is not a CA certificate that Sluice made$/],
])('%s is refused by name', (_, text, message) => {
  expect(() => parseCertificate(text, 'here')).toThrow(message)
})

/** Self-signed without a subject key identifier. */
function makeForeign(): string {
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    '/dev/null',
  ]
  const { output } = openssl([...args, '-subj', '/CN=x', '-addext', 'subjectKeyIdentifier=none', '-days', '2'])
  return output.slice(output.indexOf('-----BEGIN CERT'))
}
