import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ApiError, get, post, remove, withQuery } from '../../../../console/web/api/client.ts'

let server: Server
let base: string
let answer: { status: number; type?: string; body?: string; headers?: Record<string, string> }
let seen: { method?: string | undefined; url?: string | undefined; marker?: unknown; body?: string }

beforeEach(async () => {
  seen = {}
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen = { method: request.method, url: request.url, marker: request.headers['x-sluice-console'], body }
    response
      .writeHead(answer.status, { 'content-type': answer.type ?? 'application/json', ...answer.headers })
      .end(answer.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  base = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
})
afterEach(() => new Promise(resolve => server.close(resolve)))

test('queries leave out what is not set', () => {
  expect(withQuery('/x', { a: 1, b: undefined, c: '', d: false })).toBe('/x?a=1&d=false')
  expect(withQuery('/x', {})).toBe('/x')
})

test('every call carries the mark that no other site can set', async () => {
  answer = { status: 200, body: '{"ok":true}' }
  expect(await get(`${base}/api/x`, { a: 1 })).toEqual({ ok: true })
  expect(seen).toMatchObject({ method: 'GET', url: '/api/x?a=1', marker: '1' })
  await post(`${base}/api/x`, { name: 'ann' })
  expect(seen).toMatchObject({ method: 'POST', marker: '1', body: '{"name":"ann"}' })
})

test('nothing is read where nothing is sent', async () => {
  answer = { status: 204 }
  expect(await remove(`${base}/api/x`)).toBeUndefined()
})

test('a refusal carries the server’s words and how long to wait', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    detail: 'Wait 4 s.',
    code: 'too_many_tries',
    retryAfterSeconds: 4,
  }
  answer = { status: 429, type: 'application/problem+json', body: JSON.stringify(problem) }
  const failure = await get(`${base}/api/x`).catch((cause: unknown) => cause)
  expect(failure).toBeInstanceOf(ApiError)
  expect(failure).toMatchObject({ message: 'Wait 4 s.', status: 429, code: 'too_many_tries', retryAfterSeconds: 4 })
})

test('a page of a gateway in between is not mistaken for an answer', async () => {
  answer = { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' }
  await expect(get(`${base}/api/x`)).rejects.toMatchObject({ status: 502, message: 'The console did not answer.' })
})

test('a console that is gone is said to be', async () => {
  await new Promise(resolve => server.close(resolve))
  await expect(get(`${base}/api/x`)).rejects.toMatchObject({ code: 'unreachable' })
  server = createServer().listen(0)
})
