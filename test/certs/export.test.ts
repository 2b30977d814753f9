import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportFormats, exportRoot, rootFingerprint } from '../../certs/export.ts'
import { makeAuthority, openssl, temporaryFolder } from './openssl.ts'

test('PEM and DER are the root certificate', async () => {
  const { dir, authority } = await makeAuthority(['a.test'])
  expect(exportRoot(dir, 'pem').toString()).toBe(authority.rootPem)
  expect(new X509Certificate(exportRoot(dir, 'der')).fingerprint256).toBe(rootFingerprint(dir))
  expect(rootFingerprint(dir)).toBe(authority.rootFingerprint)
})

test.each(['', 'pass word ü'])('a p12 with password %j opens with it and holds the root alone', async password => {
  const { dir, authority } = await makeAuthority(['a.test'])
  const file = join(temporaryFolder(), 'root.p12')
  writeFileSync(file, exportRoot(dir, 'p12', password))
  const open = (secret: string) => openssl(['pkcs12', '-in', file, '-passin', `pass:${secret}`, '-nodes', '-info'])
  const { status, output } = open(password)
  expect(status).toBe(0)
  expect(output).toContain(authority.rootPem.trim())
  expect(output).toMatch(/friendlyName: Sluice Root CA/)
  expect(output).not.toMatch(/PRIVATE KEY/)
  expect(open('wrong').status).not.toBe(0)
})

test.each(exportFormats)('no private key is in %s', async format => {
  const { dir, authority } = await makeAuthority(['a.test'])
  const secret = authority.intermediate.key.export({ format: 'jwk' }).d ?? ''
  const bytes = exportRoot(dir, format)
  expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false)
  expect(bytes.includes('PRIVATE KEY')).toBe(false)
})
