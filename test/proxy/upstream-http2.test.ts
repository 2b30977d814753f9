import { once } from 'node:events'
import { createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { createHttp2Upstream, needsHttp2 } from '../../proxy/upstream-http2.ts'
import { makeTestCa } from '../e2e/test-ca.ts'
import { authorityOf } from './gate.ts'

const target = authorityOf('llm.acme.example:443')

async function start(alpn = ['h2'], keepAliveMs = 5000) {
  const ca = makeTestCa()
  const seen: Record<string, unknown>[] = []
  const server = createSecureServer({ ...ca.issue(target.host), allowHTTP1: true })
  let connections = 0
  server.on('secureConnection', () => connections++)
  server.on('stream', (stream, headers) => {
    seen.push({ ...headers })
    stream.on('error', () => undefined)
    stream.respond({ ':status': 201, 'x-own': ['a', 'b'] }, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.pipe(stream)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = (server.address() as AddressInfo).port // a TCP server that listens has one
  const upstream = createHttp2Upstream({
    connector: {
      tcp: () => Promise.reject(new Error('not asked for')),
      tls: async () => {
        const socket = tlsConnect({
          port,
          host: '127.0.0.1',
          servername: target.host,
          ca: [ca.pem],
          ALPNProtocols: alpn,
        })
        await once(socket, 'secureConnect')
        return socket
      },
    },
    keepAliveMs,
    idleTimeoutMs: 5000,
  })
  onTestFinished(() => {
    upstream.close()
    server.close()
  })
  const ask = (body: Buffer | Readable | null, headers: string[] = []) =>
    new Promise<{ status: number; fields: string[]; body: string; trailers: readonly string[] | null }>(
      (resolve, reject) => {
        let status = 0
        let fields: string[] = []
        let text = ''
        upstream.dispatch(
          { scheme: 'https', target, method: 'POST', path: '/a?b', headers, body, http2: true },
          {
            onConnect: () => undefined,
            onHeaders: (code, raw) => {
              status = code
              fields = (raw as Buffer[]).map(String)
              return true
            },
            onData: chunk => {
              text += chunk
              return true
            },
            onComplete: trailers => resolve({ status, fields, body: text, trailers }),
            onError: reject,
          },
        )
      },
    )
  return { ask, seen, connections: () => connections }
}

test.each([
  ['application/grpc', true],
  ['application/grpc+proto; x=1', true],
  ['application/connect+proto', true],
  ['application/grpc-web+proto', false],
  ['application/proto', false],
  ['application/json', false],
  [undefined, false],
])('%s needs HTTP/2: %s', (type, expected) => expect(needsHttp2(type)).toBe(expected))

test('requests share one session; fields, bodies and trailers go both ways', async () => {
  const { ask, seen, connections } = await start()
  const first = await ask(Buffer.from('hello'), ['X-Twice', '1', 'x-twice', '2', 'Content-Type', 'application/grpc'])
  expect(first).toMatchObject({ status: 201, body: 'hello', trailers: ['grpc-status', '0'] })
  expect(first.fields).toEqual(expect.arrayContaining(['x-own', 'a', 'x-own', 'b']))
  expect(first.fields.join()).not.toContain(':status')
  expect(seen[0]).toMatchObject({
    ':method': 'POST',
    ':path': '/a?b',
    ':authority': 'llm.acme.example',
    te: 'trailers',
    'x-twice': '1, 2',
  })
  expect(await ask(Readable.from([Buffer.from('a'), Buffer.from('b')]))).toMatchObject({ body: 'ab' })
  expect(await ask(null)).toMatchObject({ body: '' })
  expect(connections()).toBe(1)
})

test('an upstream that only speaks HTTP/1.1 is an error with its name', async () => {
  const { ask } = await start(['http/1.1'])
  await expect(ask(null)).rejects.toThrow('llm.acme.example:443 does not speak HTTP/2')
})

test('an idle session is closed, and the next request opens another', async () => {
  const { ask, connections } = await start(['h2'], 50)
  await ask(null)
  await new Promise(resolve => setTimeout(resolve, 200))
  await ask(null)
  expect(connections()).toBe(2)
})
