import { expect, test } from 'vitest'
import { at, listAt, numberAt, ownEvent, textAt } from '../../../../proxy/streams/formats/value.ts'

test('members are read where they are, and missing where they are not what is asked for', () => {
  const value = { a: [{ b: 'text', n: 3 }], none: null }
  expect(at(value, 'a', 0, 'b')).toBe('text')
  expect(textAt(value, 'a', 0, 'n')).toBeUndefined()
  expect(numberAt(value, 'a', 0, 'n')).toBe(3)
  expect(listAt(value, 'a')).toHaveLength(1)
  expect(listAt(value, 'none', 'x')).toEqual([])
  expect(at(undefined, 'a')).toBeUndefined()
})

test('an event of ours is JSON', () => {
  expect(ownEvent({ a: 1 }, 'e')).toEqual({ name: 'e', data: '{"a":1}' })
  expect(ownEvent('x')).toEqual({ data: '"x"' })
})
