import { expect, test } from 'vitest'
import { applySplices, isPath, pathOf, Root, rewriteBody } from '../../../proxy/documents/layer.ts'
import { TextRange } from '../../../proxy/documents/text.ts'

test('splices apply in order of place, whatever order they come in', () => {
  expect(
    applySplices('abcdef', [
      { start: 4, end: 5, text: 'Y' },
      { start: 0, end: 2, text: 'X' },
      { start: 6, end: 6, text: '!' },
    ]),
  ).toBe('XcdYf!')
})

test('only the stretches that were edited are encoded again', () => {
  const body = Buffer.concat([Buffer.from('one '), Buffer.from([0xff, 0xfe]), Buffer.from(' two three')])
  const one = new TextRange(new Root(body, 0, 4), null)
  const rest = new TextRange(new Root(body, 6, body.length), null)
  const out = rewriteBody(
    body,
    [one, rest],
    [
      { leaf: 1, start: 1, end: 4, replacement: '2' },
      { leaf: 0, start: 0, end: 3, replacement: '1' },
    ],
  )
  expect(out).toEqual(Buffer.concat([Buffer.from('1 '), Buffer.from([0xff, 0xfe]), Buffer.from(' 2 three')]))
})

test('without edits the same buffer comes back', () => {
  const body = Buffer.from('x')
  expect(rewriteBody(body, [], [])).toBe(body)
})

test('paths are read off the linked steps', () => {
  const steps = { above: { above: { above: null, name: 'a' }, name: 0 }, name: 'b' }
  expect(pathOf(steps)).toEqual(['a', 0, 'b'])
  expect(isPath(steps, ['a', 0, 'b'])).toBe(true)
  expect(isPath(steps, [0, 'b'])).toBe(false)
  expect(isPath(steps, ['x', 'a', 0, 'b'])).toBe(false)
  expect(isPath(null, [])).toBe(true)
})
