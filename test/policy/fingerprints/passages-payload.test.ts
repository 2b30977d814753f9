/** An index is the same after it was written and read. */
import { expect, test } from 'vitest'
import { readPassages, wordKeyOf, writePassages } from '../../../policy/fingerprints/passages-payload.ts'
import { indexOf, key, prose } from './prose.ts'

const index = indexOf({ a: prose(100, 1).join(' '), 'ü/b': prose(50, 2).join(' ') })

test('written and read', () => {
  const { layout, parts } = writePassages(index)
  expect(readPassages('prose', key, { ...layout }, parts)).toEqual(index)
})

test.each([
  ['another version', { passages: 0 }, 6, /another version/],
  ['code for prose', { width: 8 }, 6, /another version/],
  ['a part missing', {}, 5, /damaged/],
  ['bits that are none', { bits: 60 }, 6, /damaged/],
  ['too few buckets', { bits: 5 }, 6, /damaged/],
])('%s', (_, change, count, reason) => {
  const { layout, parts } = writePassages(index)
  expect(() => readPassages('prose', key, { ...layout, ...change }, parts.slice(0, count))).toThrow(reason)
})

test('the key is read from bytes', () => {
  expect(wordKeyOf(Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0, 9))).toEqual([1, 2])
})
