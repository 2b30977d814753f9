/** Words are found by the units of a text, whatever else is in the table. */
import { expect, test } from 'vitest'
import { lettersOf } from '../../policy/scan-letters.ts'
import { UnitTable } from '../../policy/scan-unit-table.ts'

const { folds } = lettersOf('ignore')
const units = (text: string): Uint16Array => Uint16Array.from([...text].map(sign => sign.charCodeAt(0)))
const find = (table: UnitTable, word: string): number => table.find(units(`${word}.`), 0, word.length, folds)

test('a word is found in either case, and no other', () => {
  const table = new UnitTable()
  table.add(units('falcon'), 0, 6, folds, 7)
  expect([find(table, 'Falcon'), find(table, 'falco'), find(table, 'falcons')]).toEqual([7, -1, -1])
})

test('it grows, and forgets', () => {
  const table = new UnitTable()
  const words = Array.from({ length: 5000 }, (_, i) => `w${i}`)
  for (const [i, word] of words.entries()) table.add(units(word), 0, word.length, folds, i)
  expect(words.every((word, i) => find(table, word) === i)).toBe(true)
  expect(table.size).toBe(5000)
  table.clear()
  expect([table.size, find(table, 'w1')]).toEqual([0, -1])
})

test('with a bound on its steps, words that crowd are not kept, and what is kept is right', () => {
  const table = new UnitTable(1)
  const words = Array.from({ length: 2000 }, (_, i) => `w${i}`)
  for (const [i, word] of words.entries()) table.add(units(word), 0, word.length, folds, i)
  const found = words.map(word => find(table, word))
  expect(found.every((number, i) => number === i || number === -1)).toBe(true)
  expect(found.filter(number => number >= 0).length).toBeGreaterThan(1000)
})
