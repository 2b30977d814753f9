/** What can be wrong with an exemption, with the place that is at fault. */
import { expect, test } from 'vitest'
import { errorsOf, rule, warningsOf } from './policies.ts'

const text = (keys: string, more = rule('{ content: [secrets] }', 'redact')): string =>
  `${more}exemptions:\n  - { id: e, until: 2030-01-01, reason: x, ${keys} }\n`

test.each([
  ['rules: rr', "unknown rule 'rr'; did you mean 'r'?"],
  ['app: chatgpt', "'e' takes nothing out"],
  ['people: "*@red.example"', "'e' takes nothing out"],
  ['detectors: github-tokken', "unknown detector or category 'github-tokken'"],
  ['values: abc', '32 hex digits'],
  ['patterns: "(a"', 'the pattern cannot run'],
  ['patterns: "a)|(.*"', 'the pattern cannot run'],
  ['patterns: "(?=a)b"', 'look-ahead'],
  ['patterns: ".*"', 'matches every value'],
  ['patterns: ["a", "(?s).+"]', 'matches every value'],
  ['patterns: "\\\\S+"', 'matches every value'],
  ['patterns: ".{8,}"', 'matches every value'],
  ['paths: "**"', 'is every path'],
  ['paths: "/*"', 'is every path'],
  ['detectors: secrets, rules: uninspected', 'no content condition'],
  ['detectors: secrets, app: chatgtp', "did you mean 'chatgpt'?"],
  ['detectors: secrets, people: staff', "unknown people group 'staff'"],
])('%s', (keys, message) => {
  expect(errorsOf(text(keys))).toHaveLength(1)
  expect(errorsOf(text(keys))[0]).toMatch(/^\d+:\d+/)
  expect(errorsOf(text(keys))[0]).toContain(message)
})

test.each([
  'detectors: [secrets, iban]',
  `values: [${'a1'.repeat(16)}]`,
  'patterns: ["AKIA[A-Z0-9]{12}TEST", "[A-Za-z0-9]{20}"]',
  'paths: ["/v1/files*", "*.env.example"]',
  'rules: r, detectors: secrets, app: chatgpt',
])('%s is fine', keys => {
  expect(errorsOf(text(keys))).toEqual([])
  expect(warningsOf(text(keys))).toEqual([])
})

test('a list points at the entry that is wrong', () => {
  const block = `${rule('{}', 'alert')}exemptions:\n  - id: e\n    until: 2030-01-01\n    reason: x\n    patterns:\n      - fine\n      - ".*"\n`
  expect(errorsOf(block)[0]).toMatch(/^10:9/)
})

test('an exemption of a rule that is broken is no second error', () => {
  expect(
    errorsOf(text('rules: r, detectors: secrets', 'rules:\n  - { id: r, when: {}, action: blok }\n')),
  ).toHaveLength(1)
})

test('one that has expired is a warning', () => {
  const expired = text('detectors: secrets').replace('2030-01-01', '2026-11-20')
  expect(warningsOf(expired)[0]).toContain("exemption 'e' has expired")
})

test('ids of taught exemptions are not for the file', () => {
  expect(errorsOf(text('detectors: secrets').replace('id: e', 'id: taught-3'))[0]).toContain('choose another')
})
