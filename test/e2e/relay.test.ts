/** What crosses the proxy unchanged, and what must not cross it: fields, bodies, ends of messages. */
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { openAudit } from './audit.ts'
import { exchangeRaw, openTls, readAll, readHead } from './clients.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startRawUpstream, startUpstream, type Upstream } from './upstream.ts'

const host = 'api.openai.com'

async function start(upstream: (ca: ReturnType<typeof makeTestCa>) => Promise<Upstream>, policy = '') {
  const ca = makeTestCa()
  const front = await upstream(ca)
  const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [ca.file], policy })
  return { sluice, front }
}

/** Answers each request with these bytes as they are. */
const answering = (answer: string) => (ca: ReturnType<typeof makeTestCa>) =>
  startRawUpstream(ca, socket => socket.once('data', () => socket.write(answer, 'latin1')))

const closing = (answer: string) => (ca: ReturnType<typeof makeTestCa>) =>
  startRawUpstream(ca, socket => socket.once('data', () => socket.end(answer, 'latin1')))

describe('request fields', () => {
  test('order, case and duplicates are kept; hop-by-hop and Proxy-* fields do not leave', async () => {
    const { sluice, front } = await start(ca => startUpstream(ca, (_, response) => response.end('ok')))
    await exchangeRaw(
      sluice,
      host,
      [
        'GET /v1/models?limit=2 HTTP/1.1',
        `Host: ${host}`,
        'X-Zeta: 1',
        'Authorization: Bearer test',
        'X-Many: a',
        'x-alpha: 2',
        'X-Many: b',
        'Proxy-Authorization: Basic abc',
        'Proxy-Connection: keep-alive',
        'Keep-Alive: timeout=5',
        'TE: trailers',
        'X-Hop: only for the next hop',
        'X-Sluice-Event: forged',
        'Connection: close, X-Hop',
        '',
        '',
      ].join('\r\n'),
    )
    const [request] = front.requests()
    expect(request).toMatchObject({ method: 'GET', target: '/v1/models?limit=2' })
    expect(request!.fields.filter(([name]) => !/^(host|connection|accept-encoding)$/i.test(name))).toEqual([
      ['X-Zeta', '1'],
      ['Authorization', 'Bearer test'],
      ['X-Many', 'a'],
      ['x-alpha', '2'],
      ['X-Many', 'b'],
    ])
    expect(request!.field('host')).toBe(host)
  })

  test('a body that no rule touches leaves byte for byte', async () => {
    const { sluice, front } = await start(ca => startUpstream(ca, (_, response) => response.end('ok')))
    const body = '{ "model":"gpt-4o",\n\t"messages" : [{"content":"caf\\u00e9 ünï","role":"user"}],"x":1.50e+3 }\n'
    await exchangeRaw(
      sluice,
      host,
      `POST /v1/chat/completions HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
    expect(front.requests()[0]!.body.toString()).toBe(body)
    expect(front.requests()[0]!.field('content-length')).toBe(String(Buffer.byteLength(body)))
  })

  test('a chunked body arrives whole', async () => {
    const { sluice, front } = await start(ca => startUpstream(ca, (_, response) => response.end('ok')))
    const answer = await exchangeRaw(
      sluice,
      host,
      `POST /v1/embeddings HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n9\r\n{"input":\r\n4\r\n"x"}\r\n0\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 200/)
    expect(front.requests()[0]!.json()).toEqual({ input: 'x' })
  })

  test('100 Continue is answered before the body is sent', async () => {
    const { sluice, front } = await start(ca => startUpstream(ca, (_, response) => response.end('ok')))
    const socket = await openTls(sluice, host)
    socket.write(
      `POST /v1/embeddings HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 13\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
    )
    expect(await readHead(socket)).toBe('HTTP/1.1 100 Continue')
    socket.write('{"input":"x"}')
    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 200 OK/)
    expect(front.requests()[0]!.json()).toEqual({ input: 'x' })
    expect(front.requests()[0]!.field('expect')).toBeUndefined()
  })
})

test.each(['PROPFIND /a HTTP/1.1', 'PURGE /a HTTP/1.1', 'GET /a|b{}^ HTTP/1.1', 'GET /%zz?q=a%20b HTTP/1.1'])(
  '%s reaches the upstream as it is',
  async line => {
    const { sluice, front } = await start(ca => startUpstream(ca, (_, response) => response.end('ok')))
    const answer = await exchangeRaw(sluice, host, `${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 200 OK/)
    expect(`${front.requests()[0]!.method} ${front.requests()[0]!.target} HTTP/1.1`).toBe(line)
  },
)

describe('answers', () => {
  test('status, reason, field order and duplicates are kept; alt-svc and hop-by-hop fields are not', async () => {
    const { sluice } = await start(
      closing(
        'HTTP/1.1 203 Fine By Me\r\nServer: up\r\nSet-Cookie: a=1\r\nX-B: 2\r\nSet-Cookie: b=2\r\nAlt-Svc: h3=":443"\r\nKeep-Alive: timeout=9\r\nProxy-Authenticate: Basic\r\nX-Hop: 1\r\nConnection: X-Hop\r\nContent-Length: 2\r\n\r\nok',
      ),
    )
    const answer = await exchangeRaw(sluice, host, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    const [head, body] = answer.split('\r\n\r\n')
    expect(head!.split('\r\n').filter(line => !/^(x-sluice-|connection)/i.test(line))).toEqual([
      'HTTP/1.1 203 Fine By Me',
      'Server: up',
      'Set-Cookie: a=1',
      'X-B: 2',
      'Set-Cookie: b=2',
      'Content-Length: 2',
    ])
    expect(head).toMatch(/x-sluice-event: ev_[0-9A-Z]{26}/)
    expect(head).toMatch(/x-sluice-coverage: full/)
    expect(body).toBe('ok')
  })

  test.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n', /content-length: 12345/i],
    ['GET', 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n', /204 No Content/],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 99\r\n\r\n', /etag: "x"/i],
  ])('%s answered without a body keeps the connection usable', async (method, upstreamAnswer, expected) => {
    const { sluice } = await start(ca =>
      startRawUpstream(ca, socket => socket.on('data', () => socket.write(upstreamAnswer))),
    )
    const socket = await openTls(sluice, host)
    const request = `${method} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`
    socket.write(request)
    expect(await readHead(socket)).toMatch(expected)
    socket.write(request)
    expect(await readHead(socket)).toMatch(expected)
  })

  test('trailers of a chunked answer follow it', async () => {
    const { sluice } = await start(
      answering(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\n\r\n',
      ),
    )
    const answer = await exchangeRaw(
      sluice,
      host,
      `GET / HTTP/1.1\r\nHost: ${host}\r\nTE: trailers\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\n\r\n$/)
  })

  test('an early hint does not end the exchange', async () => {
    const { sluice } = await start(
      answering('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    )
    const answer = await exchangeRaw(sluice, host, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/200 OK[\s\S]*ok$/)
  })

  test('each event of a stream is passed on when it comes', async () => {
    let send: (text: string) => void = () => undefined
    const { sluice } = await start(ca =>
      startUpstream(ca, (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.flushHeaders()
        send = text => void response.write(text)
      }),
    )
    const socket = await openTls(sluice, host)
    socket.write(`GET /v1/stream HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    expect(await readHead(socket)).toMatch(/text\/event-stream/)
    for (const text of ['data: one\n\n', 'data: two\n\n']) {
      send(text)
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      expect(chunk.toString()).toContain(text)
    }
  })

  test('the outcome is recorded with status, bytes and times', async () => {
    const { sluice } = await start(ca =>
      startUpstream(ca, (_, response) => response.writeHead(404).end('nothing here')),
    )
    const answer = await exchangeRaw(
      sluice,
      host,
      `GET /v1/unknown?secret=1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    const [row] = await openAudit(sluice).ended(1)
    expect(row).toMatchObject({
      host,
      method: 'GET',
      path: '/v1/unknown',
      user: 'anonymous@127.0.0.1',
      app: 'openai-api',
      action: 'allow',
      enforced: 'allow',
      outcome: { status: 404, responseBytes: 12 },
    })
    expect(answer).toContain(row!.id)
    expect(row!.outcome!.durationMs).toBeGreaterThan(0)
    expect(row!.outcome!.firstByteMs).toBeGreaterThan(0)
    expect(row!.outcome!.ownMicros).toBeGreaterThan(0)
  })
})
