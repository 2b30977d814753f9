import { expect, test } from 'vitest'
import { SortHeader } from '../../../../console/web/parts/sort-header.tsx'
import { render } from '../render.tsx'

const header = (column: string, order: { column: string; reversed: boolean }) =>
  render(<SortHeader label="X" column={column} order={order} onOrder={() => undefined} />)

test.each([
  ['costUsd', { column: 'costUsd', reversed: false }, 'descending'],
  ['costUsd', { column: 'costUsd', reversed: true }, 'ascending'],
  ['name', { column: 'name', reversed: false }, 'ascending'],
  ['name', { column: 'name', reversed: true }, 'descending'],
])('%s under %o is %s', (column, order, direction) => {
  expect(header(column, order)).toContain(`aria-sort="${direction}"`)
})

test('a column that does not sort now has no direction', () => {
  expect(header('tokens', { column: 'name', reversed: false })).not.toContain('aria-sort')
})
