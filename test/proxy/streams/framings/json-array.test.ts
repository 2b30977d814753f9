import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonArrayFraming } from '../../../../proxy/streams/framings/json-array.ts'
import { chunking } from '../harness.ts'

const objects = fc.array(
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant('}],[{"'), fc.array(fc.jsonValue({ maxDepth: 2 })))),
  { maxLength: 6 },
)

test('frames are the bytes that came, one per element, however they were cut', () => {
  fc.assert(
    fc.property(objects, fc.constantFrom(',', ',\r\n', '\n,\n'), fc.nat(2), chunking, (values, comma, indent, cut) => {
      const text = `[${values.map(value => JSON.stringify(value, null, indent)).join(comma)}]\n`
      const framing = jsonArrayFraming(1 << 20)
      const frames = [...cut(Buffer.from(text)).flatMap(chunk => framing.push(chunk)), ...framing.end()]
      expect(Buffer.concat(frames.map(frame => frame.raw)).toString()).toBe(text)
      expect(frames.flatMap(frame => (frame.event ? [JSON.parse(frame.event.data)] : []))).toEqual(JSON.parse(text))
    }),
    { numRuns: 300 },
  )
})

test('an element leaves with its closing brace, not with the next one', () => {
  const framing = jsonArrayFraming(1000)
  expect(framing.push(Buffer.from('[{"a":1}'))).toHaveLength(1)
  expect(framing.push(Buffer.from(',\n{"b":'))).toHaveLength(0)
  expect(framing.push(Buffer.from('2}]'))).toHaveLength(2)
})

test('an error object instead of an array passes', () => {
  const framing = jsonArrayFraming(1000)
  const bytes = Buffer.from('{"error":{"code":400,"message":"m"}}')
  const frames = [...framing.push(bytes), ...framing.end()]
  expect(Buffer.concat(frames.map(frame => frame.raw)).equals(bytes)).toBe(true)
})

test('events of ours are elements', () => {
  const framing = jsonArrayFraming(1000)
  expect(framing.encode({ data: '{}' }, { first: true, last: true })).toBe('[{}]')
  expect(framing.encode({ data: '{}' }, { first: false, last: false })).toBe(',\n{}')
})
