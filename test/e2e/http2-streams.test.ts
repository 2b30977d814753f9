/** gRPC and Connect over HTTP/2: both sides send at the same time, and neither waits for the other to finish. */
import { once } from 'node:events'
import { type ClientHttp2Stream, createSecureServer, type ServerHttp2Stream } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAudit } from './audit.ts'
import { openHttp2, until } from './clients.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { portOf, startUpstream } from './upstream.ts'

const host = 'generativelanguage.googleapis.com'
const grpc = {
  ':method': 'POST',
  ':path': '/google.ai.generativelanguage.v1beta.GenerativeService/BidiGenerateContent',
  'content-type': 'application/grpc+proto',
  te: 'trailers',
}
const megabyte = 1024 * 1024

async function start(serve: (stream: ServerHttp2Stream, fields: Record<string, unknown>) => void) {
  const ca = makeTestCa()
  const server = createSecureServer({ ...ca.issue(host), settings: { initialWindowSize: 65_535 } })
  const sockets: TLSSocket[] = []
  server.on('secureConnection', socket => sockets.push(socket))
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    serve(stream, headers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const sluice = await startInProcess({ upstreams: { [`${host}:443`]: portOf(server) }, trust: [ca.file] })
  const cutOff = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return { sluice, session: await openHttp2(sluice, host), cutOff }
}

const bytesOf = (stream: ClientHttp2Stream): Promise<number> =>
  new Promise((resolve, reject) => {
    let bytes = 0
    stream
      .on('data', chunk => (bytes += chunk.length))
      .on('end', () => resolve(bytes))
      .on('error', reject)
  })

describe('a stream both ways', () => {
  test('each side answers the other, message by message, and trailers follow', async () => {
    const { sluice, session } = await start((stream, fields) => {
      expect(fields.te).toBe('trailers')
      stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', 'grpc-message': 'fine' }))
      stream.on('data', chunk => stream.write(`echo ${chunk}`))
      stream.on('end', () => stream.end())
    })
    const stream = session.request(grpc)
    const [headers] = await once(stream, 'response')
    expect(headers[':status']).toBe(200)
    expect(headers['x-sluice-coverage']).toBe('none')
    for (let i = 0; i < 20; i++) {
      stream.write(`message ${i}`)
      const [answer] = await once(stream, 'data')
      expect(answer.toString()).toBe(`echo message ${i}`)
    }
    stream.end()
    const [trailers] = await once(stream, 'trailers')
    expect(trailers).toMatchObject({ 'grpc-status': '0', 'grpc-message': 'fine' })
    const [row] = await openAudit(sluice).ended(1)
    expect(row).toMatchObject({ host, coverage: { verdict: 'none' }, outcome: { status: 200 } })
  })

  test('eight megabytes up and eight down at once do not stand in each other’s way', async () => {
    const { session } = await start(stream => {
      stream.respond({ ':status': 200 })
      stream.pipe(stream)
    })
    const stream = session.request(grpc)
    const received = bytesOf(stream)
    const piece = Buffer.alloc(64 * 1024, 'x')
    for (let i = 0; i < 128; i++) if (!stream.write(piece)) await once(stream, 'drain')
    stream.end()
    expect(await received).toBe(8 * megabyte)
  })

  test('an upstream that sends faster than the client reads is slowed down', async () => {
    let written = 0
    const { session } = await start(stream => {
      stream.respond({ ':status': 200 })
      const piece = Buffer.alloc(64 * 1024, 'x')
      const fill = (): void => {
        while (written < 16 * megabyte) {
          written += piece.length
          if (!stream.write(piece)) return void stream.once('drain', fill)
        }
        stream.end()
      }
      fill()
    })
    const stream = session.request(grpc)
    stream.end()
    await once(stream, 'response')
    stream.pause()
    let before = -1
    await until(() => {
      const still = written === before
      before = written
      return still && written > 0
    }, 'the upstream stands still')
    expect(written).toBeLessThan(8 * megabyte)
    expect(await bytesOf(stream.resume())).toBe(16 * megabyte)
  })

  test('a client that cancels cancels the upstream’s stream', async () => {
    let closed = false
    const { session } = await start(stream => {
      stream.respond({ ':status': 200 })
      stream.write('first')
      stream.on('close', () => (closed = true))
    })
    const stream = session.request(grpc)
    stream.on('error', () => undefined)
    await once(stream, 'data')
    stream.close(8)
    await until(() => closed, 'the upstream hears of it')
  })

  test('an answer that breaks off is reset for the client too', async () => {
    const { session, cutOff } = await start(stream => {
      stream.respond({ ':status': 200 })
      stream.write('first')
    })
    const stream = session.request(grpc)
    const failed = once(stream, 'error')
    await once(stream, 'data')
    cutOff()
    expect((await failed)[0]).toBeInstanceOf(Error)
    expect(stream.rstCode).not.toBe(0)
  })
})

test('an upstream without HTTP/2 is named in the refusal', async () => {
  const ca = makeTestCa()
  const upstream = await startUpstream(ca, (_, response) => void response.end())
  const sluice = await startInProcess({ upstreams: { [`${host}:443`]: upstream.port }, trust: [ca.file] })
  const session = await openHttp2(sluice, host)
  const stream = session.request(grpc)
  stream.end()
  const [headers] = await once(stream, 'response')
  let body = ''
  stream.on('data', chunk => (body += chunk))
  await once(stream, 'end')
  expect(headers[':status']).toBe(502)
  expect(body).toMatch(/HTTP\/2|h2|protocol/i)
})
