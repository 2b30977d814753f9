/** Check digits, against numbers that standards and authorities publish. */
import { expect, test } from 'vitest'
import {
  isDay,
  luhn,
  mod11And10,
  mod97,
  remainder,
  verhoeff,
  weighted,
  withLuhn,
} from '../../../policy/detectors/check-digits.ts'

test.each([
  ['79927398713', true],
  ['4111111111111111', true],
  ['4111111111111112', false],
  ['x', false],
])('Luhn %s', (digits, holds) => {
  expect(luhn(digits)).toBe(holds)
})

test('the Luhn digit is added', () => {
  expect(withLuhn('7992739871')).toBe('79927398713')
})

test('IBAN remainder', () => {
  expect(mod97('WEST12345698765432GB82')).toBe(1)
})

test.each([
  [verhoeff, '2363', true],
  [verhoeff, '2364', false],
  [mod11And10, '86095742719', true],
  [mod11And10, '86095742718', false],
])('%o %s', (check, digits, holds) => {
  expect(check(digits)).toBe(holds)
})

test('remainders and sums', () => {
  expect(remainder('123456789012345678901234567890', 97)).toBe(Number(123456789012345678901234567890n % 97n))
  expect(weighted('123', [3, 2, 1])).toBe(10)
})

test.each([
  [2024, 2, 29, true],
  [2023, 2, 29, false],
  [1900, 2, 29, false],
  [2000, 13, 1, false],
  [2000, 4, 31, false],
])('%d-%d-%d', (year, month, day, exists) => {
  expect(isDay(year, month, day)).toBe(exists)
})
