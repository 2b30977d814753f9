import { expect, test } from 'vitest'
import { JsonString } from '../../../proxy/documents/json-leaf.ts'
import type { JsonSink } from '../../../proxy/documents/json-scan.ts'
import { Root } from '../../../proxy/documents/layer.ts'
import { readNested } from '../../../proxy/documents/nested.ts'

const open = (text: string, level = 0) => {
  const raw = JSON.stringify(text)
  const leaf = new JsonString(new Root(Buffer.from(raw)), 1, raw.length - 1, text, { above: null, name: 'a' }, 'value')
  const sink: JsonSink = { leaves: [], scalars: [] }
  const found = readNested(leaf, sink, level)
  return { found: found === 'read' ? found : found.role, paths: sink.leaves.map(l => [...l.path, l.text]) }
}

test.each<[string, string, (string | number)[][]]>([
  ['an object', '{"q":"x"}', [['a', '#json', 'q', 'x']]],
  ['an array after white space', ' \n["x"]', [['a', '#json', 0, 'x']]],
  ['a string with escapes', '"{\\"q\\":\\"x\\"}"', [['a', '#json', '#json', 'q', 'x']]],
])('%s is opened', (_, text, paths) => {
  expect(open(text)).toEqual({ found: 'read', paths })
})

test.each([
  'plain words',
  '"quoted words"',
  '[a link](https://x.example)',
  '{placeholder}',
  '42',
  'true',
  '{"a":1} and more',
])('%s is text', text => {
  expect(open(text)).toEqual({ found: 'value', paths: [] })
})

test('at the deepest level JSON stays text', () => {
  expect(open('{"q":"x"}', 4)).toEqual({ found: 'value', paths: [] })
})

test('encoded bytes are opaque', () => {
  expect(open(`data:image/png;base64,${Buffer.alloc(30, 0xfe).toString('base64')}`).found).toBe('opaque')
})
