import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  deriveFileKeys,
  fingerprintKeyFile,
  openFingerprintKey,
  readFingerprintKey,
} from '../../../proxy/fingerprints/key.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-fingerprint-key-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('the key is made once and private; reading never makes one', () => {
  const path = join(dir, 'fingerprint.key')
  expect(() => readFingerprintKey(path)).toThrow(/does not exist; .*copy it here/)
  expect(existsSync(path)).toBe(false)
  const key = openFingerprintKey(path)
  expect(key).toHaveLength(32)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(openFingerprintKey(path)).toEqual(key)
  expect(readFingerprintKey(path)).toEqual(key)
})

test.each([
  ['', join('data', 'fingerprint.key')],
  ['/etc/sluice/fingerprint.key', '/etc/sluice/fingerprint.key'],
])('fingerprints.key_file %j means %s', (key_file, path) => {
  expect(fingerprintKeyFile({ data_dir: 'data', fingerprints: { key_file } })).toBe(path)
})

test('keys of a file differ by purpose, by salt and by key', () => {
  const [key, salt] = [randomBytes(32), randomBytes(32)]
  const keys = deriveFileKeys(key, salt)
  expect(deriveFileKeys(key, salt)).toEqual(keys)
  expect(Buffer.from(keys.cipher.subarray(0, 16))).not.toEqual(keys.hash)
  for (const other of [deriveFileKeys(randomBytes(32), salt), deriveFileKeys(key, randomBytes(32))]) {
    expect(other.cipher).not.toEqual(keys.cipher)
    expect(other.hash).not.toEqual(keys.hash)
    expect(other.check).not.toBe(keys.check)
  }
})
