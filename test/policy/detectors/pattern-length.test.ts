/** The least length of a pattern is the shortest text that fits it. */
import { expect, test } from 'vitest'
import { shortestMatch } from '../../../policy/detectors/pattern-length.ts'

test.each([
  ['abc', 3],
  ['a{3,5}b?', 3],
  ['[a-z]{20}', 20],
  ['(?:ab|c)d', 2],
  ['ab|cde', 2],
  ['a+\\.b*', 2],
  ['^x$', 1],
  ['[^\\]]{4}', 4],
  ['(a{2}){3}', 6],
])('%s', (pattern, length) => {
  expect(shortestMatch(pattern)).toBe(length)
})
