import { expect, test } from 'vitest'
import { openEvent } from '../../../proxy/streams/event-document.ts'

const open = (data: string) => openEvent({ data, rewrite: text => Buffer.from(text) })

test('JSON is its strings', () => {
  const event = open('{"a":"x","b":["y"]}')
  expect(event.value).toEqual({ a: 'x', b: ['y'] })
  expect(event.leaves.map(leaf => leaf.text)).toEqual(['x', 'y'])
  expect(event.edited([{ leaf: 1, start: 0, end: 1, text: '"' }])).toBe('{"a":"x","b":["\\""]}')
})

test.each(['plain text', '[DONE]', '{ not json', '12'])('%j is one text', data => {
  const event = open(data)
  expect(event.value).toBeUndefined()
  expect(event.leaves).toEqual([{ path: [], text: data }])
  expect(event.edited([{ leaf: 0, start: 0, end: 1, text: '#' }])).toBe(`#${data.slice(1)}`)
})

test('nothing is nothing', () => expect(open('').leaves).toEqual([]))
