/** Entries are found by a pair of characters; a keyword counts where its pattern can go on. */
import { expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { type Entry, goesOn, PairTable, pairKey } from '../../policy/scan-token-table.ts'
import { pageOf } from './pages.ts'

function entryOf(id: string, keyword: string): Entry {
  const format = detectors.find(one => one.id === id)
  if (format?.kind !== 'token') throw new Error(`${id} is no format`)
  return { format, keyword, shortest: 0, most: 100 }
}
const aws = entryOf('aws-access-key-id', 'AKIA')

test('entries by a pair', () => {
  const table = new PairTable()
  table.add(aws, 0)
  table.add(aws, 2)
  const [first, second, other] = ['AK', 'IA', 'KI'].map(pair => pairKey(pair.charCodeAt(0), pair.charCodeAt(1)))
  expect([table.present[first!], table.present[second!], table.present[other!]]).toEqual([1, 1, 0])
  expect(table.at(first!)).toEqual([aws])
})

test.each([
  ['AKIAQ', true],
  ['AKIAx', false],
  // The rest may stand behind a quote, a line break or another sign.
  ['AKIA"', true],
  ['AKIA', true],
  ['AKIAＱ', true],
])('%s', (text, expected) => {
  expect(goesOn(pageOf(text), aws, 0)).toBe(expected)
})
