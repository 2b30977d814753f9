import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { policyScanner } from '../../../proxy/cli/scan-policy.ts'
import { makeSecret } from '../../secrets.ts'

const now = new Date('2026-11-21T12:00:00Z')

function write(name: string, text: string, dir = mkdtempSync(join(tmpdir(), 'sluice-scan-policy-'))): string {
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, name), text)
  return dir
}

test('a folder of policies gives one scanner: its own detectors, and the built-in ones as it sets them', async () => {
  const dir = write('a.yaml', 'version: 1\ndetectors: { project: { words: [Bluebird] } }\n')
  write('b.yml', 'version: 1\ndetectors: { github-token: { enabled: false } }\n', dir)
  const scanner = await policyScanner(dir, now)
  const text = `Bluebird ${makeSecret('ghp_[A-Za-z0-9]{36}')} ${makeSecret('AKIA[A-Z2-7]{16}')}`
  const found = scanner.scan([{ text }]).map(finding => finding.detector)
  expect(found).toContain('project')
  expect(found).toContain('aws-access-key-id')
  expect(found).not.toContain('github-token')
})

test('every error of a broken policy is a line with its place', async () => {
  const dir = write('p.yaml', 'version: 1\nrulse: []\nmod: monitor\n')
  const failure: Error = await policyScanner(join(dir, 'p.yaml'), now).catch(error => error)
  expect(failure.name).toBe('SettingsError')
  expect(failure.message.split('\n').map(line => /p\.yaml:(\d+):/.exec(line)?.[1])).toEqual(['2', '3'])
})

test.each([
  ['a file that is not there', '/no/such/policy.yaml', 'it does not exist'],
  ['a folder without a policy', tmpdir(), 'the folder holds no .yaml file'],
])('%s is an error', async (_, path, words) => {
  const empty = path === tmpdir() ? write('readme.txt', '') : path
  await expect(policyScanner(empty, now)).rejects.toThrow(words)
})
