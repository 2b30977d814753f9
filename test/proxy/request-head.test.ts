import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { readHead } from '../../proxy/request-head.ts'
import { authorityOf } from './gate.ts'

const https = { scheme: 'https' as const, authority: authorityOf('api.openai.com:443') }
const http = { scheme: 'http' as const, authority: authorityOf('llm.acme.example:8080') }

/** What of a parsed request the head is read from. */
function request(url: string, raw: string[], method = 'GET'): IncomingMessage {
  const headers: Record<string, string> = {}
  for (let i = 0; i < raw.length; i += 2) headers[raw[i]!.toLowerCase()] = raw[i + 1]!
  return { url, method, rawHeaders: raw, headers } as unknown as IncomingMessage
}

/** The same of an HTTP/2 request, which has a stream and pseudo header fields. */
function request2(url: string, headers: Record<string, string>): IncomingMessage {
  return { url, method: 'GET', stream: {}, headers } as unknown as IncomingMessage
}

test('path and query are parted and kept as sent', () => {
  const head = readHead(request('/v1/models?limit=2&q=%41?', ['Host', 'api.openai.com', 'X-A', '1']), https)
  expect(head).toMatchObject({ method: 'GET', scheme: 'https', path: '/v1/models', query: 'limit=2&q=%41?' })
  expect(head.authority).toBe(https.authority)
  expect(head.headers['x-a']).toBe('1')
})

describe('Host', () => {
  test.each(['api.openai.com', 'API.openai.com', 'api.openai.com:443', 'api.openai.com.'])(
    '%s is the tunnel’s',
    host => {
      expect(readHead(request('/', ['Host', host]), https).path).toBe('/')
    },
  )

  test.each([
    ['evil.example', 'misdirected'],
    ['api.openai.com:8443', 'misdirected'],
    ['openai.com', 'misdirected'],
    ['', 'bad_request'],
    ['a b', 'bad_request'],
    ['user@api.openai.com', 'bad_request'],
  ])('%j is not', (host, code) => {
    expect(() => readHead(request('/', ['Host', host]), https)).toThrow(expect.objectContaining({ code }))
  })

  test('missing or twice is no valid request', () => {
    expect(() => readHead(request('/', []), https)).toThrow(expect.objectContaining({ code: 'bad_request' }))
    const twice = ['Host', 'api.openai.com', 'HOST', 'api.openai.com']
    expect(() => readHead(request('/', twice), https)).toThrow(expect.objectContaining({ code: 'bad_request' }))
  })

  test('plain HTTP defaults to port 80', () => {
    expect(readHead(request('/', ['Host', 'llm.acme.example:8080']), http).scheme).toBe('http')
    expect(() => readHead(request('/', ['Host', 'llm.acme.example']), http)).toThrow(/not the host of the tunnel/)
  })
})

describe(':authority', () => {
  test('counts, and Host may not say otherwise', () => {
    expect(readHead(request2('/', { ':authority': 'api.openai.com' }), https).path).toBe('/')
    expect(readHead(request2('/', { host: 'api.openai.com' }), https).path).toBe('/')
    expect(() => readHead(request2('/', { ':authority': 'evil.example' }), https)).toThrow(/not the host/)
    expect(() => readHead(request2('/', { ':authority': 'api.openai.com', host: 'evil.example' }), https)).toThrow(
      /not the host/,
    )
  })
})

describe('target', () => {
  const read = (url: string, tunnel: Parameters<typeof readHead>[1] = https) =>
    readHead(request(url, ['Host', tunnel === https ? 'api.openai.com' : 'llm.acme.example:8080']), tunnel)

  test('absolute form must name the tunnel’s own origin', () => {
    expect(read('https://api.openai.com/v1?a=1')).toMatchObject({ path: '/v1', query: 'a=1' })
    expect(read('https://api.openai.com')).toMatchObject({ path: '/', query: '' })
    expect(read('http://llm.acme.example:8080?a=1', http)).toMatchObject({ path: '/', query: 'a=1' })
    expect(() => read('https://evil.example/')).toThrow(expect.objectContaining({ code: 'misdirected' }))
    expect(() => read('http://api.openai.com/')).toThrow(expect.objectContaining({ code: 'bad_request' }))
  })

  test.each(['v1/models', 'ftp://api.openai.com/', '', '*'])('%j is not carried', url => {
    expect(() => read(url)).toThrow(expect.objectContaining({ code: 'bad_request' }))
  })
})
