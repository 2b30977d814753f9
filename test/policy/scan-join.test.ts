/** Texts are joined for one scan, and places find their way back. */
import { expect, test } from 'vitest'
import { joinTexts, pieceAt } from '../../policy/scan-join.ts'

test('one text without a telling label stays as it is', () => {
  expect(joinTexts([{ text: 'abc' }])).toEqual({ text: 'abc', starts: [0] })
  expect(joinTexts([{ text: 'abc', label: 'content' }]).text).toBe('abc')
})

test('telling labels stand before their text', () => {
  const { text, starts } = joinTexts([{ text: 'abc', label: 'password' }, { text: 'de' }, { text: '' }])
  expect(text).toBe('\0password: abc\0de\0')
  expect(starts.map(start => text.slice(start, start + 2))).toEqual(['ab', 'de', ''])
})

test.each([
  [0, -1],
  [1, 0],
  [4, 0],
  [5, 1],
  [99, 1],
])('offset %d is in piece %d', (offset, piece) => {
  expect(pieceAt([1, 5], offset)).toBe(piece)
})
