import { describe, expect, test } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import { readDocument } from '../../proxy/documents/index.ts'
import { asClosingLine, asField, replacedWords, wantsJson } from '../../proxy/notice.ts'

const segments = [{ text: 'a@b.de a@b.de AKIA', role: 'user', kind: 'prompt', place: 'p', editable: true }] as const
const finding = (detector: string, start: number, end: number): Finding => ({
  text: 0,
  detector,
  category: 'personal',
  severity: 'low',
  start,
  end,
  confidence: 'high',
  why: [],
})
const findings = [finding('email-address', 0, 6), finding('email-address', 7, 13), finding('own-words', 14, 18)]
const rule = { rule: 'no-mail', action: 'redact' as const, reason: '', severity: 'low' as const, notify: [] }

describe('what a person is told', () => {
  test('values are counted once, by kind, with the rule', () => {
    const words = replacedWords(segments, findings, {
      redact: [0, 1, 2],
      rules: [rule, { ...rule, rule: 'trial', mode: 'monitor' }],
    })
    expect(words).toMatch(/^2 values were replaced before sending: 1 .*mail.*, 1 own-words\. Policy: no-mail$/i)
    expect(words).not.toContain('a@b')
    expect(asClosingLine(words!)).toBe(`\n\n(${words})`)
  })

  test('nothing replaced, nothing said', () => {
    expect(replacedWords(segments, findings, { redact: [], rules: [rule] })).toBeNull()
  })

  test('a header field is ASCII', () => expect(asField('1 Schlüssel\n')).toBe('1 Schl?ssel?'))
})

test.each([
  [{ response_format: { type: 'json_object' } }, true],
  [{ response_format: { type: 'text' } }, false],
  [{ text: { format: { type: 'json_schema' } } }, true],
  [{ generationConfig: { responseMimeType: 'application/json' } }, true],
  [{ messages: [{ content: 'json' }] }, false],
])('a caller that asked for JSON: %j is %s', (body, expected) => {
  expect(wantsJson(readDocument(Buffer.from(JSON.stringify(body)), 'application/json'))).toBe(expected)
})
