import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCertificateAuthority } from '../../certs/authority.ts'
import { extendWithRootKey } from '../../certs/intermediate.ts'
import { caFiles, takeRootOffline } from '../../certs/root.ts'
import { makeAuthority, openssl, opensslVerify, temporaryFolder } from './openssl.ts'

const now = new Date()

async function offline(hosts: readonly string[]) {
  const { dir, authority } = await makeAuthority(hosts)
  return { dir, authority, rootKeyFile: takeRootOffline(dir, join(temporaryFolder(), 'kept.key'), undefined) }
}

describe('extending with a root key kept elsewhere', () => {
  test('adds hosts to those that were there and leaves the root key where it is', async () => {
    const { dir, authority, rootKeyFile } = await offline(['a.test'])
    const extended = extendWithRootKey({ dir, hosts: ['b.test', '10.0.0.1'], rootKeyFile, now })
    expect(extended.constraints).toEqual({ dns: ['a.test', 'b.test'], ips: ['10.0.0.1'] })
    expect(opensslVerify(authority.rootPem, extended.pem)).toMatchObject({ ok: true })
    expect(authority.rootOnline).toBe(false)
  })

  test('is taken up by a running authority without a restart', async () => {
    const { dir, authority, rootKeyFile } = await offline(['a.test'])
    extendWithRootKey({ dir, hosts: ['b.test'], rootKeyFile, now })
    expect(authority.permits('b.test')).toBe(false)
    await authority.extend(['b.test'])
    expect(authority.permits('b.test')).toBe(true)
  })

  test('is kept by the next start, even where the policy asks for less', async () => {
    const { dir, rootKeyFile } = await offline(['a.test'])
    extendWithRootKey({ dir, hosts: ['b.test'], rootKeyFile, now })
    const again = await openCertificateAuthority({ dir, hosts: ['a.test'], now: () => now })
    expect(again.permits('b.test')).toBe(true)
  })

  test("refuses another root's key and changes nothing", async () => {
    const { dir } = await offline(['a.test'])
    const other = await offline(['a.test'])
    const before = readFileSync(caFiles(dir).intermediate)
    const attempt = () => extendWithRootKey({ dir, hosts: ['b.test'], rootKeyFile: other.rootKeyFile, now })
    expect(attempt).toThrow(/is not the key of root\.pem/)
    expect(readFileSync(caFiles(dir).intermediate)).toEqual(before)
  })
})

test('the intermediate is critical in what limits it', async () => {
  const { authority } = await makeAuthority(['a.test', '10.0.0.1'])
  const { output } = openssl(['x509', '-noout', '-text'], Buffer.from(authority.intermediate.pem))
  expect(output).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/)
  expect(output).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/)
  expect(output).toMatch(/Extended Key Usage:[^\n]*\s+TLS Web Server Authentication\n/)
  expect(output).toMatch(
    /Name Constraints: critical\s+Permitted:\s+DNS:a\.test\s+IP:10\.0\.0\.1\/255\.255\.255\.255\s+Excluded:\s+IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0/,
  )
})

test('the intermediate never outlives its root', async () => {
  const { authority, dir } = await makeAuthority(['a.test'])
  const late = new Date(Date.now() + 3500 * 86_400_000)
  const again = await openCertificateAuthority({ dir, hosts: ['a.test'], now: () => late })
  expect(again.rootPem).toBe(authority.rootPem)
  expect(
    opensslVerify(again.rootPem, again.intermediate.pem, '-attime', String((late.getTime() / 1000) | 0)),
  ).toMatchObject({ ok: true })
  expect(again.intermediate.notAfter.getTime()).toBeLessThan(late.getTime() + 151 * 86_400_000)
})
