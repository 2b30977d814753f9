/** Numbers are told by shape, check digits and label. */
import { expect, test } from 'vitest'
import { withLuhn } from '../../policy/detectors/check-digits.ts'
import { makeValue } from '../../policy/detectors/make-value.ts'
import { findings, scanned } from './pages.ts'

const card = (): string => withLuhn(makeValue('4929\\d{11}', Math.random))
const grouped = (digits: string, sign: string): string => digits.replace(/(.{4})(?=.)/g, `$1${sign}`)

test.each([' ', '-', ''])('a card with %j between its groups', sign => {
  const number = grouped(card(), sign)
  expect(scanned(`pay with ${number} please`)).toEqual([['credit-card', number]])
  expect(findings(`Visa ${number}, exp 12/27, cvv 123`).map(one => one.detector)).toEqual([
    'credit-card',
    'card-security-code',
  ])
})

test('a label makes it high, no label medium, a test number low', () => {
  expect(findings(`card ${card()}`)[0]?.confidence).toBe('high')
  expect(findings(`see ${card()}`)[0]?.confidence).toBe('medium')
  expect(findings('card 4111 1111 1111 1111', 'low')[0]?.confidence).toBe('low')
})

test('a row of a table of numbers is no card', () => {
  expect(scanned('5410 5411 5412 5413 5414 5415 5416 5417')).toEqual([])
})

test('the nearest label decides', () => {
  expect(scanned('SSN 536-22-1234, MRN 87654321').map(([id]) => id)).toEqual(['us-ssn', 'medical-record-number'])
})
