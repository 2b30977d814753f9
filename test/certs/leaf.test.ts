import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { pem } from '../../certs/asn1.ts'
import { readHost } from '../../certs/constraints.ts'
import { createLeafIssuer, leafValidity, positive } from '../../certs/leaf.ts'
import { newKey } from '../../certs/root.ts'
import { makeAuthority, openssl } from './openssl.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const at = new Date('2026-03-01T12:00:00.750Z')

async function issue(host: string, serial = Buffer.alloc(16, 0xff)) {
  const { authority } = await makeAuthority([host])
  const parsed = readHost(host)
  if (!parsed) throw new Error('bad host in test')
  const validity = leafValidity(at, 30, authority.intermediate.notAfter)
  const der = createLeafIssuer(authority.intermediate, newKey())(parsed, validity, serial)
  return { authority, leaf: new X509Certificate(der), text: openssl(['x509', '-noout', '-text'], pemOf(der)).output }
}

const pemOf = (der: Buffer) => Buffer.from(pem('CERTIFICATE', der))

test.each([
  ['api.openai.test', 'DNS:api.openai.test'],
  ['10.1.2.3', 'IP Address:10.1.2.3'],
  ['2001:db8::7', 'IP Address:2001:DB8:0:0:0:0:0:7'],
])('a leaf for %s names exactly that host', async (host, altName) => {
  const { leaf } = await issue(host)
  expect(leaf.subjectAltName).toBe(altName)
})

test('a leaf carries what strict clients ask for', async () => {
  const { leaf, text, authority } = await issue('api.openai.test')
  const intermediate = new X509Certificate(authority.intermediate.pem)
  expect(leaf.checkIssued(intermediate)).toBe(true)
  expect(leaf.verify(intermediate.publicKey)).toBe(true)
  expect(leaf.ca).toBe(false)
  expect(leaf.serialNumber).toBe(`7F${'FF'.repeat(15)}`)
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/)
  expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
  const keyId = authority.intermediate.keyId
    .toString('hex')
    .toUpperCase()
    .replace(/..(?!$)/g, '$&:')
  expect(text.match(/Authority Key Identifier:\s+(?:keyid:)?(\S+)/)?.[1]).toBe(keyId)
})

test('validity starts an hour ago and lasts the days given, the hour included', () => {
  const { notBefore, notAfter } = leafValidity(at, 30, new Date('2030-01-01'))
  expect(notBefore.toISOString()).toBe('2026-03-01T11:00:00.000Z')
  // Both ends count as valid (RFC 5280 section 4.1.2.5).
  expect(notAfter.getTime() - notBefore.getTime()).toBe(30 * dayMs - 1000)
})

test('validity never exceeds 47 days or the issuer', () => {
  const long = leafValidity(at, 400, new Date('2030-01-01'))
  expect(long.notAfter.getTime() - long.notBefore.getTime()).toBeLessThanOrEqual(47 * dayMs)
  const end = new Date(at.getTime() + hourMs)
  expect(leafValidity(at, 30, end).notAfter).toEqual(end)
})

test.each([0x00, 0x80, 0xff])('a serial that starts with %i is positive and keeps its length', first => {
  const serial = positive(Buffer.from([first, 1, 2]))
  expect(serial[0]).toBeGreaterThanOrEqual(0x40)
  expect(serial[0]).toBeLessThan(0x80)
  expect(serial.subarray(1)).toEqual(Buffer.from([1, 2]))
})
