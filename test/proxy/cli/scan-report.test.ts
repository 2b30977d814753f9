/** Reports name place and kind, and show no value. */
import { expect, test } from 'vitest'
import { createScanner } from '../../../policy/scan.ts'
import { humanReport, jsonReport, locate, sarifReport } from '../../../proxy/cli/scan-report.ts'
import { makeSecret } from '../../secrets.ts'

const key = makeSecret('AKIA[A-Z2-7]{16}')
const token = makeSecret('ghp_[A-Za-z0-9]{36}')
const text = `one\ntwo ${key} and ${token}\u0007 end\n`
const findings = createScanner().scan([{ text }])

test('line and column', () => {
  expect(locate('f', text, findings, 'medium').map(one => [one.line, one.column])).toEqual([
    [2, 5],
    [2, 30],
  ])
  expect(locate('f', text, findings, 'high').map(one => one.finding.detector)).toEqual(['aws-access-key-id'])
})

test('for people: masked, with context, without control characters', () => {
  const report = humanReport(locate('f', text, findings, 'high'), text, findings)
  expect(report).toContain('f:2:5')
  expect(report).toContain('two AKIA…(20) and ')
  expect(report.includes(key) || report.includes(token) || report.includes('\u0007')).toBe(false)
})

test('for programs', () => {
  const located = locate('f', text, findings, 'low')
  const json = jsonReport(located, 1, ['x: not a text'])
  const sarif = sarifReport(located)
  expect(JSON.parse(json)).toMatchObject({ files: 1, skipped: ['x: not a text'], findings: [{ line: 2 }, { line: 2 }] })
  expect(JSON.parse(sarif).runs[0].tool.driver.rules).toEqual([{ id: 'aws-access-key-id' }, { id: 'github-token' }])
  expect((json + sarif).includes(key)).toBe(false)
})
