import { expect, test } from 'vitest'
import { JsonNumber, JsonString } from '../../../proxy/documents/json-leaf.ts'
import { Root } from '../../../proxy/documents/layer.ts'

const steps = { above: { above: null, name: 'a' }, name: 0 }

test('an edit of an escaped string lands on the escapes it covers', () => {
  const root = new Root(Buffer.from('["x\\n\\u0041y"]'))
  const leaf = new JsonString(root, 2, 12, 'x\nAy', steps, 'value')
  const rewrites = new Map()
  leaf.lift([{ start: 1, end: 3, text: '"' }], rewrites)
  expect(root.encode(rewrites.get(root)).toString()).toBe('["x\\"y"]')
  expect(leaf.path).toEqual(['a', 0])
})

test('the same place can take another role', () => {
  const leaf = new JsonString(new Root(Buffer.from('"abc"')), 1, 4, 'abc', null, 'value')
  expect(leaf.as('opaque')).toMatchObject({ role: 'opaque', text: 'abc', path: [] })
})

test('an edited number is a string from then on, whatever is left of it', () => {
  const root = new Root(Buffer.from('[4111111111111111]'))
  const leaf = new JsonNumber(root, 1, 17, steps)
  expect(leaf.text).toBe('4111111111111111')
  const rewrites = new Map()
  leaf.lift(
    [
      { start: 0, end: 2, text: 'X' },
      { start: 12, end: 16, text: '"' },
    ],
    rewrites,
  )
  expect(root.encode(rewrites.get(root)).toString()).toBe('["X1111111111\\""]')
})
