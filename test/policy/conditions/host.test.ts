import { expect, test } from 'vitest'
import { errorsOf, matches, rule } from '../policies.ts'

test.each([
  ['api.deepseek.com', 'api.deepseek.com', true],
  ['"*.deepseek.com"', 'api.deepseek.com', true],
  ['"*.deepseek.com"', 'deepseek.com', false],
  ['{ any_of: "*.example.com", not: ok.example.com }', 'ok.example.com', false],
  ['2001:db8::1', '2001:db8::1', true],
])('host: %s on %s: %s', (host, actual, expected) => {
  expect(matches(`{ host: ${host} }`, { host: actual })).toBe(expected)
})

test.each([
  ['https://api.example.com/', 'give the host alone'],
  ['api.example.com:443', 'leave the port out'],
])('%s is no host', (host, message) => {
  expect(errorsOf(rule(`{ host: "${host}" }`))[0]).toContain(message)
})
