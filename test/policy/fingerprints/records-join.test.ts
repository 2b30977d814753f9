import { expect, test } from 'vitest'
import { cpuMs } from '../../cpu-time.ts'
import { recordsSearch } from './records.ts'

const search = recordsSearch(
  ['name+dob'],
  [
    ['Jane Doe', '2001-03-04'],
    ['John Roe', '1988-05-06'],
  ],
)

test('cells of one row in either order, each cut for itself', () => {
  expect(search('Jane Doe, 2001-03-04').values).toEqual(['Jane Doe', '2001-03-04'])
  expect(search('2001-03-04 Jane Doe').values).toEqual(['2001-03-04', 'Jane Doe'])
  expect(search('Jane Doe 1988-05-06').values).toEqual([])
  expect(search('Jane Doe').values).toEqual([])
})

test('further apart than the distance they are not one', () => {
  expect(search(`Jane Doe ${'.'.repeat(400)} 2001-03-04`).values).toEqual([])
})

test('in a table of rows each finds its own', () => {
  const table = 'Jane Doe;2001-03-04\nJohn Roe;1988-05-06\n'.repeat(3)
  expect(search(table).values).toHaveLength(12)
})

test('repeated values and cells that many rows share leave no place out', () => {
  const names = [
    'Ann Lee',
    'Bob Ray',
    'Cyd Fox',
    'Dan Oak',
    'Eve Elm',
    'Flo Ash',
    'Gus Bay',
    'Hal Fir',
    'Ida Yew',
    'Jim Box',
  ]
  const shared = recordsSearch(
    ['name+dob'],
    names.map(name => [name, '2001-03-04']),
  )
  expect(shared(`${names.join(', ')}: all 2001-03-04`).values).toHaveLength(11)
  expect(search(`${'Jane Doe and '.repeat(3)}${'2001-03-04 '.repeat(3)}`).values).toHaveLength(6)
})

test('a text full of parts takes linear time', () => {
  const time = (text: string): number => cpuMs(() => search(text))
  const piece = 'Jane Doe 1988-05-06 '
  time(piece.repeat(2_000))
  const [small, large] = [time(piece.repeat(2_000)), time(piece.repeat(16_000))]
  expect(large).toBeLessThan(8 * 5 * small + 200)
})
