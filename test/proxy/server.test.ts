import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Gate } from '../../proxy/gate.ts'
import { createProxy, listenFailure } from '../../proxy/server.ts'
import { makeGate } from './gate.ts'

async function start(parts: Partial<Gate> = {}) {
  const gate = makeGate('', parts)
  const proxy = createProxy(gate, {
    catalogue: gate.catalogue,
    caPem: 'PEM',
    publicAddress: '',
    health: () => ({ status: 'ok' }),
  })
  const { port } = await proxy.listen('127.0.0.1', 0)
  onTestFinished(() => proxy.drain(0))
  return { gate, proxy, port }
}

async function client(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

async function exchange(port: number, text: string): Promise<string> {
  const socket = await client(port)
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk))
  socket.write(text)
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

describe('what it answers', () => {
  test.each([
    ['its own pages', 'GET /ca.pem HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 200 OK[\s\S]*PEM$/],
    [
      'absolute form',
      'GET http://x.example:25/ HTTP/1.1\r\nHost: x.example:25\r\n\r\n',
      /^HTTP\/1.1 403 [\s\S]*port 25/,
    ],
    ['CONNECT', 'CONNECT x.example:25 HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1.1 403 [\s\S]*port_refused/],
    [
      'an upgrade of itself',
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      /^HTTP\/1.1 501 /,
    ],
  ])('%s', async (_, text, expected) => expect(await exchange((await start()).port, text)).toMatch(expected))

  test.each([
    [
      'both lengths',
      'POST http://x.example/ HTTP/1.1\r\nHost: x.example\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'two different lengths',
      'POST http://x.example/ HTTP/1.1\r\nHost: x.example\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    ['a folded field', 'GET http://x.example/ HTTP/1.1\r\nHost: x.example\r\nX-A: 1\r\n 2\r\n\r\n'],
    ['a bare line feed', 'GET http://x.example/ HTTP/1.1\nHost: x.example\n\n'],
    ['no HTTP', 'hello\r\n\r\n'],
  ])('%s is no valid request', async (_, text) => {
    const answer = await exchange((await start()).port, text)
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n[\s\S]*not valid HTTP, so it was not sent/)
  })
})

describe('listening', () => {
  test('a port that is taken says so and how to go on', async () => {
    const { port } = await start()
    const gate = makeGate()
    const second = createProxy(gate, {
      catalogue: gate.catalogue,
      caPem: '',
      publicAddress: '',
      health: () => ({ status: 'ok' }),
    })
    await expect(second.listen('127.0.0.1', port)).rejects.toMatchObject({
      name: 'SettingsError',
      message: `127.0.0.1:${port} is in use by another process; free it or set proxy.listen`,
    })
  })

  test.each([
    ['EACCES', 'may not be used by this account'],
    ['EADDRNOTAVAIL', 'is not an address of this machine'],
    ['EWHATEVER', 'cannot be used (EWHATEVER)'],
  ])('%s in words', (code, words) => {
    const error = Object.assign(new Error('x'), { code })
    expect(listenFailure(error, '0.0.0.0:80', 'console.listen').message).toBe(
      `0.0.0.0:80 ${words}; free it or set console.listen`,
    )
  })
})

describe('draining', () => {
  test('takes no new connections, ends idle ones, and is done', async () => {
    const { proxy, port, gate } = await start()
    const idle = await client(port)
    await vi.waitFor(() => expect(proxy.connections()).toBe(1))
    const closed = once(idle, 'close')
    await proxy.drain(2000)
    await closed
    expect(gate.running.draining).toBe(true)
    const late = connect(port, '127.0.0.1')
    await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('waits for what runs, and cuts it when the time is over', async () => {
    const { proxy, gate } = await start()
    const cut = vi.fn(() => void gate.running.exchanges.clear())
    gate.running.exchanges.add({ cut })
    const startedAt = performance.now()
    await proxy.drain(200)
    expect(performance.now() - startedAt).toBeGreaterThan(190)
    expect(cut).toHaveBeenCalledOnce()
  })
})

test('connections beyond the most are closed', async () => {
  const { settings } = makeGate()
  const { port } = await start({ settings: { ...settings, proxy: { ...settings.proxy, max_connections: 1 } } })
  await client(port)
  const second = await client(port)
  await once(second, 'close')
})

test('a client that sends no head is let go', async () => {
  const { settings } = makeGate()
  const { port } = await start({ settings: { ...settings, proxy: { ...settings.proxy, header_timeout: 0.2 } } })
  const socket = await client(port)
  socket.write('GET / HTTP/1.1\r\n')
  socket.resume()
  await once(socket, 'close')
})
