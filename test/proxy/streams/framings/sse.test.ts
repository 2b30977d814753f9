import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
import { chunking } from '../harness.ts'

const line = fc.oneof(
  fc.constantFrom('data: {"a":1}', 'data:x', 'data', 'event: e', ': comment', 'id: 1', 'retry: 5', ''),
  fc.string({ unit: 'grapheme' }).map(text => `data: ${text.replaceAll(/[\r\n\0]/g, '')}`),
)
const stream = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 30 })
  .map(lines => lines.map(([text, end]) => text + end).join(''))

/** Events by the standard, as another parser reads them. */
function standard(text: string): { event: string | undefined; data: string }[] {
  const events: { event: string | undefined; data: string }[] = []
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ event, data }) })
  parser.feed(text)
  return events
}

describe('server-sent events', () => {
  test('frames are the bytes that came, however they were cut', () => {
    fc.assert(
      fc.property(stream, chunking, (text, cut) => {
        const framing = sseFraming(1 << 20)
        const frames = [...cut(Buffer.from(text)).flatMap(chunk => framing.push(chunk)), ...framing.end()]
        expect(Buffer.concat(frames.map(frame => frame.raw)).toString()).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  test('events are those of the standard', () => {
    fc.assert(
      fc.property(stream, chunking, (text, cut) => {
        // A CR at the very end may be half of a line end: the standard's parser waits too.
        fc.pre(!text.endsWith('\r'))
        const framing = sseFraming(1 << 20)
        const frames = cut(Buffer.from(text)).flatMap(chunk => framing.push(chunk))
        const events = frames.flatMap(({ event }) =>
          event && (event.data !== '' || standard(text).some(one => one.data === '')) ? [event] : [],
        )
        expect(events.map(event => event.data).filter(data => data !== '')).toEqual(
          standard(text)
            .map(event => event.data)
            .filter(data => data !== ''),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('an event with other data keeps its other lines', () => {
    const [frame] = sseFraming(1000).push(Buffer.from('id: 7\r\nevent: delta\r\ndata: one\r\ndata: two\r\n\r\n'))
    expect(frame!.event).toMatchObject({ name: 'delta', data: 'one\ntwo' })
    expect(frame!.event!.rewrite('ONE\nTWO').toString()).toBe('id: 7\r\nevent: delta\r\ndata: ONE\r\ndata: TWO\r\n\r\n')
    expect(standard(frame!.event!.rewrite('a\nb\nc').toString())).toEqual([{ event: 'delta', data: 'a\nb\nc' }])
    expect(standard(frame!.event!.rewrite('a').toString())).toEqual([{ event: 'delta', data: 'a' }])
  })

  test('many small lines in a large chunk take little time', () => {
    const started = performance.now()
    sseFraming(1 << 26).push(Buffer.from('data: x\n'.repeat(400_000)))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
