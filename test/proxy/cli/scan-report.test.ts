import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../policy/finding.ts'
import { humanReport, jsonReport, locate, sarifReport } from '../../../proxy/cli/scan-report.ts'

/** A finding over the first place where `value` stands. */
function at(text: string, value: string, more: Partial<Finding> = {}): Finding {
  const start = text.indexOf(value)
  return {
    text: 0,
    detector: 'generic-secret',
    category: 'secrets',
    severity: 'high',
    start,
    end: start + value.length,
    confidence: 'high',
    why: ['it looks like one'],
    ...more,
  }
}

const text = 'first\r\nuser = 😀 SECRET-ONE rest\n\nlast SECRET-TWO'
const one = at(text, 'SECRET-ONE')
const two = at(text, 'SECRET-TWO', { confidence: 'low', detector: 'other' })

describe('locate', () => {
  test('lines count from 1, columns in UTF-16 units', () => {
    expect(locate('a.txt', text, [one, two], 'low').map(({ line, column }) => [line, column])).toEqual([
      [2, 11],
      [4, 6],
    ])
  })

  test('leaves out what is less sure than wanted, and never holds the value', () => {
    const located = locate('a.txt', text, [one, two], 'medium')
    expect(located.map(({ finding }) => finding)).toEqual([one])
    expect(located[0]!.mask).not.toContain('SECRET-ONE')
  })

  test('many findings of a long text take linear time', () => {
    const line = 'x'.repeat(20)
    const long = `${line}\n`.repeat(50_000)
    const findings = Array.from({ length: 50_000 }, (_, i) => ({ ...one, start: i * 21, end: i * 21 + 5 }))
    const started = performance.now()
    expect(locate('a', long, findings, 'low').at(-1)).toMatchObject({ line: 50_000, column: 1 })
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('the report for people', () => {
  test('shows place, mask and reason with what stands around them on the line', () => {
    const report = humanReport(locate('a.txt', text, [one], 'low'), text, [one, two])
    const [head, context, why] = report.split('\n')
    expect(head).toBe('a.txt:2:11  high  generic-secret  high confidence')
    expect(context).toMatch(/^ {4}user = 😀 .+ rest$/)
    expect(why).toBe('    it looks like one')
  })

  test('a neighbour that is also found shows in no context, even one that is not reported itself', () => {
    const close = 'AAAA-ONE BBBB-TWO CCCC-SIX'
    const all = [
      at(close, 'AAAA-ONE', { confidence: 'low' }),
      at(close, 'BBBB-TWO'),
      at(close, 'CCCC-SIX', { confidence: 'low' }),
    ]
    const report = humanReport(locate('a', close, all, 'high'), close, all)
    for (const value of ['AAAA', 'ONE', 'TWO', 'SIX', 'CCCC']) expect(report).not.toContain(value)
  })

  test('overlapping findings show nothing of each other', () => {
    const whole = 'prefix OUTER-INNER-TAIL suffix'
    const all = [at(whole, 'OUTER-INNER'), at(whole, 'INNER-TAIL')]
    const report = humanReport(locate('a', whole, all, 'low'), whole, all)
    for (const value of ['OUTER', 'INNER', 'TAIL']) expect(report).not.toContain(value)
  })

  test('a text cannot move the cursor or turn the line round', () => {
    const hostile = '\u001b[2J\u202e SECRET-ONE \u0007\u009b1m\u2067'
    const finding = at(hostile, 'SECRET-ONE')
    const report = humanReport(locate('a', hostile, [finding], 'low'), hostile, [finding])
    expect(report.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })
})

test('the JSON report holds places and masks, never values', () => {
  const report = jsonReport(locate('a.txt', text, [one, two], 'low'), 1, ['b.bin: not a text'])
  expect(JSON.parse(report)).toMatchObject({
    files: 1,
    findings: [
      { path: 'a.txt', line: 2, column: 11, start: one.start, end: one.end, detector: 'generic-secret' },
      { line: 4, detector: 'other', confidence: 'low' },
    ],
    skipped: ['b.bin: not a text'],
  })
  expect(report).not.toContain('SECRET-')
})

test('the SARIF report names each rule once and maps severities to levels', () => {
  const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
  const located = locate('a.txt', text, [...severities.map(severity => ({ ...one, severity })), two], 'low')
  const report = JSON.parse(sarifReport(located)) as { version: string; runs: [Run] }
  const [run] = report.runs
  expect(report.version).toBe('2.1.0')
  expect(run.tool.driver.rules).toEqual([{ id: 'generic-secret' }, { id: 'other' }])
  expect(run.results.map(result => result.level)).toEqual(['error', 'error', 'warning', 'note', 'note', 'error'])
  expect(run.results[0]!.locations[0]!.physicalLocation).toEqual({
    artifactLocation: { uri: 'a.txt' },
    region: { startLine: 2, startColumn: 11, charLength: 10 },
  })
  expect(JSON.stringify(report)).not.toContain('SECRET-')
})

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly object[] } }
  readonly results: readonly { readonly level: string; readonly locations: readonly { physicalLocation: object }[] }[]
}
