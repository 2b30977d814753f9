import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SettingsError } from '../../proxy/errors.ts'
import { connectThroughParent, type ParentProxy, parseParentProxy } from '../../proxy/parent-proxy.ts'
import { authorityOf } from './gate.ts'

const target = authorityOf('api.openai.com:443')

describe('the setting', () => {
  test.each([
    ['http://parent.example:3128', { host: 'parent.example', port: 3128 }],
    ['http://parent.example', { host: 'parent.example', port: 80 }],
    ['http://[::1]:3128', { host: '::1', port: 3128 }],
    [
      'http://ann:p%40ss@parent.example:3128',
      { host: 'parent.example', port: 3128, authorization: `Basic ${Buffer.from('ann:p@ss').toString('base64')}` },
    ],
  ])('%s', (text, parsed) => expect(parseParentProxy(text)).toEqual(parsed))

  test('empty means none', () => expect(parseParentProxy('')).toBeUndefined())

  test.each(['parent.example:3128', 'https://parent.example', 'socks5://parent.example', 'http://'])(
    '%s is an error that names it',
    text => {
      expect(() => parseParentProxy(text)).toThrow(SettingsError)
      expect(() => parseParentProxy(text)).toThrow(/upstream\.parent_proxy/)
    },
  )
})

describe('CONNECT through it', () => {
  async function startParent(answer: (socket: Socket) => void) {
    const asked: string[] = []
    const server = createServer()
    server.on('connect', (request, socket: Socket) => {
      socket.on('error', () => socket.destroy())
      asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`)
      answer(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const parent: ParentProxy = {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      authorization: 'Basic x',
    }
    return { parent, asked }
  }

  test('gives a socket to the target, with the credentials and what came with the answer', async () => {
    const { parent, asked } = await startParent(socket => socket.write('HTTP/1.1 200 OK\r\n\r\nhello'))
    const socket = await connectThroughParent(parent, target, 2000)
    onTestFinished(() => void socket.destroy())
    expect(asked).toEqual(['api.openai.com:443 Basic x'])
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    expect(chunk.toString()).toBe('hello')
  })

  test('a refusal says which proxy answered what', async () => {
    const { parent } = await startParent(socket => socket.end('HTTP/1.1 407 Auth\r\nContent-Length: 0\r\n\r\n'))
    await expect(connectThroughParent(parent, target, 2000)).rejects.toMatchObject({
      code: 'upstream_unreachable',
      message: expect.stringContaining('answered 407 to CONNECT api.openai.com:443') as string,
    })
  })

  test('one that does not answer is given up', async () => {
    const { parent } = await startParent(() => undefined)
    await expect(connectThroughParent(parent, target, 100)).rejects.toMatchObject({ code: 'upstream_timeout' })
  })

  test('one that is not there is unreachable', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    await expect(connectThroughParent({ host: '127.0.0.1', port }, target, 1000)).rejects.toMatchObject({
      code: 'upstream_unreachable',
    })
  })
})
