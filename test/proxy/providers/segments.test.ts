import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { readSegments, rewriteQuery, rewriteSegments } from '../../../proxy/providers/segments.ts'
import { headOf } from './fixtures.ts'

const image = `data:image/png;base64,${Buffer.alloc(3000, 0xfe).toString('base64')}`
const classify = () => ({ role: 'user', kind: 'prompt' }) as const
const read = (body: unknown, query = '') =>
  readSegments(readDocument(Buffer.from(JSON.stringify(body)), 'application/json'), headOf({ query }), { classify })

test('every leaf is a segment with its place and the nearest name as label', () => {
  const { segments, coverage } = read({ messages: [{ content: 'a' }], args: '{"password":["b"]}' }, 'q=c')
  expect(segments.map(s => [s.text, s.place, s.label, s.kind, s.editable])).toEqual([
    ['a', 'messages[0].content', 'content', 'prompt', true],
    ['b', 'args:json.password[0]', 'password', 'prompt', true],
    ['c', 'query.q', 'q', 'parameter', true],
  ])
  expect(coverage).toEqual({ verdict: 'full' })
})

describe('coverage', () => {
  test('opaque values are no segments and are named', () => {
    const { segments, coverage } = read({ a: 'x', url: image })
    expect(segments.map(s => s.text)).toEqual(['x'])
    expect(coverage).toEqual({ verdict: 'partial', reason: 'image/png (3 KB) in url is not read' })
  })

  test('nothing read at all is none', () => {
    expect(read({ url: image }).coverage.verdict).toBe('none')
    expect(read({ n: 1 }).coverage).toEqual({ verdict: 'full' })
  })

  test('a long list is cut', () => {
    expect(read({ a: 'x', urls: Array(5).fill(image) }).coverage.reason).toMatch(/^(image.*; ){2}image.*, and 2 more$/)
  })

  test("the provider's own bytes do not count", () => {
    const document = readDocument(Buffer.from(JSON.stringify({ a: 'x', signature: image })), 'application/json')
    const isOwn = (path: readonly (string | number)[]) => path[0] === 'signature'
    expect(readSegments(document, headOf({}), { classify, isOwn }).coverage).toEqual({ verdict: 'full' })
  })

  test('a media type that is no media type is not repeated', () => {
    const odd = image.replace('image/png', 'image/my secret words')
    expect(read({ a: 'x', url: odd }).coverage.reason).toBe('encoded data (3 KB) in url is not read')
  })
})

test('edits find their leaf past opaque ones, and their query value past the body', () => {
  const document = readDocument(Buffer.from(JSON.stringify({ url: image, a: 'x SECRET' })), 'application/json')
  const head = headOf({ query: 'n=1&q=%C3%A9+SECRET' })
  const { segments } = readSegments(document, head, { classify })
  const edits = [
    { segment: 0, start: 2, end: 8, replacement: '[R]' },
    { segment: 2, start: 2, end: 8, replacement: '[R]' },
  ]
  expect(rewriteSegments(document, edits).toString()).toBe(JSON.stringify({ url: image, a: 'x [R]' }))
  expect(rewriteQuery(edits, segments, head)).toBe('n=1&q=%C3%A9+%5BR%5D')
})

test('a query without edits comes back as it was, byte for byte', () => {
  const head = headOf({ query: 'a=%zz&&b=c%2fd&=e&f' })
  expect(rewriteQuery([], [], head)).toBe(head.query)
})
