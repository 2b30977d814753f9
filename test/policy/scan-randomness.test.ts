/** Words read like words, keys do not. */
import { expect, test } from 'vitest'
import { pairCommonness, wordShare } from '../../policy/scan-randomness.ts'
import { makeSecret } from '../secrets.ts'

test.each(['process_environment_variable', 'getElementById', 'kubernetes-dashboard-token', 'Kennwort'])(
  '%s reads like words',
  value => {
    expect(wordShare(value)).toBeGreaterThan(0.5)
  },
)

test.each(['[A-Za-z0-9]{32}', '[0-9a-f]{32}', '[a-z0-9]{32}', '[A-Z0-9]{32}'])('%s does not', pattern => {
  const shares = Array.from({ length: 50 }, () => wordShare(makeSecret(pattern))).sort((a, b) => a - b)
  expect(shares[45]).toBeLessThan(0.35)
})

test('common pairs are more common than rare ones', () => {
  expect(pairCommonness('th', 0)).toBeGreaterThan(pairCommonness('qz', 0))
})
