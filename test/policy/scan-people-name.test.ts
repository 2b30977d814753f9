/** Names are told from other capitalised words by a list of given names. */
import { expect, test } from 'vitest'
import { endsName, looksLikeName, nameFrom, namesIn } from '../../policy/scan-people-name.ts'
import { pageOf } from './pages.ts'

test.each([
  ['Anna Schmidt;x', 'Anna Schmidt'],
  ['Schmidt, Anna', 'Schmidt, Anna'],
  ['John F. Kennedy-Smith', 'John F. Kennedy-Smith'],
  ['Ludwig van Beek', 'Ludwig van Beek'],
  ["SUSAN O'BRIEN", "SUSAN O'BRIEN"],
  ['Jean-Luc Moreau', 'Jean-Luc Moreau'],
  ['田中 太郎', '田中 太郎'],
  ['김민준', '김민준'],
  ['Anna', undefined],
  ['Blue Lamp', undefined],
  ['anna schmidt', undefined],
])('%s', (text, name) => {
  const found = nameFrom(pageOf(text), 0, text.length)
  expect(found && text.slice(found.start, found.end)).toBe(name)
})

test('names in a row', () => {
  const text = '{"a":"Anna Schmidt","b":"The House","c":"Peter Lang"}'
  expect(namesIn(pageOf(text), 0, text.length).map(one => text.slice(one.start, one.end))).toEqual([
    'Anna Schmidt',
    'Peter Lang',
  ])
})

test('what a cell of names looks like, and what stands behind a name', () => {
  expect(['Anna', 'Xi Wang', '佐藤 花子', 'van Dyk'].map(looksLikeName)).toEqual([true, true, true, false])
  expect(['a1', 'anna', 'One Two Three Four Five Six', ''].map(looksLikeName)).toEqual([false, false, false, false])
  expect([endsName(pageOf('a;'), 1), endsName(pageOf('a b'), 1), endsName(pageOf('a'), 1)]).toEqual([true, false, true])
})
