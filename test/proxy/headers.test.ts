import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientHeaders, fieldOf, toHttp2Headers, upstreamHeaders } from '../../proxy/headers.ts'

const unchanged = { bodyChanged: false, plainAnswer: false }

describe('to the upstream', () => {
  test('order, case and duplicates are kept', () => {
    const raw = ['X-B', '1', 'x-a', '2', 'X-B', '3']
    expect(upstreamHeaders(raw, unchanged)).toEqual(raw)
  })

  test.each([
    'Host',
    'Content-Length',
    'Expect',
    'Connection',
    'Keep-Alive',
    'Proxy-Connection',
    'Proxy-Authorization',
    'Proxy-Whatever',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'HTTP2-Settings',
    'X-Sluice-Event',
    ':authority',
  ])('%s stays here', name =>
    expect(upstreamHeaders([name, 'value', 'X-Kept', '1'], unchanged)).toEqual(['X-Kept', '1']),
  )

  test('what Connection names is for this hop alone', () => {
    expect(upstreamHeaders(['Connection', 'close, X-Hop', 'x-hop', '1', 'X-Kept', '2'], unchanged)).toEqual([
      'X-Kept',
      '2',
    ])
  })

  test('cookie crumbs of HTTP/2 become one field, where the first stood', () => {
    expect(upstreamHeaders(['cookie', 'a=1', 'x', 'y', 'cookie', 'b=2'], unchanged)).toEqual([
      'cookie',
      'a=1; b=2',
      'x',
      'y',
    ])
  })

  test('an edited body loses what described the old one', () => {
    const raw = [
      'Content-Encoding',
      'gzip',
      'Content-MD5',
      'x',
      'Digest',
      'y',
      'Repr-Digest',
      'z',
      'Content-Type',
      'text/plain',
    ]
    expect(upstreamHeaders(raw, { ...unchanged, bodyChanged: true })).toEqual(['Content-Type', 'text/plain'])
    expect(upstreamHeaders(raw, unchanged)).toEqual(raw)
  })

  test('an answer that is read on the way is asked for without coding', () => {
    expect(upstreamHeaders(['Accept-Encoding', 'gzip, br'], { ...unchanged, plainAnswer: true })).toEqual([
      'accept-encoding',
      'identity',
    ])
  })
})

describe('to the client', () => {
  test('bytes become text, alt-svc and hop-by-hop fields go', () => {
    const raw = [
      'Server',
      'up',
      'Alt-Svc',
      'h3',
      'Connection',
      'X-Hop',
      'X-Hop',
      '1',
      'Proxy-Authenticate',
      'Basic',
      'Set-Cookie',
      'a=é',
    ]
    expect(clientHeaders(raw.map(text => Buffer.from(text, 'latin1')))).toEqual(['Server', 'up', 'Set-Cookie', 'a=é'])
  })

  test('nobody upstream speaks in the name of Sluice', () => {
    expect(clientHeaders(['x-sluice-event', 'forged', 'X-Sluice-Coverage', 'full'])).toEqual([])
  })

  test('the announcement of trailers is kept', () => {
    expect(clientHeaders(['Trailer', 'X-Sum'])).toEqual(['Trailer', 'X-Sum'])
  })

  test('for HTTP/2: lower case, cookies apart, lists joined, single fields single', () => {
    expect(
      toHttp2Headers([
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Set-Cookie',
        'c=3',
        'Vary',
        'a',
        'vary',
        'b',
        'ETag',
        '1',
        'etag',
        '2',
        'Trailer',
        'x',
      ]),
    ).toEqual({ 'set-cookie': ['a=1', 'b=2', 'c=3'], vary: 'a, b', etag: '1' })
  })
})

test('a field is found by its name in any case', () => {
  expect(fieldOf(['Content-Type', 'a', 'content-type', 'b'], 'content-type')).toBe('a')
  expect(fieldOf(['X', 'content-type'], 'content-type')).toBeUndefined()
})

describe('for every message', () => {
  const hop = ['Connection', 'keep-alive', 'TE', 'Transfer-Encoding', 'UPGRADE', 'proxy-authorization', 'Proxy-Foo']
  const ours = ['x-sluice-event', 'X-Sluice-Anything']
  const name = fc.oneof(
    fc.constantFrom(...hop, ...ours, 'Cookie', 'Accept', 'accept-encoding', 'X-Hop', 'x-hop'),
    fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,10}$/),
  )
  const value = fc.oneof(
    fc.constantFrom('close, X-Hop', 'keep-alive', 'x-HOP ,accept', 'gzip'),
    fc.string({ maxLength: 8 }),
  )
  const fields = fc.array(fc.tuple(name, value), { maxLength: 12 }).map(pairs => pairs.flat())
  const namesIn = (flat: readonly string[]): string[] =>
    flat.filter((_, i) => i % 2 === 0).map(one => one.toLowerCase())
  const connectionNames = (flat: readonly string[]): string[] =>
    flat
      .filter((_, i) => i % 2 === 1 && flat[i - 1]!.toLowerCase() === 'connection')
      .flatMap(text => text.toLowerCase().split(','))
      .map(token => token.trim())

  test.each([
    ['to the upstream', (raw: string[]) => upstreamHeaders(raw, unchanged)],
    ['to the client', (raw: string[]) => clientHeaders(raw)],
  ])('nothing of one hop, of the proxy or named by Connection passes %s, and the rest keeps its order', (_, send) => {
    fc.assert(
      fc.property(fields, raw => {
        const sent = send(raw)
        const forbidden = connectionNames(raw).filter(token => !['close', 'keep-alive', 'upgrade', ''].includes(token))
        for (const one of namesIn(sent)) {
          expect(forbidden).not.toContain(one)
          expect(one).not.toMatch(/^(connection|keep-alive|te|transfer-encoding|upgrade|proxy-.*|x-sluice-.*)$/)
        }
        // Cookies are the one field that is gathered.
        const kept = namesIn(sent).filter(one => one !== 'cookie')
        expect(kept).toEqual(namesIn(raw).filter(one => kept.includes(one)))
      }),
      { numRuns: 500 },
    )
  })
})
