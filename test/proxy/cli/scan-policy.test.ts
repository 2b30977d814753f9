/** A policy's detectors, from a file or a folder; its errors in full. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScanPolicy } from '../../../proxy/cli/scan-policy.ts'
import { openInstallationKey } from '../../../proxy/secret-key.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-scan-policy-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const host = {
  settings: () => ({ data_dir: folder, fingerprints: { key_file: '' } }),
  now: () => new Date('2026-01-01'),
}

test('own words are found, from the file and from its folder', async () => {
  const file = join(folder, 'policies.yaml')
  writeFileSync(file, 'version: 1\ndetectors:\n  names: { words: [Bluebird] }\n')
  for (const path of [file, folder])
    expect((await openScanPolicy(path, host)).scanner.scan([{ text: 'Bluebird' }])).toMatchObject([
      { detector: 'names' },
    ])
})

test('a broken policy is told with its place', async () => {
  const file = join(folder, 'broken.txt')
  writeFileSync(file, 'version: 1\nrulez: []\n')
  await expect(openScanPolicy(file, host)).rejects.toThrow('broken.txt:2')
})

test('nothing there', async () => {
  await expect(openScanPolicy(join(folder, 'none.yaml'), host)).rejects.toThrow('does not exist')
})

test('findings are exempt by detector, pattern, path, and by value where the key is at hand', async () => {
  const text = 'Bluebird and Falcon'
  const exempt = async (keys: string, path?: string, dir = folder) => {
    const file = join(folder, 'exempting.txt')
    writeFileSync(
      file,
      `version: 1\ndetectors:\n  names: { words: [Bluebird, Falcon] }\nexemptions:\n  - { id: e, until: 2030-01-01, reason: x, ${keys} }\n`,
    )
    const own = { ...host, settings: () => ({ ...host.settings(), data_dir: dir }) }
    const policy = await openScanPolicy(file, own)
    const found = policy.scanner.scan([{ text }])
    return { names: [...policy.exempt(text, found, path).keys()].map(one => text.slice(one.start, one.end)), policy }
  }
  expect((await exempt('detectors: names')).names).toEqual(['Bluebird', 'Falcon'])
  expect((await exempt('patterns: F.*')).names).toEqual(['Falcon'])
  expect((await exempt('paths: "*/fixtures/*"', 'test/fixtures/a.txt')).names).toHaveLength(2)
  expect((await exempt('paths: "*/fixtures/*"', 'src/a.txt')).names).toEqual([])
  expect((await exempt('detectors: names, app: openai-api')).names).toEqual([])
  const { keyedHash } = openInstallationKey(join(folder, 'data'))
  const byValue = `values: "${keyedHash('Falcon')}"`
  expect((await exempt(byValue, undefined, join(folder, 'data'))).names).toEqual(['Falcon'])
  const without = await exempt(byValue, undefined, join(folder, 'elsewhere'))
  expect(without.names).toEqual([])
  expect(without.policy.notes.join()).toContain('has no installation.key')
})
