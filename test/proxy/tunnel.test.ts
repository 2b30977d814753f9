import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SluiceError } from '../../proxy/errors.ts'
import type { Gate, Tunnel } from '../../proxy/gate.ts'
import type { Interceptor } from '../../proxy/intercept.ts'
import { handleConnect } from '../../proxy/tunnel.ts'
import { makeGate } from './gate.ts'

const certified = {
  contextFor: () => ({ context: {} }),
  stats: () => ({ size: 0, issued: 0, hits: 0, lastIssueMs: 0 }),
}

/** Sends the bytes to a listener for CONNECT; resolves with the gate, the tunnel that was opened, and the client. */
async function start(parts: Partial<Gate> = {}, policy = '') {
  const gate = makeGate(policy, { leaves: certified as Gate['leaves'], ...parts })
  const opened: { tunnel: Tunnel; first: string }[] = []
  const interceptor: Interceptor = {
    open(socket, tunnel) {
      socket.once('data', chunk => opened.push({ tunnel, first: String(chunk) }))
    },
    drain: () => undefined,
    close: () => undefined,
  }
  const server = createServer()
  server.on('connect', (request, socket, head) => void handleConnect(gate, interceptor, request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => {
    client.destroy()
    server.closeAllConnections()
    server.close()
  })
  let received = ''
  client.on('data', chunk => (received += String(chunk)))
  return { gate, opened, client, received: () => received }
}

async function connectTo(authority: string, setting: Awaited<ReturnType<typeof start>>, fields = ''): Promise<string> {
  setting.client.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${fields}\r\n`)
  await vi.waitFor(() => expect(setting.received()).toMatch(/\r\n\r\n/))
  return setting.received()
}

describe('AI hosts', () => {
  test('are opened for inspection, with who and where', async () => {
    const setting = await start()
    expect(await connectTo('API.openai.com:443', setting)).toBe('HTTP/1.1 200 Connection Established\r\n\r\n')
    setting.client.write('hello')
    await vi.waitFor(() => expect(setting.opened.length).toBe(1))
    expect(setting.opened[0]).toMatchObject({
      first: 'hello',
      tunnel: {
        scheme: 'https',
        authority: { host: 'api.openai.com', port: 443 },
        app: { id: 'openai-api' },
        identity: { address: '127.0.0.1' },
      },
    })
  })

  test('get back what was sent behind CONNECT', async () => {
    const setting = await start()
    setting.client.write('CONNECT api.openai.com:443 HTTP/1.1\r\nHost: x\r\n\r\nfirst flight')
    await vi.waitFor(() => expect(setting.opened[0]?.first).toBe('first flight'))
  })

  test('that the CA may not certify are refused before the client is told that its tunnel stands', async () => {
    const setting = await start({ leaves: makeGate().leaves })
    expect(await connectTo('api.openai.com:443', setting)).toMatch(/^HTTP\/1.1 403 /)
    expect(setting.opened).toEqual([])
  })
})

describe('refusals', () => {
  test.each([
    ['nonsense', 400, 'bad_authority'],
    ['api.openai.com:22', 403, 'port_refused'],
  ])('%s: %i', async (authority, status, code) => {
    const answer = await connectTo(authority, await start())
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z][\\s\\S]*X-Sluice-Error: ${code}\\r\\n`))
  })

  test('a caller who must say a name is asked for it', async () => {
    const asked = await start({ identify: () => ({ kind: 'unknown' }) })
    expect(await connectTo('api.openai.com:443', asked)).toMatch(
      /^HTTP\/1.1 407 [\s\S]*Proxy-Authenticate: Basic realm="Sluice"/,
    )
    const identify = vi.fn((): { kind: 'rejected'; reason: string } => ({ kind: 'rejected', reason: 'wrong password' }))
    const rejected = await start({ identify })
    expect(await connectTo('api.openai.com:443', rejected, 'Proxy-Authorization: Basic eA==\r\n')).toMatch(
      /^HTTP\/1.1 407 [\s\S]*wrong password/,
    )
    expect(identify).toHaveBeenCalledWith({ address: '127.0.0.1', proxyAuthorization: 'Basic eA==' })
  })

  test('while the proxy drains', async () => {
    const running = { draining: true, exchanges: new Set<never>(), tunnels: new Set<never>() }
    expect(await connectTo('api.openai.com:443', await start({ running }))).toMatch(
      /^HTTP\/1.1 503 [\s\S]*Retry-After: 1/,
    )
  })

  test('a host that a rule blocks, with its words', async () => {
    const setting = await start(
      {},
      'rules:\n  - { id: no-x, when: { host: x.example }, action: block, message: Not there. }\n',
    )
    const answer = await connectTo('x.example:443', setting)
    expect(answer).toMatch(/^HTTP\/1.1 403 [\s\S]*Not there\.\n$/)
    expect(setting.gate.decisions[0]).toMatchObject({ rules: [{ rule: 'no-x' }] })
    expect(answer).toContain(`X-Sluice-Event: ${setting.gate.decisions[0]!.id}\r\n`)
  })

  test('an upstream that cannot be reached', async () => {
    const upstream = makeGate().upstream
    const tcp = (): Promise<Socket> => Promise.reject(new SluiceError('upstream_unreachable', 'no route'))
    const setting = await start({ upstream: { ...upstream, connector: { ...upstream.connector, tcp } } })
    expect(await connectTo('x.example:443', setting)).toMatch(/^HTTP\/1.1 502 [\s\S]*no route/)
  })
})

test('other hosts pass blindly, with what was sent behind CONNECT', async () => {
  let got = ''
  const origin = createTcpServer(socket =>
    socket.on('data', chunk => (got += String(chunk))).on('error', () => undefined),
  )
  origin.listen(0, '127.0.0.1')
  await once(origin, 'listening')
  onTestFinished(() => void origin.close())
  const upstream = makeGate().upstream
  const tcp = async (): Promise<Socket> => connect((origin.address() as AddressInfo).port, '127.0.0.1')
  const setting = await start({ upstream: { ...upstream, connector: { ...upstream.connector, tcp } } })
  setting.client.write('CONNECT x.example:443 HTTP/1.1\r\nHost: x\r\n\r\nEHLO')
  await vi.waitFor(() => expect(got).toBe('EHLO'))
  expect(setting.received()).toBe('HTTP/1.1 200 Connection Established\r\n\r\n')
  expect(setting.opened).toEqual([])
  setting.client.destroy()
  await vi.waitFor(() => expect(setting.gate.running.tunnels.size).toBe(0))
})
