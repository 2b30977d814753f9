/** The hash of values outside a running Sluice: asked for when it is needed, never made. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { valueHash } from '../../../proxy/cli/value-hash.ts'
import { SettingsError } from '../../../proxy/errors.ts'
import { openInstallationKey } from '../../../proxy/secret-key.ts'
import { compilePolicy } from '../gate.ts'

const exempting = (keys: string) =>
  compilePolicy(`exemptions:\n  - { id: e, until: 2100-01-01, reason: x, ${keys} }\nrules: []\n`)
const byValue = exempting(`values: ${'ab'.repeat(16)}`)

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-value-hash-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return dir
}

test('is not asked for when nothing is exempt by value', () => {
  const refused = (): never => {
    throw new SettingsError('not asked')
  }
  expect(valueHash(exempting('detectors: secrets'), refused)).toEqual({})
  expect(valueHash(byValue, refused)).toEqual({ note: 'exemptions by values are not used: not asked' })
})

test('is that of the installation', () => {
  const dir = folder()
  const key = openInstallationKey(dir)
  expect(valueHash(byValue, () => ({ data_dir: dir })).hash!('a value')).toBe(key.keyedHash('a value'))
})

test('without a key it says so, and makes none', () => {
  const dir = folder()
  expect(valueHash(byValue, () => ({ data_dir: dir })).note).toContain('has no installation.key')
  expect(existsSync(join(dir, 'installation.key'))).toBe(false)
})
