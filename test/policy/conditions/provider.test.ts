import { expect, test } from 'vitest'
import { matches } from '../policies.ts'

test.each([
  ['openai', 'openai', true],
  ['openai', 'generic', false],
  ['{ not: [openai, anthropic] }', 'generic', true],
])('provider: %s on %s: %s', (provider, actual, expected) => {
  expect(matches(`{ provider: ${provider} }`, { provider: actual })).toBe(expected)
})
