import { describe, expect, test } from 'vitest'
import {
  count,
  firstString,
  KeptEvents,
  lastObject,
  list,
  member,
  parseObject,
  text,
} from '../../../proxy/providers/usage.ts'

describe('lastObject', () => {
  test.each<[string, string, unknown]>([
    ['the last of several', '{"usage":{"a":1},"x":{"usage":{"a":2}}}', { a: 2 }],
    ['white space', '{"usage" :\n {"a":1}}', { a: 1 }],
    ['braces and quotes in strings', '{"usage":{"a":"}\\"{","b":{"c":1}},"z":1}', { a: '}"{', b: { c: 1 } }],
    ['a mention inside a string', '{"content":"\\"usage\\":{\\"a\\":9}"}', undefined],
    ['null', '{"usage":null}', undefined],
    ['null after an object', '{"x":{"usage":{"a":1}},"usage":null}', { a: 1 }],
    ['a list', '{"usage":[1]}', undefined],
    ['a name without a value', '["usage"]', undefined],
    ['cut off', '{"usage":{"a":1', undefined],
    ['nothing', '', undefined],
    ['at the very start', '"usage":{"a":1}', { a: 1 }],
  ])('%s', (_, data, expected) => {
    expect(lastObject(data, 'usage')).toEqual(expected)
  })

  test('a megabyte of mentions takes linear time', () => {
    const data = `{"t":"${'\\"usage\\":{ '.repeat(80_000)}"}`
    const start = performance.now()
    expect(lastObject(data, 'usage')).toBeUndefined()
    expect(performance.now() - start).toBeLessThan(500)
  })
})

test.each<[string, string | undefined]>([
  ['{"model":"gpt-4o","x":{"model":"other"}}', 'gpt-4o'],
  ['{"model" : "m"}', 'm'],
  ['{"t":"\\"model\\":\\"no\\"","model":"yes"}', 'yes'],
  ['{"model":null,"x":{"model":"m"}}', 'm'],
  ['{"model":"a\\"b"}', undefined],
  [`{"model":"${'x'.repeat(300)}"}`, undefined],
  ['{}', undefined],
])('firstString of %s', (data, expected) => {
  expect(firstString(data, 'model')).toBe(expected)
})

test('members are read without trust', () => {
  const object = { a: { b: [{ c: 'x' }] }, n: 5, bad: -1, huge: Number.POSITIVE_INFINITY, s: '5' }
  expect(member(object, 'a', 'b', 0, 'c')).toBe('x')
  expect(member(object, 'a', 'b', 'c')).toBeUndefined()
  expect(member(null, 'a')).toBeUndefined()
  expect(['n', 'bad', 'huge', 's', 'none'].map(name => count(object, name))).toEqual([5, 0, 0, 0, 0])
  expect([text('a'), text(1), list([1]), list('x')]).toEqual(['a', '', [1], []])
  expect([parseObject('{"a":1}'), parseObject('[1]'), parseObject('{')]).toEqual([{ a: 1 }, undefined, undefined])
})

test('kept events are bounded, and gone once they are not needed', () => {
  const kept = new KeptEvents()
  kept.add('a')
  kept.add('x'.repeat(1024 * 1024))
  kept.add('b')
  expect(kept.events).toEqual(['a', 'b'])
  kept.drop()
  kept.add('c')
  expect(kept.events).toEqual([])
})
