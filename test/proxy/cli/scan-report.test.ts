/** Reports name place and kind, and show no value. */
import { expect, test } from 'vitest'
import type { Finding } from '../../../policy/finding.ts'
import { createScanner } from '../../../policy/scan.ts'
import { humanReport, jsonReport, locate } from '../../../proxy/cli/scan-report.ts'
import { cpuMs } from '../../cpu-time.ts'
import { makeSecret } from '../../secrets.ts'

const key = makeSecret('AKIA[A-Z2-7]{16}')
const token = makeSecret('ghp_[A-Za-z0-9]{36}')
const text = `one\ntwo ${key} and ${token}\u0007 end\n`
const whole = (text: string) => ({ text, origin: { offset: 0, line: 1, column: 1 }, from: 0, to: text.length })
const window = whole(text)
const findings = createScanner().scan([{ text }])

test('line and column', () => {
  expect(locate('f', window, findings, 'medium').map(one => [one.line, one.column])).toEqual([
    [2, 5],
    [2, 30],
  ])
  expect(locate('f', window, findings, 'high').map(one => one.finding.detector)).toEqual(['aws-access-key-id'])
})

test('for people: masked, with context, without control characters', () => {
  const report = humanReport(locate('f', window, findings, 'high'), text, findings)
  expect(report).toContain('f:2:5')
  expect(report).toContain('two AKIA…(20) and ')
  expect(report.includes(key) || report.includes(token) || report.includes('\u0007')).toBe(false)
})

test('no other value in the context of one, however they lie; linear in the number of findings', () => {
  const detector = findings[0]!.detector
  const at = (start: number, end: number): Finding => ({ ...findings[0]!, detector, start, end })
  const line = '0123456789'.repeat(4)
  const all = [at(4, 8), at(6, 12), at(10, 11), at(20, 24)]
  const contexts = humanReport(locate('f', whole(line), all, 'low'), line, all)
    .split('\n')
    .filter(row => row.startsWith('    ') && row.includes('…'))
    .map(row => row.trim().split(/[^0-9].*[^0-9]/))
  expect(contexts.map(([left]) => left)).toEqual(['0123', '', '', '23456789'])
  const many = Array.from({ length: 50_000 }, (_, i) => at(10 * i, 10 * i + 5))
  const long = '0123456789'.repeat(50_000)
  const report = (): string => humanReport(locate('f', whole(long), many, 'low'), long, many)
  expect(report().length).toBeGreaterThan(many.length)
  expect(cpuMs(report)).toBeLessThan(3000)
})

test('for programs', () => {
  const json = jsonReport(locate('f', window, findings, 'low'), 1, [{ path: 'x', reason: 'not a text', failed: false }])
  expect(JSON.parse(json)).toMatchObject({
    files: 1,
    skipped: [{ path: 'x', reason: 'not a text', failed: false }],
    findings: [{ line: 2 }, { line: 2, column: 30, endLine: 2, endColumn: 70, start: 33, end: 73 }],
  })
  expect(json.includes(key)).toBe(false)
})

test('places behind carriage returns, tabs, surrogate pairs and line breaks in the value, in a window of a longer text', () => {
  const pem = `-----BEGIN RSA PRIVATE KEY-----\r\n${makeSecret('[A-Za-z0-9]{64}')}\r\n-----END RSA PRIVATE KEY-----`
  const long = `x 😀\t${key}\r\n\r\n  ${pem} ${token}\n`
  const all = createScanner().scan([{ text: long }])
  const located = locate('f', { text: long, origin: { offset: 90, line: 5, column: 31 }, from: 0, to: 1e9 }, all, 'low')
  expect(located.map(one => [one.line, one.column, one.endLine, one.endColumn])).toEqual([
    [5, 36, 5, 56],
    [7, 3, 9, 30],
    [9, 31, 9, 71],
  ])
  for (const { start, end, finding } of located) expect([start - 90, end - 90]).toEqual([finding.start, finding.end])
})

test('findings of the windows beside are left to them', () => {
  const own = (from: number, to: number): string[] =>
    locate('f', { ...window, from, to }, findings, 'low').map(one => one.finding.detector)
  expect(own(28, 33)).toEqual([])
  expect(own(27, 34)).toEqual(['aws-access-key-id', 'github-token'])
})
