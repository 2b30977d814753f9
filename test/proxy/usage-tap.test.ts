import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { UsageReader, UsageReading } from '../../proxy/providers/types.ts'
import { createResponseTap } from '../../proxy/usage-tap.ts'

const reading: UsageReading = { kind: 'text', outputText: 'done' }

function recorder(): UsageReader & { events: [string, string?][] } {
  const events: [string, string?][] = []
  return {
    events,
    event: (data, name) => events.push(name === undefined ? [data] : [data, name]),
    done: () => reading,
  }
}

async function read(headers: string[], body: Buffer, size = 5): Promise<[string, string?][]> {
  const reader = recorder()
  const tap = createResponseTap(reader, headers)
  for (let at = 0; at < body.length; at += size) tap.write(body.subarray(at, at + size))
  await tap.end()
  return reader.events
}

describe('how an answer is split follows its content type', () => {
  test.each<[string, string, [string, string?][]]>([
    ['text/event-stream; charset=utf-8', 'event: a\ndata: 1\n\n', [['1', 'a']]],
    ['application/json', ' {"a":1}', [['{"a":1}']]],
    ['application/json; charset=UTF-8', '[{"a":1},\n{"b":2}]', [['{"a":1}'], ['{"b":2}']]],
    ['application/vnd.x+json', '{"a":1}', [['{"a":1}']]],
    ['application/x-ndjson', '{"a":1}\n{"b":2}\n', [['{"a":1}'], ['{"b":2}']]],
    ['text/plain', '{"a":1}\n', [['{"a":1}']]],
    ['application/json', '', []],
  ])('%s', async (type, body, expected) => {
    expect(await read(['Content-Type', type], Buffer.from(body), 1)).toEqual(expected)
  })

  test.each([
    ['text/html', undefined],
    ['audio/mpeg', undefined],
    ['application/json', 'zstd'],
  ])('%s in %s is not read', async (type, coding) => {
    const reader = recorder()
    const tap = createResponseTap(reader, ['content-type', type, ...(coding ? ['content-encoding', coding] : [])])
    tap.write(Buffer.from('{"a":1}'))
    expect(await tap.end()).toEqual({ kind: 'none' })
    expect(reader.events).toEqual([])
  })

  test('a plain answer is read at once, without a promise', () => {
    const tap = createResponseTap(recorder(), ['content-type', 'application/json'])
    expect(tap.end()).toBe(reading)
  })
})

describe('encoded answers', () => {
  const sse = 'data: one\n\ndata: two\n\n'
  test.each([
    ['gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['br', zlib.brotliCompressSync],
  ])('%s is decoded on the way', async (coding, encode) => {
    const headers = ['content-type', 'text/event-stream', 'Content-Encoding', coding]
    expect(await read(headers, encode(sse))).toEqual([['one'], ['two']])
  })

  test('an answer that breaks off gives what came', async () => {
    const gzip = zlib.createGzip()
    const chunks: Buffer[] = []
    gzip.on('data', chunk => chunks.push(chunk))
    gzip.write(sse)
    await new Promise<void>(resolve => gzip.flush(() => resolve()))
    const headers = ['content-type', 'text/event-stream', 'content-encoding', 'gzip']
    expect(await read(headers, Buffer.concat(chunks))).toEqual([['one'], ['two']])
  })

  test('an answer that is not what it says ends quietly', async () => {
    const headers = ['content-type', 'text/event-stream', 'content-encoding', 'gzip']
    expect(await read(headers, Buffer.from('plain after all'))).toEqual([])
  })
})
