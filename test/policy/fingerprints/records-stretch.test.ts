import { expect, test } from 'vitest'
import { Stretch } from '../../../policy/fingerprints/records-stretch.ts'

const add = (stretch: Stretch, start: number): void => {
  stretch.addMatch({ row: 1, column: 0, start, end: start + 5, places: [start, start + 5] })
  stretch.addPart(3, { value: 7, places: [start, start + 5] })
}

test('a short page is settled once, an empty one never', () => {
  const sizes: number[][] = []
  const stretch = new Stretch(300, ({ matches, partsOf }) => {
    sizes.push([matches.length, partsOf(3).length, partsOf(4).length])
  })
  stretch.settle()
  for (let i = 0; i < 10; i++) add(stretch, 10 * i)
  stretch.settle()
  expect(sizes).toEqual([[10, 10, 0]])
})

test.each([100, 5000, 1_000_000])('of a long one, all that stand within %i characters are settled together', within => {
  const met = new Set<number>()
  let largest = 0
  let settled = 0
  const stretch = new Stretch(within, ({ matches, partsOf }) => {
    settled += matches.length
    largest = Math.max(largest, matches.length)
    expect(partsOf(3).map(({ places }) => places[0])).toEqual(matches.map(({ start }) => start))
    const starts = new Set(matches.map(({ start }) => start))
    for (const start of starts) if (starts.has(start - within + 10)) met.add(start)
  })
  const count = 100_000
  for (let i = 0; i < count; i++) add(stretch, 10 * i)
  stretch.settle()
  expect(met.size).toBe(Math.max(0, count - (within - 10) / 10))
  expect(largest).toBeLessThan(20_000 + within / 4)
  expect(settled).toBeLessThan(3 * count)
})
