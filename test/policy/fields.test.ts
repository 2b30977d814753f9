import { expect, test } from 'vitest'
import { entriesOf, id, listed, selector } from '../../policy/fields.ts'

test.each([
  ['a', { anyOf: [{ name: 'a', path: [] }], not: [] }],
  [
    ['a', 'b'],
    {
      anyOf: [
        { name: 'a', path: [0] },
        { name: 'b', path: [1] },
      ],
      not: [],
    },
  ],
  [
    { any_of: 'a', not: ['b'] },
    { anyOf: [{ name: 'a', path: ['any_of'] }], not: [{ name: 'b', path: ['not', 0] }] },
  ],
  [{}, { anyOf: [], not: [] }],
])('entries of %j know where they stand', (value, expected) => {
  expect(entriesOf(selector.parse(value))).toEqual(expected)
})

test('nothing given is no entry', () => {
  expect(listed(undefined, ['x'])).toEqual([])
})

test.each(['a', 'no-credentials', 'rule_2', 'A1', 'x'.repeat(64)])('%s is an id', text => {
  expect(id.safeParse(text).success).toBe(true)
})
test.each(['', '-a', 'a b', 'a@b', 'ä', '__proto__', 'x'.repeat(65)])('%j is no id', text => {
  expect(id.safeParse(text).success).toBe(false)
})
