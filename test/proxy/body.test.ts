import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../proxy/body.ts'
import { SluiceError } from '../../proxy/errors.ts'

const limits = { maxBytes: 8 * 1024 * 1024, maxRatio: 200 }
const small = Buffer.from('{"messages":[{"role":"user","content":"hello hello hello"}]}')
const large = Buffer.from(Array.from({ length: 60_000 }, (_, i) => `${i * 7919}`).join(','))
/** "hello hello hello hello" as zstd -19 writes it (magic, single segment, one raw block). */
const zstdFrame = (text: string): Buffer => {
  const bytes = Buffer.from(text)
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes.length])
  const block = (bytes.length << 3) | 1
  return Buffer.concat([header, Buffer.from([block & 255, (block >> 8) & 255, (block >> 16) & 255]), bytes])
}

/** A zstd frame of one RLE block: `size` times one byte, from a dozen bytes. */
const zstdBomb = (blocks: number): Buffer => {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])]
  for (let i = 0; i < blocks; i++) {
    const block = ((128 * 1024) << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0)
    parts.push(Buffer.from([block & 255, (block >> 8) & 255, (block >> 16) & 255, 0x61]))
  }
  return Buffer.concat(parts)
}

async function codeOf(run: () => Promise<Buffer> | Buffer): Promise<string> {
  try {
    await run()
    return 'decoded'
  } catch (error) {
    return error instanceof SluiceError ? error.code : String(error)
  }
}

describe('what is decoded', () => {
  test.each([undefined, '', 'identity', 'Identity'])('%s comes back as it is, at once', coding => {
    expect(decodeBody(small, coding, limits)).toBe(small)
  })

  test.each([
    ['gzip', zlib.gzipSync],
    ['x-gzip', zlib.gzipSync],
    ['GZIP', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['deflate', zlib.deflateRawSync],
    ['br', zlib.brotliCompressSync],
  ])('%s (%o)', async (coding, encode) => {
    const atOnce = decodeBody(encode(small), coding, limits)
    expect(Buffer.isBuffer(atOnce)).toBe(true)
    expect(atOnce).toEqual(small)
    const packed = encode(large)
    const later = decodeBody(packed, coding, limits)
    expect(later).toBeInstanceOf(Promise)
    expect((await later).equals(large)).toBe(true)
  })

  test('zstd', async () => {
    expect((await decodeBody(zstdFrame('hello hello'), 'zstd', limits)).toString()).toBe('hello hello')
  })

  test('stacked codings are undone from the last', async () => {
    const packed = zlib.brotliCompressSync(zlib.gzipSync(small))
    expect(await decodeBody(packed, 'gzip, br', limits)).toEqual(small)
  })

  test('an empty body with a coding is empty', () => {
    expect(decodeBody(Buffer.alloc(0), 'gzip', limits)).toEqual(Buffer.alloc(0))
  })
})

describe('what is refused', () => {
  const bomb = Buffer.alloc(16 * 1024 * 1024)
  test.each<[string, string, Buffer, string]>([
    ['an unknown coding', 'lzma', small, 'body_undecodable'],
    ['an unknown coding under a known one', 'lzma, gzip', zlib.gzipSync(small), 'body_undecodable'],
    ['five codings', 'gzip,gzip,gzip,gzip,gzip', small, 'body_undecodable'],
    ['a body that is not what it says', 'gzip', small, 'body_undecodable'],
    ['truncated gzip', 'gzip', zlib.gzipSync(small).subarray(0, -4), 'body_undecodable'],
    ['truncated br', 'br', zlib.brotliCompressSync(small).subarray(0, -2), 'body_undecodable'],
    ['truncated zstd', 'zstd', zstdFrame('hello hello').subarray(0, -2), 'body_undecodable'],
    ['bytes after gzip', 'gzip', Buffer.concat([zlib.gzipSync(small), Buffer.from([0, 1, 2])]), 'body_undecodable'],
    ['text after deflate', 'deflate', Buffer.concat([zlib.deflateSync(small), small]), 'body_undecodable'],
    ['text after br', 'br', Buffer.concat([zlib.brotliCompressSync(small), small]), 'body_undecodable'],
    ['text after zstd', 'zstd', Buffer.concat([zstdFrame('hello'), small]), 'body_undecodable'],
    ['a gzip bomb', 'gzip', zlib.gzipSync(bomb), 'body_too_large'],
    ['a deflate bomb', 'deflate', zlib.deflateSync(bomb), 'body_too_large'],
    ['a br bomb', 'br', zlib.brotliCompressSync(bomb), 'body_too_large'],
    ['a zstd bomb', 'zstd', zstdBomb(200), 'body_too_large'],
    ['a bomb in a bomb', 'gzip, br', zlib.brotliCompressSync(zlib.gzipSync(bomb)), 'body_too_large'],
  ])('%s', async (_, coding, body, code) => {
    expect(await codeOf(() => decodeBody(body, coding, limits))).toBe(code)
  })

  test('ratio matters above 1 MiB only', async () => {
    const oneMiB = zlib.gzipSync(Buffer.alloc(1024 * 1024))
    expect((await decodeBody(oneMiB, 'gzip', limits)).length).toBe(1024 * 1024)
    const twoMiB = zlib.gzipSync(Buffer.alloc(2 * 1024 * 1024))
    expect(await codeOf(() => decodeBody(twoMiB, 'gzip', limits))).toBe('body_too_large')
    expect((await decodeBody(twoMiB, 'gzip', { ...limits, maxRatio: 5000 })).length).toBe(2 * 1024 * 1024)
  })

  test('the message says which limit, and repeats nothing of the body', async () => {
    await expect(async () => decodeBody(zlib.gzipSync(bomb), 'gzip', limits)).rejects.toThrow(/proxy\.max_body_ratio/)
  })
})
