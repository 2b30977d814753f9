import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectWhole, type OnEvent, splitJsonArray, splitNdjson, splitServerSentEvents } from '../../proxy/sse.ts'

type Make = (onEvent: OnEvent) => { write(chunk: Buffer): void; end(): void }

function feed(make: Make, bytes: Buffer, sizes: readonly number[]): [string, string?][] {
  const events: [string, string?][] = []
  const splitter = make((data, name) => events.push(name === undefined ? [data] : [data, name]))
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    splitter.write(bytes.subarray(at, at + size))
    at += size
  }
  splitter.end()
  return events
}

const once = (make: Make, text: string): [string, string?][] => feed(make, Buffer.from(text), [text.length * 4 + 1])
const anySizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

describe('server-sent events', () => {
  test.each<[string, string, [string, string?][]]>([
    ['one line', 'data: hello\n\n', [['hello']]],
    ['no space after the colon', 'data:hello\n\n', [['hello']]],
    ['one space is taken, the second is data', 'data:  hello\n\n', [[' hello']]],
    ['several lines', 'data: a\ndata: b\n\n', [['a\nb']]],
    ['an empty data line', 'data\n\n', [['']]],
    ['a name', 'event: ping\ndata: {}\n\n', [['{}', 'ping']]],
    ['a name without data', 'event: ping\n\ndata: x\n\n', [['x']]],
    ['comments and other fields', ': OPENROUTER PROCESSING\n\nid: 1\nretry: 5\ndata: x\n\n', [['x']]],
    ['CRLF', 'event: a\r\ndata: x\r\n\r\ndata: y\r\n\r\n', [['x', 'a'], ['y']]],
    ['CR alone', 'data: x\r\rdata: y\r\r', [['x'], ['y']]],
    ['a byte-order mark', '\ufeffdata: x\n\n', [['x']]],
    ['an unfinished event at the end', 'data: x\n\ndata: y\n', [['x']]],
    ['a colon in the value', 'data: {"a":1}\n\n', [['{"a":1}']]],
  ])('%s', (_, text, expected) => {
    expect(once(splitServerSentEvents, text)).toEqual(expected)
  })

  test('however the bytes are cut, the events are the same', () => {
    const text = '\ufeff: hi\r\nevent: añ\r\ndata: größe 😀\rdata: 日本\n\ndata: y\r\n\r\n'
    const expected = once(splitServerSentEvents, text)
    expect(expected).toEqual([['größe 😀\n日本', 'añ'], ['y']])
    fc.assert(
      fc.property(anySizes, sizes => {
        expect(feed(splitServerSentEvents, Buffer.from(text), sizes)).toEqual(expected)
      }),
    )
  })

  test('an event without end takes bounded memory and does not hide the next', () => {
    const chunk = Buffer.from(`data: ${'x'.repeat(1024 * 1024)}\n`)
    const events: string[] = []
    const splitter = splitServerSentEvents(data => events.push(data))
    for (let i = 0; i < 6; i++) splitter.write(chunk)
    splitter.write(Buffer.from('\ndata: after\n\n'))
    expect(events).toEqual(['after'])
  })
})

describe('NDJSON', () => {
  test('lines are events; guards and empty lines are not; the last one needs no end', () => {
    const text = ')]}\'\n\n{"a":1}\r\n{"b":"é"}\n{"c":3}'
    const expected = [['{"a":1}'], ['{"b":"é"}'], ['{"c":3}']]
    expect(once(splitNdjson, text)).toEqual(expected)
    fc.assert(
      fc.property(anySizes, sizes => {
        expect(feed(splitNdjson, Buffer.from(text), sizes)).toEqual(expected)
      }),
    )
  })
})

describe('a streamed JSON array', () => {
  test('elements are events as soon as they are whole, whatever stands in their strings', () => {
    const values = [{ a: '}]{["\\"' }, { b: { c: [1, { d: 'é😀' }] } }, {}]
    const text = `[${values.map(v => JSON.stringify(v)).join(',\r\n')}\n]`
    const expected = values.map(v => [JSON.stringify(v)])
    expect(once(splitJsonArray, text)).toEqual(expected)
    fc.assert(
      fc.property(anySizes, sizes => {
        expect(feed(splitJsonArray, Buffer.from(text), sizes)).toEqual(expected)
      }),
    )
  })

  test('an element comes before the array is over', () => {
    const events: string[] = []
    const splitter = splitJsonArray(data => events.push(data))
    splitter.write(Buffer.from('[{"a":1}'))
    expect(events).toEqual(['{"a":1}'])
    splitter.write(Buffer.from(',\n{"b"'))
    splitter.end()
    expect(events).toEqual(['{"a":1}'])
  })

  test('an element without end takes bounded memory', () => {
    const events: string[] = []
    const splitter = splitJsonArray(data => events.push(data))
    splitter.write(Buffer.from('[{"a":"'))
    for (let i = 0; i < 5; i++) splitter.write(Buffer.alloc(1024 * 1024, 'x'))
    expect(events).toEqual([])
  })
})

describe('a whole body', () => {
  test('is one event, unless it is too long', () => {
    expect(once(collectWhole, '{"a":"é"}')).toEqual([['{"a":"é"}']])
    expect(once(collectWhole, '')).toEqual([])
    expect(feed(collectWhole, Buffer.alloc(5 * 1024 * 1024, 'x'), [1024 * 1024])).toEqual([])
  })
})
