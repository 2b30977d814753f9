import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPolicyAt } from '../../../proxy/cli/load-policy.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-load-policy-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const now = () => new Date('2026-11-21')
const settings = () => ({ data_dir: dir, fingerprints: { key_file: '' } })
const unset = () => {
  throw new Error('settings are not needed')
}

test('lists of words are read from beside the policy, without settings', async () => {
  writeFileSync(join(dir, 'names.txt'), '# projects\nBluebird\n')
  writeFileSync(join(dir, 'words.yaml'), 'version: 1\ndetectors:\n  names: { words_file: names.txt }\n')
  const loaded = await loadPolicyAt(join(dir, 'words.yaml'), { settings: unset, now })
  expect(loaded.ok && loaded.policy.scanner.scan([{ text: 'on Bluebird' }])).toMatchObject([{ detector: 'names' }])
})

test('a missing list of words, and fingerprints without their key, are errors of the policy', async () => {
  writeFileSync(
    join(dir, 'bad.yaml'),
    'version: 1\ndetectors:\n  names: { words_file: none.txt }\n  rows: { fingerprints: rows.slfp }\n',
  )
  const loaded = await loadPolicyAt(join(dir, 'bad.yaml'), { settings, now })
  expect(!loaded.ok && loaded.errors).toMatchObject([
    { line: 3, column: 24, message: 'none.txt: does not exist; paths are relative to the policy file' },
    { line: 4, column: 25, message: expect.stringMatching(/^rows\.slfp: .*fingerprint\.key: does not exist/) },
  ])
})
