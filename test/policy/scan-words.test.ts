/** Thousands of words cost one look-up per word of the text. */
import { expect, test } from 'vitest'
import { createWordIndex } from '../../policy/scan-words.ts'
import { pageOf } from './pages.ts'

function found(words: string[], text: string, ignoreCase = false): string[] {
  const seen: string[] = []
  createWordIndex(words, ignoreCase).search(pageOf(text), (start, end) => seen.push(text.slice(start, end)))
  return seen
}

test.each([
  [['cat'], 'cat, concat, cats, (cat)', false, ['cat', 'cat']],
  [['big cat'], 'Big  cat, big\ncat', true, ['Big  cat', 'big\ncat']],
  [['ab', 'ab cd'], 'ab cd ab', false, ['ab cd', 'ab']],
  [['größe'], 'GRÖSSE Größe größen', true, ['Größe']],
  [['密码'], '我的密码是', false, ['密码']],
  [['#tag', 'x'], 'a #tag x xx', false, ['#tag', 'x']],
  [['c++'], 'c++ c+++ C++', true, ['c++', 'c++', 'C++']],
])('%j in %j', (words, text, ignoreCase, expected) => {
  expect(found(words, text, ignoreCase)).toEqual(expected)
})

test('ten thousand words', () => {
  const words = Array.from({ length: 10_000 }, (_, i) => `entry${i}x`)
  expect(found(words, 'entry1x entry99x entry9999x entry10000x')).toEqual(['entry1x', 'entry99x', 'entry9999x'])
})
