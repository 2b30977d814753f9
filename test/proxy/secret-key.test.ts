import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SettingsError } from '../../proxy/errors.ts'
import { openInstallationKey } from '../../proxy/secret-key.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-key-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('the key is made once, private, and hashes alike after a restart', () => {
  const data = join(dir, 'data')
  const first = openInstallationKey(data).keyedHash('value')
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(openInstallationKey(data).keyedHash('value')).toBe(first)
  expect(openInstallationKey(data).keyedHash('other')).not.toBe(first)
  expect(statSync(join(data, 'installation.key')).mode & 0o777).toBe(0o600)
  expect(statSync(data).mode & 0o777).toBe(0o700)
})

test('two installations hash differently', () => {
  const a = openInstallationKey(join(dir, 'a'))
  const b = openInstallationKey(join(dir, 'b'))
  expect(a.keyedHash('value')).not.toBe(b.keyedHash('value'))
  expect(a.derive('sessions')).not.toEqual(a.derive('tokens'))
})

test('a damaged key is refused, never replaced', () => {
  writeFileSync(join(dir, 'installation.key'), 'short', { mode: 0o600 })
  expect(() => openInstallationKey(dir)).toThrow(SettingsError)
  expect(() => openInstallationKey(dir)).toThrow(/is damaged \(5 bytes/)
})

test('a key that others can read is refused with the remedy', () => {
  openInstallationKey(dir)
  chmodSync(join(dir, 'installation.key'), 0o644)
  expect(() => openInstallationKey(dir)).toThrow(/chmod 600/)
})

test('a folder that cannot be written is one line with the path', () => {
  writeFileSync(join(dir, 'file'), '')
  expect(() => openInstallationKey(join(dir, 'file'))).toThrow(/file\/installation\.key: cannot be read \(ENOTDIR\)/)
})
