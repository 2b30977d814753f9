/** Attacks on the wire: ambiguous framing, addresses that must not be reached, clients that stall. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSocket, openTls, openTunnel } from './clients.ts'
import { answer, clientHello, head, host, start, stillServes } from './hostile-setting.ts'
import { exchange, get } from './raw-client.ts'
import { portOf } from './upstream.ts'

describe('smuggling: ambiguous framing is 400, the connection closes, nothing is sent', () => {
  const fields = `POST /v1/x HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
  test.each([
    ['both lengths', `${fields}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two different lengths', `${fields}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}  \n`],
    ['a length with a sign', `${fields}Content-Length: +2\r\n\r\n{}`],
    ['a folded header', `${fields}X-Long: a\r\n b\r\nContent-Length: 2\r\n\r\n{}`],
    ['bare LF in the head', `${fields.replaceAll('\r\n', '\n')}Content-Length: 2\n\n{}`],
    ['a chunk size that is no number', `${fields}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
    ['a chunk size too large', `${fields}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`],
    ['a coding after chunked', `${fields}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`],
    ['a space before the colon', `${fields}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['a NUL in a header', `${fields}X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}`],
  ])('%s', async (_, text) => {
    const { sluice, upstream } = await start()
    const { status, ended } = await exchange(await openTls(sluice, host), text)
    expect(status).toBe(400)
    expect(ended).toBe('end')
    expect(upstream.requests()).toEqual([])
  })
})

test.each([
  ['a loopback address', '127.0.0.1'],
  ['a private address', '10.0.0.1'],
  ['the metadata address', '169.254.169.254'],
  ['an IPv4 address inside IPv6', '[::ffff:127.0.0.1]'],
  ['the IPv6 loopback', '[::1]'],
  ['a name of this machine', 'localhost'],
])('%s is not reached through a tunnel', async (_, name) => {
  const listener = createServer()
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => void listener.close())
  let reached = 0
  listener.on('connection', () => reached++)
  const { sluice } = await start(answer, { settings: { proxy: { connect_ports: [portOf(listener)] } } })
  const { status } = await openTunnel(sluice.proxyUrl, `${name}:${portOf(listener)}`)
  expect(status).toBe(403)
  expect(reached).toBe(0)
})

test('an AI host that resolves to a private address is not reached: the request is refused inside the tunnel', async () => {
  const { sluice } = await start(answer, { policy: 'apps: { own: { hosts: [localhost] } }' })
  const { status } = await exchange(await openTls(sluice, 'localhost'), get('localhost'), { until: head })
  expect(status).toBe(403)
})

test('a client that says nothing after CONNECT, or half a ClientHello, holds nobody up', async () => {
  const { sluice } = await start()
  await openTunnel(sluice.proxyUrl, `${host}:443`)
  await openTunnel(sluice.proxyUrl, `${host}:443`, { pipelined: clientHello })
  await openSocket(sluice.proxyUrl)
  await stillServes(sluice)
})

test('garbage instead of TLS closes the tunnel', async () => {
  const { sluice } = await start()
  const { socket } = await openTunnel(sluice.proxyUrl, `${host}:443`)
  const { ended } = await exchange(socket, 'GET / HTTP/1.1\r\n\r\n')
  expect(ended).not.toBe('open')
  await stillServes(sluice)
})
