import { expect, test } from 'vitest'
import { digitRun, numberEnd } from '../../../proxy/documents/json-number.ts'

test.each([
  ['0', 1],
  ['-0', 2],
  ['12,', 2],
  ['1.25e+10]', 8],
  ['1E5', 3],
  ['01', 1],
  ['-', 0],
  ['1.', 0],
  ['1.e5', 0],
  ['1e', 0],
  ['1e+', 0],
  ['+1', 0],
])('the number in %s ends at %d', (text, end) => {
  expect(numberEnd(text, 0)).toBe(end)
})

test.each([
  ['4111111111111111', 16],
  ['-12.345678901e5', 9],
  ['1', 1],
])('the longest run of digits in %s is %d', (text, run) => {
  expect(digitRun(text, 0, text.length)).toBe(run)
})
