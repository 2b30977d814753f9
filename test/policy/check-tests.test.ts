import { expect, test } from 'vitest'
import { errorsOf } from './policies.ts'

const inTest = (request: string, expected = '{ action: allow }') =>
  errorsOf(`tests:\n  - { name: t, request: ${request}, expect: ${expected} }\n`).join('\n')

test.each([
  ['{ app: chatgtp }', undefined, "unknown app 'chatgtp'; did you mean 'chatgpt'?"],
  ['{ provider: x-y-z }', undefined, "unknown provider 'x-y-z'"],
  ['{ text: "{{sample:ibann}}" }', undefined, "unknown detector 'ibann'; did you mean 'iban'?"],
  ['{}', '{ rules: [nope] }', "unknown rule 'nope'"],
  ['{}', '{ findings: [ibna] }', "did you mean 'iban'?"],
  ['{}', '{}', 'expects nothing'],
  ['{ text: a, messages: [{ text: b }] }', undefined, 'text or messages, not both'],
  ['{ at: noon }', undefined, "'noon' is not a time"],
  ['{ tunnel: true }', undefined, 'a tunnel needs a host'],
  ['{ tunnel: true, host: x.example, text: a }', undefined, 'nothing of a tunnel is read: it has no text'],
  ['{ tunnel: true, host: x.example }', '{ redacted: a }', 'nothing of a tunnel is read'],
])('%s %s', (request, expected, message) => {
  expect(inTest(request, expected)).toContain(message)
})

test('settings that act as rules may be expected', () => {
  expect(inTest('{ coverage: none }', '{ rules: [uninspected] }')).toBe('')
})
