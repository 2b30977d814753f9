import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createAddressGuard } from '../../proxy/address-guard.ts'
import { type ConnectOptions, connectFailure, createConnector, loadTrust, parseConnectTo } from '../../proxy/connect.ts'
import { SettingsError, SluiceError } from '../../proxy/errors.ts'
import { authorityOf } from './gate.ts'

const trust = createSecureContext()

function connector(part: Partial<ConnectOptions> = {}) {
  return createConnector({ guard: createAddressGuard([]), connectTo: new Map(), trust, timeoutMs: 500, ...part })
}

/** A TCP server that says hello and nothing else. */
async function startServer(serve: (socket: Socket) => void = socket => socket.write('hello')) {
  let connections = 0
  const sockets = new Set<Socket>()
  const server = createTcpServer(socket => {
    connections++
    sockets.add(socket.on('error', () => socket.destroy()))
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

describe('connect_to', () => {
  test('pairs are read, IPv6 and case included', () => {
    const map = parseConnectTo(['API.openai.com:443:127.0.0.1:8443', '[::1]:443:[::1]:9443'])
    expect([...map]).toEqual([
      ['api.openai.com:443', { host: '127.0.0.1', port: 8443 }],
      ['[::1]:443', { host: '::1', port: 9443 }],
    ])
  })

  test.each(['a:1:b', 'a:1:b:x', ':1:b:2', 'a b:1:c:2'])('%j is an error that names the setting', entry => {
    expect(() => parseConnectTo([entry])).toThrow(/upstream\.connect_to: '.*' is not HOST:PORT:HOST:PORT/)
  })

  test('a pair is connected to, past the guard', async () => {
    const { port } = await startServer()
    const socket = await connector({
      connectTo: new Map([['api.openai.com:443', authorityOf(`127.0.0.1:${port}`)]]),
    }).tcp(authorityOf('api.openai.com:443'))
    onTestFinished(() => void socket.destroy())
    expect(String((await once(socket, 'data'))[0])).toBe('hello')
  })
})

describe('the guard', () => {
  test('an address that may not be reached is refused before a connection is made', async () => {
    const { port, connections } = await startServer()
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
      await expect(connector().tcp(authorityOf(`${host}:${port}`))).rejects.toMatchObject({
        code: 'private_address',
        message: expect.stringMatching(/upstream\.allow_networks/) as string,
      })
    expect(connections()).toBe(0)
  })

  test('an allowed network is reached by address and by name', async () => {
    const { port } = await startServer()
    const open = connector({ guard: createAddressGuard(['127.0.0.0/8', '::1']) })
    for (const host of ['127.0.0.1', 'localhost']) {
      const socket = await open.tcp(authorityOf(`${host}:${port}`))
      expect(socket.remoteAddress).toMatch(/127\.0\.0\.1|::1/)
      socket.destroy()
    }
  })

  test('an address is judged again once it is connected to', async () => {
    const { port } = await startServer()
    const verdicts = [null, 'changed its mind']
    const fickle = connector({ guard: { refuse: () => verdicts.shift() ?? null } })
    await expect(fickle.tcp(authorityOf(`127.0.0.1:${port}`))).rejects.toMatchObject({ code: 'private_address' })
  })
})

describe('failures', () => {
  test('a name that does not resolve', async () => {
    await expect(connector().tcp(authorityOf('nothing.invalid:443'))).rejects.toMatchObject({
      code: 'upstream_unreachable',
      message: expect.stringContaining('nothing.invalid: the name does not resolve') as string,
    })
  })

  test('a handshake that does not come is given up', async () => {
    const { port } = await startServer(() => undefined)
    const slow = connector({ guard: createAddressGuard(['127.0.0.0/8']), timeoutMs: 100 })
    await expect(slow.tls(authorityOf(`127.0.0.1:${port}`), ['http/1.1'])).rejects.toMatchObject({
      code: 'upstream_timeout',
    })
  })

  test('a server that speaks no TLS is unreachable', async () => {
    const { port } = await startServer()
    const open = connector({ guard: createAddressGuard(['127.0.0.0/8']) })
    await expect(open.tls(authorityOf(`127.0.0.1:${port}`), ['http/1.1'])).rejects.toMatchObject({
      code: 'upstream_unreachable',
    })
  })

  test.each([
    ['CERT_HAS_EXPIRED', 'upstream_certificate', 'its certificate has expired. Nothing was sent'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'upstream_certificate', 'for another host'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'upstream_certificate', 'unknown CA'],
    ['CERT_SIGNATURE_FAILURE', 'upstream_certificate', 'not accepted (CERT_SIGNATURE_FAILURE)'],
    ['CRL_HAS_EXPIRED', 'upstream_certificate', 'not accepted (CRL_HAS_EXPIRED)'],
    ['ENOTFOUND', 'upstream_unreachable', 'does not resolve'],
    ['ECONNREFUSED', 'upstream_unreachable', 'no connection (ECONNREFUSED)'],
  ])('%s in words', (code, ours, words) => {
    const failure = connectFailure(Object.assign(new Error('secret detail'), { code }), authorityOf('a.example:443'))
    expect(failure.code).toBe(ours)
    expect(failure.message).toContain(words)
    expect(failure.message).not.toContain('secret detail')
  })

  test('ours pass as they are', () => {
    const own = new SluiceError('private_address', 'no')
    expect(connectFailure(own, authorityOf('a.example:443'))).toBe(own)
  })
})

test('a parent proxy is asked for everything but connect_to pairs', async () => {
  const asked: string[] = []
  const parent = createServer()
  parent.on('connect', (request, socket: Socket) => {
    asked.push(request.url!)
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
  })
  parent.listen(0, '127.0.0.1')
  await once(parent, 'listening')
  onTestFinished(() => {
    parent.closeAllConnections()
    parent.close()
  })
  const direct = await startServer()
  const through = connector({
    parent: { host: '127.0.0.1', port: (parent.address() as AddressInfo).port },
    connectTo: new Map([['near.example:443', authorityOf(`127.0.0.1:${direct.port}`)]]),
  })
  for (const name of ['far.example:443', 'near.example:443']) (await through.tcp(authorityOf(name))).destroy()
  expect(asked).toEqual(['far.example:443'])
})

describe('trust', () => {
  test('files that cannot be read, or hold no certificate, are errors that name them', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-trust-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const file = join(dir, 'ca.pem')
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n')
    expect(() => loadTrust(['/nowhere.pem'])).toThrow(SettingsError)
    expect(() => loadTrust(['/nowhere.pem'])).toThrow(/extra_ca_files: \/nowhere\.pem cannot be read/)
    expect(() => loadTrust([file])).toThrow(/ca\.pem holds no certificate in PEM form/)
  })

  test('the system’s roots alone are a trust store', () => {
    expect(loadTrust([]).context).toBeDefined()
  })
})
