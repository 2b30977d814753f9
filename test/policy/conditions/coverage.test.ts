import { expect, test } from 'vitest'
import { errorsOf, matches, policyOf, request, rule } from '../policies.ts'

test.each([
  ['none', 'none', true],
  ['[partial, none]', 'partial', true],
  ['[partial, none]', 'full', false],
  ['{ not: full }', 'partial', true],
  ['{ not: full }', 'full', false],
] as const)('coverage: %s on %s: %s', (coverage, verdict, expected) => {
  expect(matches(`{ coverage: ${coverage} }`, { coverage: { verdict } })).toBe(expected)
})

test('says why nothing could be read', () => {
  const decision = policyOf(rule('{ coverage: none }')).decide(
    request({ coverage: { verdict: 'none', reason: 'an image' } }),
  )
  expect(decision.rules[0]!.reason).toBe('coverage is none (an image)')
})

test('another word is refused', () => {
  expect(errorsOf(rule('{ coverage: some }'))[0]).toContain('must be full, partial or none')
})
