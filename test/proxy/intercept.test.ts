import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { createSecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Gate } from '../../proxy/gate.ts'
import { answerBadRequest, checkEveryMs, createInterceptor } from '../../proxy/intercept.ts'
import { forceLeaf, makeAuthority } from '../certs/openssl.ts'
import { makeGate, tunnelTo } from './gate.ts'

/** Tunnels that are opened with a leaf for api.openai.com; the upstream echoes the path. */
async function start(parts: Partial<Gate> = {}) {
  const { authority } = await makeAuthority(['api.openai.com'])
  const context = createSecureContext(forceLeaf(authority, 'api.openai.com'))
  const base = makeGate()
  const gate = makeGate('', {
    leaves: { ...base.leaves, contextFor: () => context },
    upstream: {
      ...base.upstream,
      dispatch: (request, handler) => {
        handler.onHeaders!(
          200,
          [Buffer.from('Content-Length'), Buffer.from(String(request.path.length))],
          () => undefined,
          'OK',
        )
        handler.onData!(Buffer.from(request.path))
        handler.onComplete!([])
      },
    },
    ...parts,
  })
  const interceptor = createInterceptor(gate)
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => socket.destroy()))
    interceptor.open(socket, tunnelTo(gate))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    interceptor.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { gate, interceptor, port: (server.address() as AddressInfo).port, ca: authority.rootPem }
}

async function openTls(
  { port, ca }: { port: number; ca: string },
  alpn: string[],
  servername = 'api.openai.com',
): Promise<TLSSocket> {
  const socket = tlsConnect({ port, host: '127.0.0.1', servername, ca, ALPNProtocols: alpn })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  return socket
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: api.openai.com\r\n\r\n`

describe('ALPN', () => {
  test.each([
    [['h2', 'http/1.1'], 'h2'],
    [['http/1.1'], 'http/1.1'],
    [[], false],
  ])('%j gives %s', async (offered, chosen) => {
    expect((await openTls(await start(), offered)).alpnProtocol).toBe(chosen)
  })
})

test('HTTP/1.1 requests take the exchange, several on one connection', async () => {
  const setting = await start()
  const socket = await openTls(setting, ['http/1.1'])
  for (const path of ['/one', '/two']) {
    socket.write(get(path))
    expect(String(((await once(socket, 'data')) as [Buffer])[0])).toMatch(
      new RegExp(`^HTTP/1.1 200 OK[\\s\\S]*${path}$`),
    )
  }
  expect(setting.gate.decisions.map(record => record.path)).toEqual(['/one', '/two'])
})

test('HTTP/2 requests take the same exchange, each session with its own tunnel', async () => {
  const setting = await start()
  const answers = await Promise.all(
    ['/one', '/two'].map(async path => {
      const socket = await openTls(setting, ['h2'])
      const session = connectHttp2('https://api.openai.com', { createConnection: () => socket })
      onTestFinished(() => void session.destroy())
      const stream = session.request({ ':path': path })
      stream.setEncoding('utf8')
      let body = ''
      for await (const chunk of stream) body += String(chunk)
      return body
    }),
  )
  expect(answers).toEqual(['/one', '/two'])
  expect(setting.gate.decisions.map(record => record.host)).toEqual(['api.openai.com', 'api.openai.com'])
})

test('an HTTP/2 client is told how many streams it may open, and that nothing is pushed', async () => {
  const h2 = await openTls(await start(), ['h2'])
  const session = connectHttp2('https://api.openai.com', { createConnection: () => h2 })
  onTestFinished(() => void session.destroy())
  await once(session, 'remoteSettings')
  expect(session.remoteSettings).toMatchObject({ maxConcurrentStreams: 128, enablePush: false })
})

describe('handshakes that fail', () => {
  test('a client that does not trust the CA is closed, and the log says for which host', async () => {
    const setting = await start()
    // Node's own client would finish the handshake and then hang up; most others say why they refuse.
    const curl = spawn('curl', ['-s', '--connect-to', `::127.0.0.1:${setting.port}`, 'https://api.openai.com/'])
    expect((await once(curl, 'close'))[0]).toBe(60)
    await vi.waitFor(() =>
      expect(setting.gate.lines[0]).toMatchObject({
        line: 'debug TLS handshake with a client failed',
        fields: { host: 'api.openai.com', user: 'ann@acme.example' },
      }),
    )
    expect(setting.gate.decisions).toEqual([])
  })

  test('a client that checks the certificate after the handshake, as Node does, is logged too', async () => {
    const setting = await start()
    const left = (): unknown[] => setting.gate.lines.filter(({ line }) => line.includes('without a word'))
    const content = await openTls(setting, ['http/1.1'])
    content.write(get('/one'))
    await once(content, 'data')
    content.destroy()
    const socket = await openTls(setting, ['h2'])
    const session = connectHttp2('https://api.openai.com', { createConnection: () => socket })
    await once(session.request({ ':path': '/two' }).resume(), 'end')
    session.close()
    const distrusting = tlsConnect({ port: setting.port, host: '127.0.0.1', servername: 'api.openai.com' })
    await once(distrusting, 'error')
    await vi.waitFor(() => expect(left()).toMatchObject([{ fields: { host: 'api.openai.com' } }]))
  })

  test('a client that speaks no TLS is closed', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1').resume()
    socket.write('GET / HTTP/1.1\r\n\r\n')
    await once(socket, 'close')
  })

  test('a client that says nothing is let go', async () => {
    const { settings } = makeGate()
    const { port } = await start({ settings: { ...settings, proxy: { ...settings.proxy, header_timeout: 0.1 } } })
    await once(connect(port, '127.0.0.1').resume(), 'close')
  })
})

describe('draining', () => {
  test('ends connections that do nothing', async () => {
    const setting = await start()
    const idle = await openTls(setting, ['http/1.1'])
    idle.write(get('/'))
    await once(idle, 'data')
    const h2 = await openTls(setting, ['h2'])
    const session = connectHttp2('https://api.openai.com', { createConnection: () => h2 })
    await once(session, 'remoteSettings')
    const closed = Promise.all([once(idle, 'close'), once(session, 'close')])
    setting.interceptor.drain()
    await closed
  })
})

describe('requests that the parser refuses', () => {
  test.each([
    [
      'ambiguous framing',
      'POST / HTTP/1.1\r\nHost: api.openai.com\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400 Bad Request',
    ],
    [
      'a bad chunk size',
      'POST / HTTP/1.1\r\nHost: api.openai.com\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      '400 Bad Request',
    ],
    ['too large a head', `GET / HTTP/1.1\r\nX-A: ${'x'.repeat(70_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  ])('%s', async (_, text, status) => {
    const setting = await start()
    const socket = await openTls(setting, ['http/1.1'])
    const chunks: Buffer[] = []
    socket.on('data', chunk => chunks.push(chunk))
    socket.write(text)
    await once(socket, 'close')
    expect(Buffer.concat(chunks).toString()).toContain(`HTTP/1.1 ${status}\r\nconnection: close\r\n`)
    expect(setting.gate.decisions.every(record => record.refusal !== undefined)).toBe(true)
  })

  test('a connection that is gone gets no answer', () => {
    const socket = { writable: false, destroyed: true, destroy: vi.fn(), end: vi.fn() }
    answerBadRequest(Object.assign(new Error(), { code: 'HPE_INVALID' }), socket as unknown as Socket)
    expect(socket.end).not.toHaveBeenCalled()
    expect(socket.destroy).toHaveBeenCalled()
  })
})

test('header timeouts are looked for often enough', () => {
  expect(checkEveryMs(30)).toBe(5000)
  expect(checkEveryMs(1)).toBe(500)
})
