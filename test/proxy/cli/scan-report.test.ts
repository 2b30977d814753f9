/** Reports name place and kind, and show no value. */
import { expect, test } from 'vitest'
import type { Finding } from '../../../policy/finding.ts'
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

test('no other value in the context of one, however they lie; linear in the number of findings', () => {
  const detector = findings[0]!.detector
  const at = (start: number, end: number): Finding => ({ ...findings[0]!, detector, start, end })
  const line = '0123456789'.repeat(4)
  const all = [at(4, 8), at(6, 12), at(10, 11), at(20, 24)]
  const contexts = humanReport(locate('f', line, all, 'low'), line, all)
    .split('\n')
    .filter(row => row.startsWith('    ') && row.includes('…'))
    .map(row => row.trim().split(/[^0-9].*[^0-9]/))
  expect(contexts.map(([left]) => left)).toEqual(['0123', '', '', '23456789'])
  const many = Array.from({ length: 50_000 }, (_, i) => at(10 * i, 10 * i + 5))
  const long = '0123456789'.repeat(50_000)
  const before = process.cpuUsage()
  expect(humanReport(locate('f', long, many, 'low'), long, many).length).toBeGreaterThan(many.length)
  const { user } = process.cpuUsage(before)
  expect(user / 1e6).toBeLessThan(3)
})

test('for programs', () => {
  const located = locate('f', text, findings, 'low')
  const json = jsonReport(located, 1, ['x: not a text'])
  const sarif = sarifReport(located)
  expect(JSON.parse(json)).toMatchObject({ files: 1, skipped: ['x: not a text'], findings: [{ line: 2 }, { line: 2 }] })
  expect(JSON.parse(sarif).runs[0].tool.driver.rules).toEqual([{ id: 'aws-access-key-id' }, { id: 'github-token' }])
  expect((json + sarif).includes(key)).toBe(false)
})
