/** The least and the most of a pattern are the shortest and the longest text that fits it. */
import { expect, test } from 'vitest'
import { longestMatch, shortestMatch } from '../../../policy/detectors/pattern-length.ts'

test.each([
  ['abc', 3, 3],
  ['a{3,5}b?', 3, 6],
  ['[a-z]{20}', 20, 20],
  ['(?:ab|c)d', 2, 3],
  ['ab|cde', 2, 3],
  ['a+\\.b*', 2, Number.POSITIVE_INFINITY],
  ['^x$', 1, 1],
  ['[^\\]]{4}', 4, 4],
  ['(a{2}){3}', 6, 6],
  ['a{2,}', 2, Number.POSITIVE_INFINITY],
  ['(?:^|b)?c', 1, 2],
  ['(?:^)*c', 1, 1],
])('%s', (pattern, least, most) => {
  expect(shortestMatch(pattern)).toBe(least)
  expect(longestMatch(pattern)).toBe(most)
})
