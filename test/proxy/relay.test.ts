import { describe, expect, test } from 'vitest'
import { relay } from '../../proxy/relay.ts'
import type { Upstream, UpstreamRequest } from '../../proxy/upstream.ts'
import { authorityOf } from './gate.ts'
import { arrive } from './stage.ts'

type Handler = Parameters<Upstream['dispatch']>[1]

const request: UpstreamRequest = {
  scheme: 'https',
  target: authorityOf('api.openai.com:443'),
  method: 'GET',
  path: '/',
  headers: [],
  body: null,
}
const get = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

/** Relays an answer that the test gives as undici would: as callbacks. */
async function start(play: (handler: Required<Handler>, aborted: () => boolean) => void) {
  const stage = await arrive(get)
  let aborted = false
  const upstream: Upstream = {
    connector: { tcp: () => Promise.reject(new Error()), tls: () => Promise.reject(new Error()) },
    close: async () => undefined,
    dispatch: (_, handler) => {
      const whole = handler as Required<Handler> // a Passage has all the callbacks
      whole.onConnect(() => (aborted = true))
      play(whole, () => aborted)
    },
  }
  const result = relay({ upstream, request, response: stage.response, addHeaders: ['x-own', '1'] })
  return { ...stage, result, aborted: () => aborted }
}

const raw = (...fields: string[]): Buffer[] => fields.map(field => Buffer.from(field, 'latin1'))
const proceed = (): void => undefined

test('status, reason, fields, body and trailers reach the client, ours added', async () => {
  const { result, received } = await start(handler => {
    handler.onHeaders(201, raw('X-Up', '1', 'Transfer-Encoding', 'chunked', 'Trailer', 'X-End'), proceed, 'Made')
    handler.onData(Buffer.from('hello'))
    handler.onComplete(['X-End', 'yes'])
  })
  expect(await result).toMatchObject({ status: 201, responseBytes: 5 })
  expect((await result).firstByteAt).toBeGreaterThan(0)
  expect(await received()).toMatch(
    /^HTTP\/1.1 201 Made\r\nX-Up: 1\r\nTrailer: X-End\r\nx-own: 1\r\n[\s\S]*hello\r\n0\r\nX-End: yes\r\n\r\n$/,
  )
})

test('informational answers are left out', async () => {
  const { result, received } = await start(handler => {
    handler.onHeaders(103, raw('Link', '</a>'), proceed, '')
    handler.onHeaders(200, raw('Content-Length', '0'), proceed, 'OK')
    handler.onComplete([])
  })
  expect((await result).status).toBe(200)
  expect(await received()).not.toContain('103')
})

test('a 304 that names a length is whole', async () => {
  const { result, received } = await start(handler => {
    handler.onHeaders(304, raw('Content-Length', '99'), proceed, 'Not Modified')
    handler.onError(new Error('undici takes it for cut'))
  })
  expect(await result).toMatchObject({ status: 304 })
  expect((await result).error).toBeUndefined()
  expect(await received()).toMatch(/^HTTP\/1.1 304/)
})

describe('failures', () => {
  test('before the answer: the caller owes the client one', async () => {
    const { result, response } = await start(handler => handler.onError(new Error('gone')))
    expect(await result).toMatchObject({ error: { code: 'upstream_unreachable' }, responseBytes: 0 })
    expect((await result).status).toBeUndefined()
    expect(response.headersSent).toBe(false)
  })

  test('within the answer: the client’s connection breaks', async () => {
    const { result, received } = await start(handler => {
      handler.onHeaders(200, raw('Transfer-Encoding', 'chunked'), proceed, 'OK')
      handler.onData(Buffer.from('half'))
      setTimeout(() => handler.onError(new Error('gone')), 20)
    })
    expect(await result).toMatchObject({ status: 200, abortedBy: 'upstream', error: { code: 'upstream_unreachable' } })
    expect(await received()).not.toMatch(/\r\n0\r\n/)
  })

  test('a second ending changes nothing', async () => {
    const { result } = await start(handler => {
      handler.onHeaders(200, raw('Content-Length', '0'), proceed, 'OK')
      handler.onComplete([])
      handler.onError(new Error('late'))
      expect(handler.onData(Buffer.from('late'))).toBe(false)
      expect(handler.onHeaders(200, [], proceed, '')).toBe(false)
    })
    expect((await result).error).toBeUndefined()
  })
})

describe('the client', () => {
  test('that hangs up aborts the upstream', async () => {
    const { result, client, aborted } = await start(handler => {
      handler.onHeaders(200, raw('Transfer-Encoding', 'chunked'), proceed, 'OK')
      handler.onData(Buffer.from('begun'))
    })
    client.destroy()
    expect(await result).toMatchObject({ status: 200, abortedBy: 'client' })
    expect(aborted()).toBe(true)
  })

  test('that is gone already is not asked for', async () => {
    const stage = await arrive(get)
    stage.response.destroy()
    const upstream = { dispatch: () => expect.unreachable('the upstream is asked') } as unknown as Upstream
    const result = await relay({ upstream, request, response: stage.response, addHeaders: [] })
    expect(result).toEqual({ abortedBy: 'client', responseBytes: 0 })
  })

  test('that reads slower than the upstream sends makes it wait, and lets it go on', async () => {
    let accepted = 0
    let resumed = 0
    const { client, result } = await start(handler => {
      handler.onHeaders(200, raw('Transfer-Encoding', 'chunked'), () => resumed++, 'OK')
      while (handler.onData(Buffer.alloc(4096)) && accepted < 10_000) accepted++
    })
    expect(accepted).toBeLessThan(10_000)
    while (resumed === 0) await new Promise(resolve => setTimeout(resolve, 5))
    client.destroy()
    await result
  })
})
