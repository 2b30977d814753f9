import { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readServerName } from '../../proxy/client-hello.ts'

/** What Node's own TLS client sends first. */
function clientHello(servername?: string): Promise<Buffer> {
  return new Promise(resolve => {
    const wire = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _, done) => {
        resolve(chunk)
        done()
      },
    })
    const socket = connect({ socket: wire, ...(servername === undefined ? {} : { servername }) })
    socket.on('error', () => undefined)
  })
}

test('the server name of a real ClientHello is read, in lower case', async () => {
  expect(readServerName(await clientHello('api.openai.com'))).toEqual({ kind: 'name', serverName: 'api.openai.com' })
  expect(readServerName(await clientHello('API.OpenAI.com'))).toEqual({ kind: 'name', serverName: 'api.openai.com' })
})

test('a ClientHello without one says so', async () => {
  expect(readServerName(await clientHello())).toEqual({ kind: 'none' })
})

test('every prefix of a ClientHello is incomplete, however it is cut', async () => {
  const hello = await clientHello('api.openai.com')
  for (let length = 0; length < hello.length; length++)
    expect([length, readServerName(hello.subarray(0, length)).kind]).toEqual([length, 'incomplete'])
})

test('a ClientHello that is split over several records is put together', async () => {
  const hello = await clientHello('api.openai.com')
  const payload = hello.subarray(5)
  const records: Buffer[] = []
  for (let at = 0; at < payload.length; at += 50) {
    const part = payload.subarray(at, at + 50)
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part)
  }
  expect(readServerName(Buffer.concat(records))).toEqual({ kind: 'name', serverName: 'api.openai.com' })
})

test.each([
  ['plain HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.0\r\n')],
  ['an alert', Buffer.from([21, 3, 1, 0, 2, 1, 0])],
  ['a ServerHello', Buffer.from([22, 3, 3, 0, 4, 2, 0, 0, 0])],
  ['a record of no length', Buffer.from([22, 3, 1, 0, 0])],
  ['a record that is too long', Buffer.from([22, 3, 1, 0xff, 0xff])],
  ['an oversized handshake', Buffer.from([22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff])],
])('%s has no server name', (_, bytes) => expect(readServerName(bytes)).toEqual({ kind: 'none' }))

test('damaged bytes never throw', async () => {
  const hello = await clientHello('api.openai.com')
  fc.assert(
    fc.property(fc.nat(hello.length - 1), fc.nat(255), (at, byte) => {
      const damaged = Buffer.from(hello)
      damaged[at] = byte
      readServerName(damaged)
    }),
    { numRuns: 500 },
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void readServerName(Buffer.from(bytes))))
})
