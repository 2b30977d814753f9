import { expect, test } from 'vitest'
import { type Match, standingTogether } from '../../../policy/fingerprints/records-rows.ts'

const match = (row: number, column: number, start: number): Match => ({
  row,
  column,
  start,
  end: start + 10,
  places: [start, start + 10],
})

function found(matches: Match[], together: number, within = 100): string[] {
  const all: string[] = []
  standingTogether(matches, { together, within }, ({ row, start }, columns) => all.push(`${row}@${start}:${columns}`))
  return all
}

test('columns of one row within the distance', () => {
  expect(found([match(1, 0, 0), match(1, 1, 90)], 2)).toEqual(['1@0:0,1', '1@90:0,1'])
  expect(found([match(1, 0, 0), match(1, 1, 91)], 2)).toEqual([])
  expect(found([match(1, 0, 0), match(2, 1, 20)], 2)).toEqual([])
  expect(found([match(1, 0, 0), match(1, 0, 20)], 2)).toEqual([])
})

test('matches may come in any order, and one is reported once', () => {
  expect(found([match(1, 1, 50), match(1, 0, 0), match(1, 2, 80)], 2)).toEqual(['1@0:0,1', '1@50:0,1', '1@80:0,1,2'])
})

test('a value that is repeated between two others counts too', () => {
  const all = [match(1, 0, 0), match(1, 1, 20), match(1, 1, 40), match(1, 1, 60), match(1, 2, 80)]
  expect(found(all, 3)).toHaveLength(5)
})

test('the window slides', () => {
  const all = [match(1, 0, 0), match(1, 0, 200), match(1, 1, 250), match(1, 1, 500)]
  expect(found(all, 2)).toEqual(['1@200:0,1', '1@250:0,1'])
})

test('a wide match does not hide what stands near on both its sides', () => {
  const wide: Match = { row: 1, column: 1, start: 20, end: 115, places: [20, 30, 105, 115] }
  expect(found([match(1, 0, 0), wide, match(1, 2, 60)], 2)).toEqual(['1@0:0,2', '1@60:0,2', '1@20:1,2'])
})

test('many matches of one row take linear time', () => {
  const all = Array.from({ length: 200_000 }, (_, i) => match(1, i % 2, 10 * i))
  const started = performance.now()
  expect(found(all, 2)).toHaveLength(200_000)
  expect(performance.now() - started).toBeLessThan(3_000)
})
