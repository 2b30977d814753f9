/** Places are found in their texts, and the filter lets every kept shingle through. */
import { expect, test } from 'vitest'
import { filterOf, remainderOf, textAt } from '../../../policy/fingerprints/passages-index.ts'
import { indexOf, prose } from './prose.ts'

test.each([
  [0, 0],
  [9, 0],
  [10, 2],
  [29, 2],
])('word %i belongs to text %i: the empty one has none', (place, text) => {
  expect(textAt(Uint32Array.of(0, 10, 10, 30), place)).toBe(text)
})

test('the filter has the bit of every remainder', () => {
  const index = indexOf({ a: prose(500, 1).join(' ') })
  const filter = filterOf(index)
  for (let bucket = 0; bucket < filter.length; bucket++)
    for (let i = index.buckets[bucket]!; i < index.buckets[bucket + 1]!; i++)
      expect((filter[bucket]! >>> (index.remainders[i]! & 31)) & 1).toBe(1)
  expect(remainderOf(0x12345678)).toBe(0x5678)
})
