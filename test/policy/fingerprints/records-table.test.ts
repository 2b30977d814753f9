import { describe, expect, test } from 'vitest'
import { anotherForm, Entries, makeTable, shrunkPrefixes } from '../../../policy/fingerprints/records-table.ts'

function entriesOf(list: readonly (readonly [tag: number, value: number])[]): Entries {
  const entries = new Entries()
  for (const [tag, value] of list) entries.add(Math.imul(tag, 0x9e3779b1) >>> 0, tag, value, tag)
  return entries
}
/** Values of a tag, wherever they stand. */
const valuesOf = (slots: Uint32Array, tag: number): number[] =>
  Array.from({ length: slots.length / 2 }, (_, i) => i)
    .filter(i => slots[2 * i] === tag && slots[2 * i + 1] !== 0)
    .map(i => slots[2 * i + 1]!)
    .sort((a, b) => a - b)

describe('entries', () => {
  test('come back in order, over more than one chunk', () => {
    const entries = new Entries()
    for (let i = 0; i < 1_100_000; i++) entries.add(i, i + 1, i + 2, i + 3)
    let next = 0
    let wrong = 0
    entries.each((high, tag, value, roll) => {
      if (high !== next || tag !== next + 1 || value !== next + 2 || roll !== next + 3) wrong++
      next++
    })
    expect({ next, wrong }).toEqual({ next: 1_100_000, wrong: 0 })
  })
})

test('each value stands once for each row', () => {
  const { slots, live } = makeTable(
    entriesOf([
      [32, 1],
      [32, 2],
      [32, 1],
      [64, 1],
    ]),
    20,
  )
  expect(live).toBe(3)
  expect(valuesOf(slots, 32)).toEqual([1, 2])
  expect(valuesOf(slots, 64)).toEqual([1])
})

test('a value in more rows than the limit is out, and its cells are counted, other forms not', () => {
  const rows = Array.from({ length: 50 }, (_, i) => i + 1)
  const { slots, live, common } = makeTable(
    entriesOf([...rows.map(row => [33, row] as const), ...rows.map(row => [65, row | anotherForm] as const), [97, 1]]),
    20,
  )
  expect(live).toBe(1)
  expect(common[1]).toBe(50)
  expect(valuesOf(slots, 33)).toEqual([])
  expect(valuesOf(slots, 97)).toEqual([1])
})

test('a value in as many rows as the limit stays', () => {
  const { slots } = makeTable(entriesOf(Array.from({ length: 20 }, (_, i) => [32, i + 1] as const)), 20)
  expect(valuesOf(slots, 32)).toHaveLength(20)
})

test('the filter of prefixes shrinks without losing any', () => {
  const prefixes = new Uint16Array(1 << 22)
  prefixes[3] = 1
  prefixes[(1 << 22) - 1] = 2
  const shrunk = shrunkPrefixes(prefixes, 100)
  expect(shrunk).toHaveLength(256)
  expect([shrunk[0], shrunk.at(-1)]).toEqual([1, 2])
})
