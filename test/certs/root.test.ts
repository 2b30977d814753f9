import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCertificateAuthority } from '../../certs/authority.ts'
import { caFiles, readKey, readRoot, takeRootOffline } from '../../certs/root.ts'
import { makeAuthority, temporaryFolder } from './openssl.ts'

const now = () => new Date()

test('keys are for their owner alone, and so is the folder', async () => {
  const { dir } = await makeAuthority(['a.test'])
  const files = caFiles(dir)
  const modes = [dir, files.rootKey, files.intermediate].map(path => statSync(path).mode & 0o777)
  expect(modes).toEqual([0o700, 0o600, 0o600])
})

test('a key that others could read is narrowed at the next start, with a notice', async () => {
  const { dir } = await makeAuthority(['a.test'])
  chmodSync(caFiles(dir).rootKey, 0o640)
  const { notices } = await openCertificateAuthority({ dir, hosts: ['a.test'], now })
  expect(notices).toEqual([expect.stringContaining('root.key had mode 0640')])
  expect(statSync(caFiles(dir).rootKey).mode & 0o777).toBe(0o600)
})

describe('a passphrase', () => {
  test('encrypts both keys at rest, and is needed to open them', async () => {
    const dir = join(temporaryFolder(), 'ca')
    const options = { dir, hosts: ['a.test'], now }
    const { rootPem } = await openCertificateAuthority({ ...options, passphrase: 'one' })
    for (const path of [caFiles(dir).rootKey, caFiles(dir).intermediate])
      expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY/)
    expect((await openCertificateAuthority({ ...options, passphrase: 'one' })).rootPem).toBe(rootPem)
    await expect(openCertificateAuthority(options)).rejects.toThrow(/is encrypted: set SLUICE_CERTS_PASSPHRASE/)
    await expect(openCertificateAuthority({ ...options, passphrase: 'two' })).rejects.toThrow(/cannot be decrypted/)
  })

  test('that is set later encrypts what is there', async () => {
    const { dir, authority } = await makeAuthority(['a.test'])
    const again = await openCertificateAuthority({ dir, hosts: ['a.test'], now, passphrase: 'later' })
    expect(again.intermediate.pem).toBe(authority.intermediate.pem)
    expect(again.notices.filter(line => line.includes('was not encrypted'))).toHaveLength(2)
    for (const path of [caFiles(dir).rootKey, caFiles(dir).intermediate])
      expect(readFileSync(path, 'utf8')).not.toContain('BEGIN PRIVATE KEY')
    const third = await openCertificateAuthority({ dir, hosts: ['a.test'], now, passphrase: 'later' })
    expect(third.intermediate.pem).toBe(authority.intermediate.pem)
    expect(third.notices).toEqual([])
  })
})

test('a root key of another root is refused', async () => {
  const [one, two] = [await makeAuthority(['a.test']), await makeAuthority(['a.test'])]
  writeFileSync(caFiles(one.dir).rootKey, readFileSync(caFiles(two.dir).rootKey))
  await expect(openCertificateAuthority({ dir: one.dir, hosts: ['a.test'], now })).rejects.toThrow(
    /root\.key is not the key of root\.pem/,
  )
})

describe('taking the root offline', () => {
  test('moves the key, mode 0600, and leaves it whole', async () => {
    const { dir } = await makeAuthority(['a.test'])
    const target = join(temporaryFolder(), 'kept.key')
    expect(takeRootOffline(dir, target, undefined)).toBe(target)
    expect(existsSync(caFiles(dir).rootKey)).toBe(false)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(readRoot(dir).x509.checkPrivateKey(readKey(target, undefined, []))).toBe(true)
  })

  test('into a folder uses the name root.key', async () => {
    const { dir } = await makeAuthority(['a.test'])
    const folder = temporaryFolder()
    expect(takeRootOffline(dir, folder, undefined)).toBe(join(folder, 'root.key'))
  })

  test('never overwrites, and keeps the key when it cannot write', async () => {
    const { dir } = await makeAuthority(['a.test'])
    const taken = join(temporaryFolder(), 'taken')
    writeFileSync(taken, 'mine')
    expect(() => takeRootOffline(dir, taken, undefined)).toThrow(/taken exists/)
    expect(readFileSync(taken, 'utf8')).toBe('mine')
    expect(() => takeRootOffline(dir, join(taken, 'x'), undefined)).toThrow(/cannot be written/)
    expect(existsSync(caFiles(dir).rootKey)).toBe(true)
  })

  test('twice says that it is offline already', async () => {
    const { dir } = await makeAuthority(['a.test'])
    takeRootOffline(dir, join(temporaryFolder(), 'a'), undefined)
    expect(() => takeRootOffline(dir, join(temporaryFolder(), 'b'), undefined)).toThrow(/offline already/)
  })
})

test('a folder without a root names the command that makes one', () => {
  expect(() => readRoot(temporaryFolder())).toThrow(/root\.pem does not exist; make the CA with: sluice ca init/)
})
