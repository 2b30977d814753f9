import { expect, test } from 'vitest'
import { matches } from '../policies.ts'

test.each([
  ['{}', 'request', true],
  ['{}', 'response', false],
  ['{ direction: request }', 'response', false],
  ['{ direction: response }', 'response', true],
  ['{ direction: response }', 'request', false],
  ['{ direction: any }', 'request', true],
  ['{ direction: any }', 'response', true],
] as const)('%s on a %s: %s', (when, direction, expected) => {
  expect(matches(when, { direction })).toBe(expected)
})
