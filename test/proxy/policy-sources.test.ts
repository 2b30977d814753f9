import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, policyFiles, readPolicySources } from '../../proxy/policy-sources.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-sources-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('of a folder, .yaml and .yml files are read in name order; dot files and others are not', async () => {
  for (const name of ['b.yaml', 'a.yml', '.hidden.yaml', 'c.yaml~', 'readme.md']) writeFileSync(join(dir, name), name)
  expect((await readPolicySources(dir)).map(source => source.text)).toEqual(['a.yml', 'b.yaml'])
})

test.each([
  ['a path where nothing is', 'nothing.yaml', /nothing\.yaml: it does not exist; set policies/],
  ['a folder without policies', 'empty', /the folder holds no \.yaml file/],
])('%s is named with the remedy', async (_, name, message) => {
  mkdirSync(join(dir, 'empty'))
  await expect(policyFiles(join(dir, name))).rejects.toThrow(message)
})

test('the fingerprint changes with a save of the same length, and says nothing else', async () => {
  const path = join(dir, 'p.yaml')
  writeFileSync(path, 'a: 1')
  const first = await fingerprint(path)
  expect(await fingerprint(path)).toBe(first)
  writeFileSync(path, 'a: 2')
  utimesSync(path, new Date(), new Date(Date.now() + 5))
  expect(await fingerprint(path)).not.toBe(first)
  rmSync(path)
  expect(await fingerprint(path)).toMatch(/^unreadable/)
})
