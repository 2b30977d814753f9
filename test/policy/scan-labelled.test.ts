/** Letters that only a label explains: bank codes and names. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['BIC: DEUTDEFF', 'bank-identifier-code', 'DEUTDEFF'],
  ['SWIFT code is BARCGB22XXX', 'bank-identifier-code', 'BARCGB22XXX'],
  ['Patient name: Maria Bergstrom', 'personal-name', 'Maria Bergstrom'],
  ['Kontoinhaber: Hans von der Heide', 'personal-name', 'Hans von der Heide'],
])('%s', (text, id, value) => {
  expect(scanned(text)).toContainEqual([id, value])
})

test.each(['swift answers are welcome', 'patient care is important', 'the beneficiary shall pay', 'BIC: ABCDEFGH'])(
  'nothing in: %s',
  text => {
    expect(scanned(text)).toEqual([])
  },
)
