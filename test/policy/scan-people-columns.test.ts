/** Heads of columns and keys say which values are names. */
import { expect, test } from 'vitest'
import { nameHeads, namesBelow, valueOfKey } from '../../policy/scan-people-columns.ts'
import { pageOf } from './pages.ts'

test('the cells below a head, when they look like names', () => {
  const text = 'id,customer_first_name,unit\n1,Aziz,a\n2,Bola,b\n3,Chen,c\n4,Dov,d\n5,Efua,e\n'
  const column = namesBelow(pageOf(text), text.indexOf('first_name'), 'first_name')
  expect(column?.names.map(one => text.slice(one.start, one.end))).toEqual(['Aziz', 'Bola', 'Chen', 'Dov', 'Efua'])
  const types = text.replaceAll(/[A-Z][a-z]+/g, 'varchar(20)')
  expect(namesBelow(pageOf(types), types.indexOf('first_name'), 'first_name')).toBeUndefined()
})

test.each([
  ['"first_name": "Aziz",', 'Aziz'],
  ['first_name: Aziz\n', 'Aziz'],
  ['"first_name": 12', undefined],
  ['first_name: str = None', undefined],
  ['first_name = x', undefined],
])('%s', (text, value) => {
  const found = valueOfKey(pageOf(text), text.indexOf('first_name') + 10)
  expect(found && text.slice(found.start, found.end)).toBe(value)
})

test('heads are in small letters and long enough for the search', () => {
  expect(nameHeads.filter(head => head !== head.toLowerCase())).toEqual([])
  expect(nameHeads.filter(head => head.length < 4 && head.toUpperCase() !== head)).toEqual([])
})
