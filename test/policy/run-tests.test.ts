import { describe, expect, test } from 'vitest'
import { runTests } from '../../policy/run-tests.ts'
import { exampleHost, policyOf } from './policies.ts'

const rules = `people: { red: { users: "*@red.example" } }
rules:
  - { id: redact, when: { content: github-token }, action: redact, message: Keys stay here. }
  - { id: block, when: { app: chatgpt }, action: block }
  - { id: host, when: { host: "*.evil.example" }, action: block }
exemptions:
  - { id: red-team, rules: redact, people: red, until: 2030-01-01, reason: x }
`
const run = (request: string, expected: string) =>
  runTests(policyOf(`${rules}tests:\n  - { name: t, request: ${request}, expect: ${expected} }\n`), exampleHost)
const failures = (request: string, expected: string) => run(request, expected).results[0]!.failures

const token = '{ text: "my {{sample:github-token}} key" }'

describe('what holds passes', () => {
  test.each([
    ['{ text: hello }', '{ action: allow, rules: [] }'],
    [token, '{ action: redact, rules: redact, findings: github-token, message_contains: stay here }'],
    [token, '{ redacted: "my [REDACTED:github-token:1] key", redacted_contains: [my, "key"], redacted_lacks: ghp_ }'],
    ['{ app: chatgpt, text: "{{sample:github-token}}" }', '{ action: block, rules: [block, redact] }'],
    ['{ user: bo@red.example, text: "{{sample:github-token}}" }', '{ action: allow, rules: [] }'],
    ['{ tunnel: true, host: www.evil.example }', '{ action: block, rules: host }'],
  ])('%s %s', (request, expected) => {
    expect(failures(request, expected)).toEqual([])
  })
})

describe('what does not hold says what came instead', () => {
  test.each([
    ['{ text: hello }', '{ action: redact }', 'action: expected redact, got allow (no rule matched)'],
    [token, '{ action: block }', 'action: expected block, got redact (redact: 1 value of github-token)'],
    [token, '{ enforced: allow }', 'enforced: expected allow, got redact'],
    [token, '{ rules: [] }', 'rules: redact matched and was not expected'],
    ['{ text: hello }', '{ rules: [block] }', 'rules: block did not match'],
    [
      '{ user: bo@red.example, text: "{{sample:github-token}}" }',
      '{ rules: redact }',
      'rules: redact did not match: exemption red-team takes it out',
    ],
    ['{ text: hello }', '{ findings: iban }', 'findings: iban found nothing; found: nothing'],
    ['{ text: hello }', '{ redacted: x }', 'redacted: nothing is redacted, the action is allow'],
    [token, '{ redacted: x }', "redacted: expected 'x', got 'my [REDACTED:github-token:1] key'"],
    [token, '{ redacted_contains: nope }', "redacted: does not hold 'nope'"],
    [token, '{ redacted_lacks: key }', "redacted: still holds 'key'"],
    [token, '{ message_contains: nope }', "message: does not hold 'nope': Keys stay here."],
    ['{ text: hello }', '{ message_contains: x }', 'message: there is none'],
  ])('%s %s', (request, expected, message) => {
    expect(failures(request, expected).join('\n')).toContain(message)
  })
})

test('a failure prints no value, even of what is not redacted', () => {
  const text = '{ text: "{{sample:github-token}} {{sample:iban}}" }'
  const printed = failures(text, '{ redacted: x, action: allow }').join('\n')
  expect(printed).toContain('[REDACTED:iban:1]')
  expect(printed).not.toContain('ghp_')
})

test('the report counts, places the tests and names the rules that none of them exercises', () => {
  const report = run(token, '{ action: block }')
  expect(report).toMatchObject({
    passed: 0,
    failed: 1,
    untested: ['block', 'host'],
    results: [{ name: 't', file: 'p.yaml', line: 10 }],
  })
})
