import { describe, expect, test } from 'vitest'
import { readBase64 } from '../../../proxy/documents/base64.ts'
import { readDocument } from '../../../proxy/documents/index.ts'
import { rewriteAll } from './rewrite.ts'

const base64 = (data: string | Buffer): string => Buffer.from(data).toString('base64')
const noise = Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 37 + 200) % 256))

describe('what a string is', () => {
  test.each<[string, string, string | null]>([
    ['prose', 'This is just a sentence of several words', null],
    ['a short word', 'YWJj', null],
    ['an identifier', 'chatcmpl-9f8e7d6c5b4a39281706f5e4d3c2b1a0', null],
    ['forty characters that decode to noise', base64(noise.subarray(0, 30)), null],
    ['base64 of text', base64('a plain sentence in base64'), 'text'],
    ['base64 of text without padding', base64('a plain sentence in base6').replace(/=+$/, ''), 'text'],
    ['base64url of text', Buffer.from('subjects? >>> ~~~ ÿÿÿ here').toString('base64url'), 'text'],
    ['a short data URI of text', `data:text/plain;base64,${base64('hi')}`, 'text'],
    ['a data URI with parameters', `data:text/csv;charset=utf-8;base64,${base64('a,b')}`, 'text'],
    ['a data URI that is not base64', 'data:text/plain,hello', null],
    ['a data URI whose payload is not base64', 'data:image/png;base64,this is not base64', null],
    ['long noise', base64(noise), 'opaque'],
    ['a short PNG', base64(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), noise.subarray(0, 20)])), 'opaque'],
    ['a data URI of noise', `data:image/png;base64,${base64(noise.subarray(0, 9))}`, 'opaque'],
    ['base64 with text behind it', `${base64(noise)} and a secret`, null],
    ['a PDF', base64(`%PDF-1.7 ${'x'.repeat(100)}`), 'opaque'],
  ])('%s', (_, text, expected) => {
    expect(readBase64(text)?.kind ?? null).toBe(expected)
  })
})

test.each([
  ['bare', ''],
  ['in a data URI', 'data:text/plain;base64,'],
])('edited text is encoded again, %s', (_, prefix) => {
  const body = Buffer.from(JSON.stringify({ a: prefix + base64('the SECRET and the other SECRET'), b: 'x' }))
  const out = JSON.parse(rewriteAll(readDocument(body, 'application/json'), 'SECRET', '[R]').toString())
  expect(out).toEqual({ a: prefix + base64('the [R] and the other [R]'), b: 'x' })
})

test('text in another encoding survives the edit', () => {
  const latin1 = Buffer.from('gr\xf6\xdfer als SECRET und noch mehr Worte', 'latin1')
  const body = Buffer.from(JSON.stringify({ a: base64(latin1) }))
  const out = JSON.parse(rewriteAll(readDocument(body, 'application/json'), 'SECRET', '[R]').toString())
  expect(Buffer.from(out.a, 'base64').toString('latin1')).toBe('größer als [R] und noch mehr Worte')
})
