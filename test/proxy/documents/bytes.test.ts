import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBytes, looksLikeText } from '../../../proxy/documents/bytes.ts'

describe('decodeBytes', () => {
  test('any bytes survive the round trip', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map(b => Buffer.from(b)),
      fc.string({ unit: 'binary' }).map(s => Buffer.from(s)),
      fc
        .tuple(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 5 }), fc.string())
        .map(([a, b, c]) => Buffer.concat([Buffer.from(a), b, Buffer.from(c)])),
    )
    fc.assert(
      fc.property(bytes, body => {
        const { text, encode } = decodeBytes(body)
        expect(encode(text)).toEqual(body)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a lonely tail', [0x80]],
    ['a cut sequence', [0xe2, 0x82]],
  ])('%s is kept as single bytes', (_, invalid) => {
    const body = Buffer.from([0x61, ...invalid, 0x62])
    const { text, encode } = decodeBytes(body)
    expect(text).toHaveLength(2 + invalid.length)
    expect(encode(text.replace('a', 'é'))).toEqual(Buffer.from([0xc3, 0xa9, ...invalid, 0x62]))
  })

  test('valid UTF-8 beside foreign bytes reads as text', () => {
    expect(decodeBytes(Buffer.concat([Buffer.from('né😀'), Buffer.from([0xff])])).text).toMatch(/^né😀./)
  })

  test.each(['utf16le', 'utf16be'])('%s with a byte-order mark', kind => {
    const body = Buffer.from('\ufeffhéllo', 'utf16le')
    if (kind === 'utf16be') body.swap16()
    const { text, encode } = decodeBytes(body)
    expect(text).toBe('\ufeffhéllo')
    expect(encode(text)).toEqual(body)
  })
})

describe('looksLikeText', () => {
  test.each<[string, Buffer, boolean]>([
    ['prose', Buffer.from('Hello, world\n'), true],
    ['prose in UTF-8', Buffer.from('日本語の文章'), true],
    ['prose in Latin-1', Buffer.from('name;straße\nmüller;köln und noch viel mehr Text dahinter', 'latin1'), true],
    ['UTF-16 with a mark', Buffer.from('\ufeffhello there', 'utf16le'), true],
    ['terminal output', Buffer.from('\x1b[31mred\x1b[0m and \f more'), true],
    ['a NUL', Buffer.from('hello\0'), false],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), false],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >>'), false],
    ['random bytes', Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 151) % 255 || 1)), false],
  ])('%s: %o', (_, body, expected) => {
    expect(looksLikeText(body)).toBe(expected)
  })
})
