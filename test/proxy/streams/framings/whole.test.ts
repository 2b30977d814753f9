import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyFraming, messageFraming, textFraming } from '../../../../proxy/streams/framings/whole.ts'
import { chunking } from '../harness.ts'

test('a body is one frame at its end', () => {
  const small = bodyFraming(100)
  small.push(Buffer.from('{"a'))
  small.push(Buffer.from('":1}'))
  expect(small.pendingBytes).toBe(7)
  expect(small.end().map(frame => frame.event!.data)).toEqual(['{"a":1}'])
  expect(bodyFraming(1).end()).toEqual([])
})

test('a message is a frame; bytes that are no text have no event', () => {
  const framing = messageFraming()
  expect(framing.push(Buffer.from('{"a":1}'))[0]!.event!.data).toBe('{"a":1}')
  expect(framing.push(Buffer.from([0xff, 0xfe, 1]))[0]!.event).toBeUndefined()
  expect(framing.push(Buffer.from([0x41, 0, 0x42]))[0]!.event).toBeUndefined()
})

test('text passes as it comes, characters whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), chunking, (text, cut) => {
      const framing = textFraming()
      const frames = [...cut(Buffer.from(text)).flatMap(chunk => framing.push(chunk)), ...framing.end()]
      expect(frames.map(frame => frame.event!.data).join('')).toBe(text)
      expect(Buffer.concat(frames.map(frame => frame.raw)).toString()).toBe(text)
    }),
  )
})
