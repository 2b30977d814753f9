/** Everything written in digits is read once, by the kind that its label names. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['phone: 5551234567', 'phone-number'],
  ['DOB 19850312', 'date-of-birth'],
  ['MRN 12345678', 'medical-record-number'],
  ['sort code 20-00-00', 'uk-sort-code'],
])('%s', (text, id) => {
  expect(scanned(text).map(([found]) => found)).toEqual([id])
})

test('digits without a label or a form of their own are nothing', () => {
  expect(scanned('between 1234567 and 7654321 at 10:30, 42% of 1,000,000')).toEqual([])
})
