/** Whom the proxy talks to: upstreams that cannot prove who they are, or stand on private addresses, get no byte of a request. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAudit } from './audit.ts'
import { exchangeRaw, openTunnel, proxyFetch } from './clients.ts'
import { startInProcess } from './start.ts'
import { type Credentials, makeTestCa, notForServers, selfSigned } from './test-ca.ts'
import { portOf, startPlain, startWithCredentials } from './upstream.ts'

const host = 'api.openai.com'

describe('certificates', () => {
  const ca = () => makeTestCa()
  const cases: [string, (trusted: ReturnType<typeof makeTestCa>) => Credentials, string][] = [
    ['has expired', trusted => trusted.issue(host, { expired: true }), 'its certificate has expired'],
    ['is for another host', trusted => trusted.issue('evil.example'), 'its certificate is for another host'],
    ['is self-signed', () => selfSigned(host), 'its certificate is self-signed'],
    ['is not for servers', () => notForServers(), 'its certificate is not accepted (INVALID_PURPOSE)'],
    ['comes from an unknown CA', () => ca().issue(host), 'its certificate comes from an unknown CA'],
  ]

  test.each(cases)('an upstream whose certificate %s gives 502 and gets nothing', async (_, credentials, words) => {
    const trusted = ca()
    const front = await startWithCredentials(credentials(trusted))
    const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [trusted.file] })
    const answer = await proxyFetch(sluice)(`https://${host}/v1/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":"confidential"}',
    })
    expect(answer.status).toBe(502)
    expect(await answer.text()).toContain(`${host}:443: ${words}. Nothing was sent`)
    expect(front.connections()).toBeGreaterThan(0)
    expect(Buffer.concat(front.received()).length).toBe(0)
    const [row] = await openAudit(sluice).ended(1)
    expect(row!.outcome).toMatchObject({ status: 502, error: 'upstream_certificate' })
  })

  test('an upstream of a trusted CA is reached', async () => {
    const trusted = ca()
    const front = await startWithCredentials(trusted.issue(host))
    const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [trusted.file] })
    const answer = await proxyFetch(sluice)(`https://${host}/v1/models`)
    expect(await answer.text()).toBe('reached')
  })
})

describe('private addresses', () => {
  /** A listener that must stay alone. */
  async function startTrap() {
    let connections = 0
    const server = createServer(socket => {
      connections++
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return { port: portOf(server), connections: () => connections }
  }

  test.each([
    ['127.0.0.1', 'a loopback address'],
    ['[::1]', 'a loopback address'],
    ['[::ffff:127.0.0.1]', 'a loopback address'],
    ['localhost', 'a loopback address'],
    ['10.0.0.5', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['169.254.169.254', 'a link-local or metadata address'],
    ['[fd00::1]', 'a private address'],
    ['168.63.129.16', 'a cloud metadata address'],
    ['100.100.100.200', 'a shared (carrier-grade NAT) address'],
    ['0.0.0.0', 'the unspecified address'],
    ['[64:ff9b::a00:1]', 'a private address'],
  ])('a tunnel to %s is refused', async (name, words) => {
    const trap = await startTrap()
    const sluice = await startInProcess({ settings: { proxy: { connect_ports: [trap.port] } } })
    const tunnel = await openTunnel(sluice.proxyUrl, `${name}:${trap.port}`)
    const body = tunnel.socket.read() as Buffer | null // no encoding is set
    expect(tunnel.status).toBe(403)
    expect(`${tunnel.head}${body ?? ''}`).toMatch(/X-Sluice-Error: private_address/)
    if (body) expect(body.toString()).toContain(words)
    expect(trap.connections()).toBe(0)
  })

  test('an app whose name resolves to loopback is refused, whatever its name says', async () => {
    const trap = await startTrap()
    // RFC 6761: names under localhost resolve to loopback; a rebinding attacker's name would do the same.
    const sluice = await startInProcess({
      policy: `apps:\n  house-llm: { hosts: ["localhost:${trap.port}"], format: openai }`,
    })
    const answer = await proxyFetch(sluice)(`https://localhost:${trap.port}/v1/models`)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('a loopback address')
    expect(trap.connections()).toBe(0)
    const [row] = await openAudit(sluice).ended(1)
    expect(row!.outcome).toMatchObject({ error: 'private_address' })
  })

  test('plain HTTP to a private address is refused too', async () => {
    const trap = await startTrap()
    const sluice = await startInProcess({ settings: { proxy: { connect_ports: [trap.port] } } })
    const { hostname, port } = new URL(sluice.proxyUrl)
    const target = `127.0.0.1:${trap.port}`
    const asked = request({
      host: hostname,
      port,
      path: `http://${target}/latest/meta-data/`,
      headers: { host: target },
    })
    const [answer] = (await once(asked.end(), 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(403)
    expect(trap.connections()).toBe(0)
  })

  test('a network that settings allow is reached', async () => {
    const origin = await startPlain((_, response) => response.end('inside'))
    const sluice = await startInProcess({
      settings: { proxy: { connect_ports: [origin.port] }, upstream: { allow_networks: ['127.0.0.0/8'] } },
    })
    const tunnel = await openTunnel(sluice.proxyUrl, `127.0.0.1:${origin.port}`)
    expect(tunnel.status).toBe(200)
    tunnel.socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const chunks: Buffer[] = []
    for await (const chunk of tunnel.socket) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toMatch(/inside$/)
  })

  test('a pair that connect_to names is reached and no other port beside it', async () => {
    const trusted = makeTestCa()
    const front = await startWithCredentials(trusted.issue(host))
    const sluice = await startInProcess({ upstreams: { [`${host}:443`]: front.port }, trust: [trusted.file] })
    const request = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
    expect(await exchangeRaw(sluice, host, request)).toMatch(/reached$/)
    const direct = await openTunnel(sluice.proxyUrl, '127.0.0.1:443')
    expect(direct.status).toBe(403)
  })
})
