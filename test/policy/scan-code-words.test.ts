/** Words are looked up by their hashes. */
import { expect, test } from 'vitest'
import { hashOf, noWord, WordTable, withUnit } from '../../policy/scan-code-words.ts'

test('a word is its place in the list, others are none', () => {
  const words = Array.from({ length: 500 }, (_, i) => `word${i}`)
  const table = new WordTable(words)
  expect(words.map(word => table.find(hashOf(word)))).toEqual(words.map((_, i) => i))
  expect(['word', 'word500', '', 'Word1'].map(word => table.find(hashOf(word)))).toEqual([-1, -1, -1, -1])
})

test('a hash grows by one character at a time', () => {
  expect(withUnit(withUnit(noWord, 105), 102)).toBe(hashOf('if'))
})

test('a word that is listed twice is refused', () => {
  expect(() => new WordTable(['if', 'for', 'if'])).toThrow("'if' is listed twice")
})
