/** Redaction covers everything it was asked to, once, with stable names. */
import { expect, test } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import { planRedaction } from '../../policy/redact.ts'
import type { Edit, Segment } from '../../policy/segment.ts'

const segment = (text: string, editable = true): Segment => ({
  text,
  editable,
  role: 'user',
  kind: 'prompt',
  place: 'messages[0]',
})
const finding = (
  text: number,
  start: number,
  end: number,
  detector = 'jwt',
  confidence: Finding['confidence'] = 'high',
): Finding => ({
  text,
  start,
  end,
  detector,
  confidence,
  category: 'secrets',
  severity: 'high',
  why: [],
})

function apply(segments: readonly Segment[], edits: readonly Edit[]): string[] {
  return segments.map(({ text }, index) =>
    edits
      .filter(edit => edit.segment === index)
      .sort((a, b) => b.start - a.start)
      .reduce((done, edit) => done.slice(0, edit.start) + edit.replacement + done.slice(edit.end), text),
  )
}

test('the same value gets the same number, another value the next one', () => {
  const segments = [segment('one AAAA two BBBB'), segment('AAAA')]
  const findings = [finding(0, 4, 8), finding(0, 13, 17), finding(1, 0, 4)]
  const plan = planRedaction(segments, findings, [0, 1, 2])
  expect(apply(segments, plan.edits)).toEqual(['one [REDACTED:jwt:1] two [REDACTED:jwt:2]', '[REDACTED:jwt:1]'])
})

test('overlapping findings become one placeholder that reaches to the last character of both', () => {
  const segments = [segment('xxAAAABBBBCCCCyy')]
  const findings = [finding(0, 2, 10, 'generic-secret', 'medium'), finding(0, 6, 14, 'jwt')]
  const plan = planRedaction(segments, findings, [0, 1])
  expect(apply(segments, plan.edits)).toEqual(['xx[REDACTED:jwt:1]yy'])
})

test('only the findings that were named are taken out', () => {
  const segments = [segment('AAAA BBBB')]
  const plan = planRedaction(segments, [finding(0, 0, 4), finding(0, 5, 9)], [1])
  expect(apply(segments, plan.edits)).toEqual(['AAAA [REDACTED:jwt:1]'])
})

test('a finding in a segment that may not be edited is returned', () => {
  const segments = [segment('AAAA', false), segment('AAAA')]
  const plan = planRedaction(segments, [finding(0, 0, 4), finding(1, 0, 4)], [0, 1])
  expect(plan.unredactable).toEqual([0])
  expect(plan.edits).toHaveLength(1)
})

test('a placeholder is never masked again and its number is not given to another value', () => {
  const segments = [segment('key=[REDACTED:jwt:1] and AAAA')]
  const plan = planRedaction(segments, [finding(0, 4, 20), finding(0, 25, 29)], [0, 1])
  expect(apply(segments, plan.edits)).toEqual(['key=[REDACTED:jwt:1] and [REDACTED:jwt:2]'])
})

test('a finding around a placeholder loses only what is outside it', () => {
  const segments = [segment('ab[REDACTED:jwt:1]cd')]
  const plan = planRedaction(segments, [finding(0, 0, 20)], [0])
  expect(apply(segments, plan.edits)).toEqual(['[REDACTED:jwt:2][REDACTED:jwt:1][REDACTED:jwt:3]'])
})

test('indexes without a finding, or given twice, do no harm', () => {
  const segments = [segment('AAAA')]
  expect(planRedaction(segments, [finding(0, 0, 4)], [0, 0, 9]).edits).toHaveLength(1)
})
