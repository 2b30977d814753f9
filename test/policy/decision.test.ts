import { expect, test } from 'vitest'
import { actions, stricter } from '../../policy/decision.ts'

test('block is stricter than redact, redact than alert, alert than allow', () => {
  for (const [i, a] of actions.entries())
    for (const [j, b] of actions.entries()) expect(stricter(a, b)).toBe(i > j ? a : b)
  expect(actions).toEqual(['allow', 'alert', 'redact', 'block'])
})
