/** A policy's detectors, from a file or a folder; its errors in full. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policyScanner } from '../../../proxy/cli/scan-policy.ts'

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
    expect((await policyScanner(path, host)).scan([{ text: 'Bluebird' }])).toMatchObject([{ detector: 'names' }])
})

test('a broken policy is told with its place', async () => {
  const file = join(folder, 'broken.txt')
  writeFileSync(file, 'version: 1\nrulez: []\n')
  await expect(policyScanner(file, host)).rejects.toThrow('broken.txt:2')
})

test('nothing there', async () => {
  await expect(policyScanner(join(folder, 'none.yaml'), host)).rejects.toThrow('does not exist')
})
