/** SARIF 2.1.0 that code hosts and viewers take, without values. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createScanner } from '../../../policy/scan.ts'
import { locate } from '../../../proxy/cli/scan-report.ts'
import { sarifReport } from '../../../proxy/cli/scan-sarif.ts'
import { makeSecret } from '../../secrets.ts'

const key = makeSecret('AKIA[A-Z2-7]{16}')
const cwd = resolve('/srv/check out')

function sarif(path: string, text: string) {
  const window = { text, origin: { offset: 0, line: 1, column: 1 }, from: 0, to: text.length }
  const located = locate(path, window, createScanner().scan([{ text }]), 'low')
  const notRead = [{ path: 'locked', reason: 'no permission to read it', failed: true }]
  const report = sarifReport({ located, notRead, version: '1.2.3', cwd })
  expect(report.includes(key)).toBe(false)
  return JSON.parse(report).runs[0]
}

test('rules say what they find, how bad it is and what to do', () => {
  const { tool, results } = sarif('a.txt', `id ${key}\nagain ${key}\nmail ann@acme-corp.com\n`)
  expect(tool.driver).toMatchObject({ name: 'sluice', version: '1.2.3' })
  expect(tool.driver.rules).toMatchObject([
    {
      id: 'aws-access-key-id',
      shortDescription: { text: 'AWS access key id' },
      help: { text: expect.stringContaining('Revoke') },
      helpUri: expect.stringMatching(/^https:/),
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '8.0', tags: ['security', 'secrets'] },
    },
    { id: 'email-address', defaultConfiguration: { level: expect.stringMatching(/^(warning|note)$/) } },
  ])
  for (const one of results) expect(tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId)
})

test('places are lines and columns of UTF-16 units, the end not included', () => {
  const run = sarif('a.txt', `x\r\n\t😀${key}\r\n`)
  expect(run.columnKind).toBe('utf16CodeUnits')
  expect(run.results[0].locations[0].physicalLocation.region).toEqual({
    startLine: 2,
    startColumn: 4,
    endLine: 2,
    endColumn: 24,
  })
})

test.each([
  ['sub dir/ä#1%.txt', 'sub%20dir/%C3%A4%231%25.txt', '%SRCROOT%'],
  ['./a/../b:c.txt', 'b%3Ac.txt', '%SRCROOT%'],
  [resolve(cwd, 'in.txt'), 'in.txt', '%SRCROOT%'],
  ['../out side.txt', 'file:///srv/out%20side.txt', undefined],
  ['-', 'stdin', undefined],
])('the address of %s', (path, uri, uriBaseId) => {
  const run = sarif(path, key)
  expect(run.results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri, uriBaseId })
  expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///srv/check%20out/' } })
})

test('a finding is known again when lines move or its value changes, and two are told apart', () => {
  const fingerprints = (text: string): unknown[] =>
    sarif('a.txt', text).results.map((one: { partialFingerprints: unknown }) => one.partialFingerprints)
  const before = fingerprints(`${key} ${key}`)
  expect(before).toEqual(fingerprints(`\n\n${key} and\n${makeSecret('AKIA[A-Z2-7]{16}')}`))
  expect(before[0]).not.toEqual(before[1])
})

test('what could not be read makes the run a failed one', () => {
  expect(sarif('a.txt', key).invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'not scanned: no permission to read it' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'locked', uriBaseId: '%SRCROOT%' } } }],
        },
      ],
    },
  ])
})
