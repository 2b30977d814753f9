import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasNoBody, isOpaque, receiveBody, remainder } from '../../proxy/receive.ts'

/** A request that was written by hand, as the server sees it. */
async function arrive(text: string): Promise<{ request: IncomingMessage; response: ServerResponse; client: Socket }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
  onTestFinished(() => {
    client.destroy()
    server.closeAllConnections()
    server.close()
  })
  client.write(text)
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse]
  return { request, response, client }
}

const sized = (length: number, body: string) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`
const chunked = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'

describe('receiveBody', () => {
  test('a sized body and a chunked one arrive whole', async () => {
    for (const text of [sized(5, 'hello'), `${chunked}2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`]) {
      const received = await receiveBody((await arrive(text)).request, 100, 1000)
      expect(received).toEqual({ kind: 'whole', bytes: Buffer.from('hello') })
    }
  })

  test('a request without a body has an empty one, at once', async () => {
    const { request } = await arrive('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(receiveBody(request, 100, 1000)).toEqual({ kind: 'whole', bytes: Buffer.alloc(0) })
  })

  test('a body exactly at the cap is whole, one byte more is too large', async () => {
    expect(await receiveBody((await arrive(sized(5, 'hello'))).request, 5, 1000)).toMatchObject({ kind: 'whole' })
    expect(await receiveBody((await arrive(sized(6, 'hello!'))).request, 5, 1000)).toEqual({
      kind: 'too-large',
      head: [],
    })
  })

  test('a chunked body over the cap stops there, and the rest can still be streamed', async () => {
    const { request, client } = await arrive(`${chunked}5\r\nhello\r\n`)
    const received = receiveBody(request, 8, 1000)
    client.write('5\r\nworld\r\n')
    const result = await received
    expect(result.kind).toBe('too-large')
    client.write('1\r\n!\r\n0\r\n\r\n')
    const head = result.kind === 'too-large' ? result.head : []
    expect((await buffer(remainder(head, request))).toString()).toBe('helloworld!')
  })

  test('a client that goes away half-way is an aborted body', async () => {
    const { request, client } = await arrive(sized(100, 'half'))
    const received = receiveBody(request, 1000, 1000)
    client.destroy()
    await expect(received).rejects.toMatchObject({ code: 'body_aborted' })
  })

  test('a body that does not come in time is an aborted body', async () => {
    const { request } = await arrive(sized(100, 'half'))
    await expect(receiveBody(request, 1000, 50)).rejects.toMatchObject({
      code: 'body_aborted',
      message: 'the request body did not arrive within 0.05 s',
    })
  })
})

test('a body is there when its length or its coding says so', async () => {
  expect(hasNoBody((await arrive(sized(0, ''))).request)).toBe(true)
  expect(hasNoBody((await arrive(sized(1, 'x'))).request)).toBe(false)
  expect(hasNoBody((await arrive(chunked)).request)).toBe(false)
})

test.each([
  [undefined, false],
  ['application/json', false],
  ['application/json; charset=utf-8', false],
  ['text/plain', false],
  ['multipart/form-data; boundary=x', false],
  ['application/octet-stream', false],
  ['image/svg+xml', false],
  ['image/png', true],
  ['IMAGE/PNG', true],
  ['audio/wav', true],
  ['application/pdf', true],
  ['application/grpc+proto', true],
  ['application/zip; x=y', true],
])('content type %s is opaque: %s', (type, opaque) => expect(isOpaque(type)).toBe(opaque))
