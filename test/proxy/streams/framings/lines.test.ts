import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineFraming } from '../../../../proxy/streams/framings/lines.ts'
import { chunking } from '../harness.ts'

test('frames are the lines that came, however they were cut, and their data has no white space around it', () => {
  fc.assert(
    fc.property(fc.array(fc.json()), fc.constantFrom('\n', '\r\n', '\n\n'), chunking, (values, end, cut) => {
      const text = values.join(end)
      const framing = lineFraming(1 << 20)
      const frames = [...cut(Buffer.from(text)).flatMap(chunk => framing.push(chunk)), ...framing.end()]
      expect(Buffer.concat(frames.map(frame => frame.raw)).toString()).toBe(text)
      const data = frames.flatMap(frame => (frame.event ? [frame.event.data] : []))
      expect(data.map(one => JSON.parse(one))).toEqual(values.map(one => JSON.parse(one)))
    }),
  )
})

test('an edited line keeps what is around it', () => {
  const [frame] = lineFraming(1000).push(Buffer.from('\x1e {"a":1}\r\n'))
  expect(frame!.event!.rewrite('{"a":2}').toString()).toBe('\x1e {"a":2}\r\n')
})
