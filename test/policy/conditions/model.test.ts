import { expect, test } from 'vitest'
import { matches } from '../policies.ts'

test.each([
  ['gpt-5', 'gpt-5', true],
  ['"gpt-5*"', 'gpt-5-mini', true],
  ['"gpt-5*"', 'o3', false],
  ['{ not: "*-preview" }', 'gpt-5', true],
  ['{ not: "*-preview" }', 'x-preview', false],
])('model: %s on %s: %s', (model, actual, expected) => {
  expect(matches(`{ model: ${model} }`, { model: actual })).toBe(expected)
})

test('a request that names no model matches only not', () => {
  expect(matches('{ model: "*" }')).toBe(false)
  expect(matches('{ model: { not: x } }')).toBe(true)
})
