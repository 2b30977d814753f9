import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePercent, encodePercent, percentOffsets } from '../../../proxy/documents/percent.ts'

test.each([
  ['a+b%20c', 'a b c'],
  ['caf%C3%A9', 'café'],
  ['%f0%9f%98%80!', '😀!'],
  ['100%', '100%'],
  ['%zz+%4', '%zz %4'],
  ['é%41', 'éA'],
  ['%E9x', '\udce9x'],
])('%s is %j', (raw, text) => {
  expect(decodePercent(raw)).toBe(text)
})

test('what is encoded decodes to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      fc.pre(Buffer.from(text).toString() === text)
      expect(decodePercent(encodePercent(text))).toBe(text)
      expect(encodePercent(text)).toMatch(/^[\w.!~*'()%+-]*$/)
    }),
  )
})

test('offsets lead from every decoded unit to the raw text it came from', () => {
  const raw = 'a+%C3%A9%F0%9F%98%80%zz%FFb😀c'
  const text = decodePercent(raw)
  expect(text).toBe('a é😀%zz\udcffb😀c')
  const offsets = percentOffsets(raw)
  expect(offsets).toHaveLength(text.length + 1)
  expect(raw.slice(offsets[0], offsets[1])).toBe('a')
  expect(raw.slice(offsets[1], offsets[2])).toBe('+')
  expect(raw.slice(offsets[2], offsets[3])).toBe('%C3%A9')
  expect(raw.slice(offsets[3], offsets[5])).toBe('%F0%9F%98%80')
  expect(raw.slice(offsets[5], offsets[8])).toBe('%zz')
  expect(raw.slice(offsets[8], offsets[9])).toBe('%FF')
  expect(raw.slice(offsets[9], offsets[10])).toBe('b')
  expect(raw.slice(offsets[10], offsets[12])).toBe('😀')
  expect(raw.slice(offsets[12], offsets[13])).toBe('c')
})
