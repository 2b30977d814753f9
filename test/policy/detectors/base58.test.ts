/** Base58Check holds for what it makes, and for the published vector. */
import { expect, test } from 'vitest'
import { base58CheckHolds, makeBase58Check } from '../../../policy/detectors/base58.ts'

test('made values hold, changed ones do not', () => {
  const value = makeBase58Check(0x80, 33, Math.random)
  expect(base58CheckHolds(value)).toBe(true)
  expect(base58CheckHolds(value.slice(0, -1) + (value.endsWith('2') ? '3' : '2'))).toBe(false)
  expect(base58CheckHolds('0OIl')).toBe(false)
})

test('the vector of the Bitcoin wiki', () => {
  expect(base58CheckHolds('5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ')).toBe(true)
})
