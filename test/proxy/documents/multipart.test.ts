import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { boundaryOf } from '../../../proxy/documents/multipart.ts'
import type { BodyDocument } from '../../../proxy/documents/types.ts'
import { rewriteAll } from './rewrite.ts'

const read = (body: string | Buffer, boundary = 'B'): BodyDocument =>
  readDocument(Buffer.from(body), `multipart/form-data; boundary=${boundary}`)
const shown = (document: BodyDocument) => document.leaves.map(l => [l.path.join('.'), l.role, l.text])
const part = (headers: string, content: string): string => `--B\r\n${headers}\r\n\r\n${content}\r\n`

const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
const form = Buffer.from(
  part('Content-Disposition: form-data; name="purpose"', 'a SECRET purpose') +
    part('Content-Disposition: form-data; name="image"; filename="SECRET.png"\r\nContent-Type: image/png', png) +
    part('Content-Disposition: form-data; name="table"; filename="a.csv"', 'name,key\njane,SECRET\n') +
    part('content-disposition: form-data; name="meta"\r\nContent-Type: application/json', '{"a":"SECRET \\n"}') +
    part('Content-Disposition: form-data; name="lines"; filename="b.jsonl"', '{"t":"SECRET"}\n{"t":"two"}\n') +
    '--B--\r\n',
  'latin1',
)

test('fields, text files, JSON files and file names are leaves; other files are unread', () => {
  const document = read(form)
  expect(document.type).toBe('multipart')
  expect(shown(document)).toEqual([
    ['purpose', 'value', 'a SECRET purpose'],
    ['image.filename', 'value', 'SECRET.png'],
    ['table.filename', 'value', 'a.csv'],
    ['table', 'value', 'name,key\njane,SECRET\n'],
    ['meta.a', 'value', 'SECRET \n'],
    ['lines.filename', 'value', 'b.jsonl'],
    ['lines.0.t', 'value', 'SECRET'],
    ['lines.1.t', 'value', 'two'],
  ])
  expect(document.unread).toEqual(['file (image/png, 16 bytes) is not text'])
  expect(document.scalar('purpose')).toBe('a SECRET purpose')
})

test('edits land in their parts, every other byte stays', () => {
  const document = read(form)
  expect(document.rewrite([]).equals(form)).toBe(true)
  const expected = Buffer.from(form.toString('latin1').replaceAll('SECRET', '[R:1]'), 'latin1')
  expect(rewriteAll(document, 'SECRET', '[R:1]').equals(expected)).toBe(true)
})

test('a replacement cannot break out of a header', () => {
  const out = rewriteAll(read(form), 'SECRET.png', 'a"b\r\nX: y').toString('latin1')
  expect(out).toContain('filename="a%22b  X: y"\r\nContent-Type: image/png')
})

test('text before, after and in the headers of parts is read: receivers skip it, so it could carry something', () => {
  const body = `hidden before\r\n${part('Content-Disposition: form-data; name="a"\r\nX-Note: hidden in a header', 'x')}--B--\r\nhidden after`
  const document = read(body)
  expect(shown(document).map(l => l[2])).toEqual([
    'hidden before\r\n',
    'X-Note: hidden in a header',
    'x',
    '\r\nhidden after',
  ])
  expect(document.leaves[2]!.path).toEqual(['a'])
  expect(rewriteAll(document, 'hidden', 'H').toString()).toBe(body.replaceAll('hidden', 'H'))
})

test('an RFC 5987 file name is read', () => {
  const document = read(
    `${part('Content-Disposition: form-data; name="f"; filename="x"; filename*=UTF-8\'\'jane%20doe.txt', 'x')}--B--`,
  )
  expect(document.leaves.some(l => l.text.includes("filename*=UTF-8''jane%20doe.txt"))).toBe(true)
})

test.each([
  'Content-Disposition: form-data; name="a"; note="hidden"',
  'Content-Disposition: attachment; name="hidden"',
  'Content-Type: text/plain; charset=utf-8; note=hidden',
  'Content-Type: image/hidden_4111111111111111',
  'Content-Length: hidden',
  'Content-Transfer-Encoding: hidden',
  'hidden without a colon',
])('a header that says more than usual is read: %s', header => {
  const body = `${part(header, 'x')}--B--`
  expect(read(body).leaves.map(l => l.text)).toContain(header)
  expect(rewriteAll(read(body), 'hidden', 'H').toString()).toBe(body.replace('hidden', 'H'))
})

test('what a client calls its part is not repeated where it could be data', () => {
  const headers = 'Content-Disposition: form-data; name="4111-1111-1111-1111"\r\nContent-Type: image/4111111111111111'
  expect(read(`${part(headers, '\0\0')}--B--`).unread).toEqual(['part (of no known type, 2 bytes) is not text'])
})

test('a part in a transfer encoding is named as unread', () => {
  const document = read(
    `${part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: quoted-printable', 'a=3D')}--B--`,
  )
  expect(document.unread).toEqual(['part "a" (of no known type, 4 bytes) has a transfer encoding'])
})

test('a form without parts and parts without headers are no obstacle', () => {
  expect(read('--B--\r\n').leaves).toEqual([])
  expect(shown(read('--B\r\n\r\nbody\r\n--B--'))).toEqual([['part 1', 'value', 'body']])
})

describe('what does not follow the format is read as text', () => {
  test.each([
    ['no delimiter', 'just text'],
    ['never closed', part('Content-Disposition: form-data; name="a"', 'x')],
    ['closed in another name', `${part('Content-Disposition: form-data; name="a"', 'x')}--C--`],
    ['text on the delimiter line', '--B junk\r\n\r\nx\r\n--B--'],
    ['bare line feeds', '--B\nContent-Disposition: form-data; name="a"\n\nx\n--B--'],
    ['no blank line', '--B\r\nContent-Disposition: form-data; name="a"\r\n--B--'],
  ])('%s', (_, body) => {
    const document = read(body)
    expect(document.type).toBe('text')
    expect(document.leaves.map(l => l.text)).toEqual([body])
    expect(document.unread[0]).toMatch(/says multipart but does not follow it/)
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=x; boundary="a b:c"', 'a b:c'],
  ['multipart/form-data', null],
  ['multipart/form-data; boundary=', null],
  ['multipart/form-data; boundary="ends with space "', null],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, null],
  ['multipart/form-data; boundary="a\u00e9"', null],
])('boundary of %s', (type, expected) => {
  expect(boundaryOf(type)).toBe(expected)
})
