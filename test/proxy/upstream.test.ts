import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket, connect as tcpConnect } from 'node:net'
import { errors } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SluiceError } from '../../proxy/errors.ts'
import { createUpstream, type Upstream, upstreamFailure } from '../../proxy/upstream.ts'
import { authorityOf } from './gate.ts'

const target = authorityOf('llm.acme.example:80')

async function start(
  answer: (socket: Socket, request: string) => void,
  part: { responseTimeoutMs?: number; idleTimeoutMs?: number } = {},
) {
  const requests: string[] = []
  let connections = 0
  const server = createServer(socket => {
    connections++
    socket.on('error', () => socket.destroy())
    socket.on('data', chunk => {
      requests.push(chunk.toString())
      answer(socket, chunk.toString())
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connectNow = async (): Promise<Socket> => {
    const socket = tcpConnect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }
  const upstream = createUpstream({
    connector: { tcp: connectNow, tls: () => Promise.reject(new SluiceError('upstream_certificate', 'not trusted')) },
    keepAliveMs: 5000,
    responseTimeoutMs: part.responseTimeoutMs ?? 5000,
    idleTimeoutMs: part.idleTimeoutMs ?? 5000,
  })
  onTestFinished(async () => {
    await upstream.close()
    server.close()
  })
  return { upstream, requests, connections: () => connections }
}

interface Answer {
  readonly status?: number
  readonly fields: string[]
  readonly body: string
  readonly error?: Error
}

function ask(
  upstream: Upstream,
  path = '/',
  scheme: 'http' | 'https' = 'http',
  headers: string[] = [],
): Promise<Answer> {
  return new Promise(resolve => {
    let status: number | undefined
    let fields: string[] = []
    let body = ''
    const done = (error?: Error): void =>
      resolve({ ...(status === undefined ? {} : { status }), fields, body, ...(error ? { error } : {}) })
    upstream.dispatch(
      { scheme, target, method: 'GET', path, headers, body: null },
      {
        onConnect: () => undefined,
        onHeaders: (code, raw) => {
          status = code
          fields = raw.map(String)
          return true
        },
        onData: chunk => {
          body += chunk.toString()
          return true
        },
        onComplete: () => done(),
        onError: done,
      },
    )
  })
}

const ok = (socket: Socket): void =>
  void socket.write('HTTP/1.1 200 OK\r\nX-B: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok')

test('one connection serves one request after the other', async () => {
  const { upstream, requests, connections } = await start(ok)
  expect(await ask(upstream, '/one?a=1')).toMatchObject({ status: 200, body: 'ok' })
  // The connection is free again a turn later.
  await new Promise(setImmediate)
  expect(await ask(upstream, '/two')).toMatchObject({ status: 200, body: 'ok' })
  expect(connections()).toBe(1)
  expect(requests.map(text => text.split('\r\n')[0])).toEqual(['GET /one?a=1 HTTP/1.1', 'GET /two HTTP/1.1'])
  expect(requests[0]).toMatch(/\r\nhost: llm\.acme\.example\r\n/i)
})

test('requests at once get connections of their own instead of waiting', async () => {
  const { upstream, connections } = await start((socket, request) =>
    request.startsWith('GET /slow') ? void setTimeout(() => ok(socket), 200) : ok(socket),
  )
  const slow = ask(upstream, '/slow')
  const startedAt = performance.now()
  await ask(upstream, '/quick')
  expect(performance.now() - startedAt).toBeLessThan(150)
  await slow
  expect(connections()).toBe(2)
})

test('fields of the answer keep their order and case', async () => {
  const { upstream } = await start(ok)
  expect((await ask(upstream)).fields).toEqual(['X-B', '1', 'x-a', '2', 'Content-Length', '2'])
})

test('a connection that could not be made is our own error', async () => {
  const { upstream } = await start(ok)
  const { error } = await ask(upstream, '/', 'https')
  expect(upstreamFailure(error, target)).toMatchObject({ code: 'upstream_certificate' })
})

describe('failures of the answer', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['no answer in time', () => undefined, 'upstream_timeout'],
    [
      'an answer that stops',
      socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
      'upstream_timeout',
    ],
    ['a closed connection', socket => void socket.destroy(), 'upstream_unreachable'],
    ['something else than HTTP', socket => void socket.end('220 mail ready\r\n'), 'upstream_protocol'],
    [
      'two lengths',
      socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok'),
      'upstream_protocol',
    ],
    [
      'a body shorter than its length',
      socket => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
      'upstream_unreachable',
    ],
  ])('%s', async (_, answer, code) => {
    const { upstream } = await start(answer, { responseTimeoutMs: 1000, idleTimeoutMs: 1000 })
    const { error } = await ask(upstream)
    expect(upstreamFailure(error, target).code).toBe(code)
  })

  test('name the target and how the connection ended, nothing else', () => {
    const reset = Object.assign(new Error('private'), { code: 'ECONNRESET' })
    expect(upstreamFailure(reset, target).message).toBe('llm.acme.example:80 closed the connection (ECONNRESET)')
    expect(upstreamFailure(new errors.SocketError('other side closed'), target).message).toBe(
      'llm.acme.example:80 closed the connection',
    )
    expect(upstreamFailure('odd', target).code).toBe('upstream_unreachable')
  })

  test('ours pass, also wrapped', () => {
    const own = new SluiceError('upstream_timeout', 'slow')
    expect(upstreamFailure(own, target)).toBe(own)
    expect(upstreamFailure(new Error('wrapped', { cause: own }), target)).toBe(own)
  })
})
