/** Counts, sizes and names read right, and the lines for the policy load. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { countBefore, counted, detectorId, policyLines, sized } from '../../../proxy/cli/fingerprint-report.ts'

test('counts and sizes', () => {
  expect([counted(1, 'document'), counted(1204, 'document'), counted(0, 'entry', 'entries')]).toEqual([
    '1 document',
    '1,204 documents',
    '0 entries',
  ])
  expect([sized(1), sized(12_001), sized(999_999), sized(11_960_000)]).toEqual(['1 KB', '13 KB', '1000 KB', '12.0 MB'])
})

test.each([
  ['Customers', 'customers'],
  ['2024 Q1-Kunden (neu)', 'q1-kunden-neu'],
  ['客户', 'records'],
  ['a'.repeat(99), 'a'.repeat(60)],
])('a detector for %s', (name, id) => {
  expect(detectorId(name, 'records')).toBe(id)
})

test.each(['a.slfp', 'my files/a: b.slfp', 'x#y.slfp', '"q".slfp'])('lines for the policy: %s', path => {
  const text = policyLines('a', path, ', together: 2', '{ any_of: [a] }').join('\n')
  expect(parse(text.slice(text.indexOf('detectors:')))).toEqual({
    detectors: { a: { fingerprints: path, together: 2 } },
    rules: [{ id: 'no-a', when: { content: { any_of: ['a'] } }, action: 'block' }],
  })
})

test('nothing was made before where there is no file, or another', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-report-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'a.slfp'), 'hello')
  expect(await countBefore(join(dir, 'none.slfp'), 'rows')).toBeUndefined()
  expect(await countBefore(join(dir, 'a.slfp'), 'rows')).toBeUndefined()
})
