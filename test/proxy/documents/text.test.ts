import { expect, test } from 'vitest'
import { Root } from '../../../proxy/documents/layer.ts'
import { readBinary, readText, shownMediaType, sizeOf, TextRange } from '../../../proxy/documents/text.ts'

test('a text body is one leaf, edited in place', () => {
  const document = readText(Buffer.from('ein größeres Wort'), ['why'])
  expect(document.leaves.map(l => [l.path, l.text])).toEqual([[[], 'ein größeres Wort']])
  expect(document.unread).toEqual(['why'])
  expect(document.rewrite([{ leaf: 0, start: 4, end: 12, replacement: 'ß' }]).toString()).toBe('ein ß Wort')
})

test('a binary body has no leaves and comes back as it was', () => {
  const body = Buffer.from([0, 1, 2])
  const document = readBinary(body, ['a body of 3 bytes is not text'])
  expect(document.type).toBe('binary')
  expect(document.leaves).toEqual([])
  expect(document.rewrite([])).toBe(body)
  expect(readBinary(Buffer.alloc(0), []).type).toBe('empty')
})

test('a range of text is edited at its own offsets, encoded for its place', () => {
  const root = new Root(Buffer.from('name="value"'))
  const range = new TextRange(root, null, { start: 6, end: 11, encode: text => text.toUpperCase() })
  expect(range.text).toBe('value')
  const rewrites = new Map()
  range.lift([{ start: 1, end: 3, text: 'x' }], rewrites)
  expect(root.encode(rewrites.get(root)).toString()).toBe('name="vXue"')
})

test.each([
  [3, '3 bytes'],
  [2048, '2 KB'],
  [1024 * 1024 * 1.25, '1.3 MB'],
])('%d bytes read as %s', (bytes, words) => {
  expect(sizeOf(bytes)).toBe(words)
})

test.each([
  ['image/png', 'image/png'],
  ['Text/CSV; charset=utf-8', 'text/csv'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['image/4111111111111111', undefined],
  ['image/my secret', undefined],
  ['secret/png', undefined],
  [undefined, undefined],
])('of the media type %s, %s is shown', (type, shown) => {
  expect(shownMediaType(type)).toBe(shown)
})
