/** CONNECT: what is opened, what passes blindly, what is refused, and that the tunnel's authority binds the requests in it. */
import { once } from 'node:events'
import { createServer as createHttpsServer } from 'node:https'
import { createServer } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAudit } from './audit.ts'
import { exchangeRaw, openHttp2, openTls, openTunnel, proxyFetch, readAll, requestHttp2, until } from './clients.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { portOf, startUpstream } from './upstream.ts'

const host = 'api.openai.com'

async function startWithOpenAi(options: Parameters<typeof startInProcess>[0] = {}) {
  const ca = makeTestCa()
  const front = await startUpstream(ca, (request, response) => response.end(`${request.method} ${request.url}`))
  const sluice = await startInProcess({ ...options, upstreams: { [`${host}:443`]: front.port }, trust: [ca.file] })
  return { sluice, front, ca }
}

describe('authority', () => {
  test.each(['api.openai.com:443', 'API.OpenAI.com:443', 'api.openai.com.:443'])('%s is opened', async authority => {
    const { sluice } = await startWithOpenAi()
    const tunnel = await openTunnel(sluice.proxyUrl, authority)
    expect(tunnel.status).toBe(200)
    const tls = tlsConnect({ socket: tunnel.socket, servername: host, ca: await caOf(sluice) })
    await once(tls, 'secureConnect')
    expect(tls.getPeerCertificate().issuer.O).toBe('Sluice')
  })

  test.each([
    'api.openai.com',
    'api.openai.com:',
    'api.openai.com:0',
    'api.openai.com:65536',
    'user@api.openai.com:443',
    '../../x:443',
    'api..openai.com:443',
    '[::1:443',
    '2130706433:443',
    '0x7f.1:443',
    '/v1/models',
  ])('%s is a bad authority', async authority => {
    const { sluice } = await startWithOpenAi()
    const tunnel = await openTunnel(sluice.proxyUrl, authority)
    expect(tunnel.status).toBe(400)
  })

  test('only port 443 and the ports that settings name may be reached', async () => {
    const { sluice } = await startWithOpenAi({ settings: { proxy: { connect_ports: [443, 8443] } } })
    expect((await openTunnel(sluice.proxyUrl, 'example.com:22')).head).toMatch(/403[\s\S]*port_refused/)
    // 8443 may be named; it fails later, because the name does not resolve here.
    expect((await openTunnel(sluice.proxyUrl, 'nothing.invalid:8443')).status).toBe(502)
  })

  test('a ClientHello that comes with the CONNECT in one packet is not lost', async () => {
    const { sluice } = await startWithOpenAi()
    const ca = await caOf(sluice)
    // A TLS client over a stream that we shuttle by hand: its first flight goes out behind CONNECT.
    const { Duplex } = await import('node:stream')
    let firstFlight: (bytes: Buffer) => void = () => undefined
    const flight = new Promise<Buffer>(resolve => (firstFlight = resolve))
    let deliver: (chunk: Buffer) => void = firstFlight
    const wire = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _, done) => {
        deliver(chunk)
        done()
      },
    })
    const tls = tlsConnect({ socket: wire, servername: host, ca })
    const tunnel = await openTunnel(sluice.proxyUrl, `${host}:443`, { pipelined: await flight })
    deliver = chunk => void tunnel.socket.write(chunk)
    tunnel.socket.on('data', chunk => wire.push(chunk)).resume()
    await once(tls, 'secureConnect')
    tls.write(`GET /pipelined HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    const [answer] = (await once(tls, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/GET \/pipelined/)
  })

  test.each([
    ['another host', 'Host: evil.example', 421],
    ['another port', `Host: ${host}:8443`, 421],
    ['no Host', 'X-None: 1', 400],
    ['two Hosts', `Host: ${host}\r\nHost: ${host}`, 400],
    ['a Host that is none', 'Host: a b', 400],
  ])('a request with %s inside the tunnel is refused', async (_, field, status) => {
    const { sluice, front } = await startWithOpenAi()
    const answer = await exchangeRaw(sluice, host, `GET / HTTP/1.1\r\n${field}\r\nConnection: close\r\n\r\n`)
    expect(answer.split(' ')[1]).toBe(String(status))
    expect(front.requests()).toEqual([])
  })

  test('an HTTP/2 request for another authority is refused', async () => {
    const { sluice, front } = await startWithOpenAi()
    const session = await openHttp2(sluice, host)
    const answer = await requestHttp2(session, { ':path': '/', ':authority': 'evil.example' })
    expect(answer.status).toBe(421)
    const twoNames = await requestHttp2(session, { ':path': '/', ':authority': host, host: 'evil.example' })
    expect(twoNames.status).toBe(421)
    expect(front.requests()).toEqual([])
  })
})

describe('HTTP/2 clients', () => {
  test('many requests at once share one connection and reach the upstream', async () => {
    const { sluice, front } = await startWithOpenAi()
    const session = await openHttp2(sluice, host)
    const paths = Array.from({ length: 20 }, (_, i) => `/v1/files/${i}`)
    const answers = await Promise.all(paths.map(path => requestHttp2(session, { ':path': path, ':authority': host })))
    expect(answers.map(answer => answer.body.toString())).toEqual(paths.map(path => `GET ${path}`))
    expect(answers[0]!.headers['x-sluice-event']).toMatch(/^ev_/)
    expect(answers[0]!.headers['connection']).toBeUndefined()
    expect(front.requests().length).toBe(20)
  })

  test('a body is carried and cookie crumbs are joined', async () => {
    const { sluice, front } = await startWithOpenAi()
    const session = await openHttp2(sluice, host)
    const body = JSON.stringify({ input: 'x'.repeat(200_000) })
    const answer = await requestHttp2(
      session,
      {
        ':method': 'POST',
        ':path': '/v1/embeddings',
        ':authority': host,
        'content-type': 'application/json',
        cookie: ['a=1', 'b=2'],
      },
      body,
    )
    expect(answer.status).toBe(200)
    const [request] = front.requests()
    expect(request!.body.toString()).toBe(body)
    expect(request!.field('cookie')).toBe('a=1; b=2')
    expect(request!.fields.some(([name]) => name.startsWith(':'))).toBe(false)
  })
})

describe('hosts that are not AI', () => {
  async function startOrigin() {
    const ca = makeTestCa()
    const server = createHttpsServer(ca.issue('intranet.example'), (_, response) => response.end('from the origin'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return { ca, port: portOf(server) }
  }

  test("the client sees the origin's own certificate, and only bytes are counted", async () => {
    const origin = await startOrigin()
    const sluice = await startInProcess({ upstreams: { 'intranet.example:443': origin.port } })
    const tls = await openTls(sluice, 'intranet.example', { ca: origin.ca.pem })
    // Verified with the origin's CA alone: a certificate of the proxy would have failed.
    expect(tls.getPeerCertificate().issuer.CN).not.toContain('Intermediate')
    tls.write('GET / HTTP/1.1\r\nHost: intranet.example\r\nConnection: close\r\n\r\n')
    expect(await readAll(tls)).toMatch(/from the origin$/)
    expect(openAudit(sluice).rows()).toEqual([])
    await until(() => sluice.gate.running.tunnels.size === 0, 'the tunnel ends')
    await sluice.stop()
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(`${sluice.dataDir}/sluice.db`, { readonly: true })
    const row = database.prepare('SELECT * FROM tunnels').get() as {
      host: string
      bytes_up: number
      bytes_down: number
    }
    database.close()
    expect(row.host).toBe('intranet.example')
    expect(row.bytes_up).toBeGreaterThan(300)
    expect(row.bytes_down).toBeGreaterThan(500)
  })

  test('a rule on the host blocks the tunnel and is recorded', async () => {
    const sluice = await startInProcess({
      policy:
        'rules:\n  - id: no-pastebin\n    when: { host: "*.pastebin.example" }\n    action: block\n    message: Not from here.\n',
    })
    const tunnel = await openTunnel(sluice.proxyUrl, 'www.pastebin.example:443')
    expect(tunnel.status).toBe(403)
    expect(await readAll(tunnel.socket)).toContain('Not from here.')
    const [row] = openAudit(sluice).rows()
    expect(row).toMatchObject({ host: 'www.pastebin.example', method: 'CONNECT', enforced: 'block' })
    expect(row!.rules.map(hit => hit.rule)).toEqual(['no-pastebin'])
  })

  test('a tunnel whose TLS asks for an AI host is cut before its first byte leaves', async () => {
    let received = 0
    const trap = createServer(socket => socket.on('data', chunk => (received += chunk.length))).listen(0, '127.0.0.1')
    await once(trap, 'listening')
    onTestFinished(() => void trap.close())
    const sluice = await startInProcess({ upstreams: { 'innocent.example:443': portOf(trap) } })
    const audit = openAudit(sluice)
    const tunnel = await openTunnel(sluice.proxyUrl, 'innocent.example:443')
    const tls = tlsConnect({ socket: tunnel.socket, servername: host, rejectUnauthorized: false })
    await new Promise<void>(resolve => tls.on('error', () => resolve()).on('close', () => resolve()))
    await until(() => audit.rows().length === 1, 'the evasion is recorded')
    expect(audit.rows()[0]).toMatchObject({ host, enforced: 'block', refusal: { code: 'misdirected' } })
    expect(received).toBe(0)
  })
})

describe('who calls', () => {
  test('an unknown caller is anonymous unless settings ask for a name', async () => {
    const { sluice } = await startWithOpenAi({ settings: { identity: { require: true } } })
    const asked = await openTunnel(sluice.proxyUrl, `${host}:443`)
    expect(asked.status).toBe(407)
    expect(asked.head).toMatch(/Proxy-Authenticate: Basic realm="Sluice"/)
    await sluice.users.add({ name: 'ann@acme.example', role: 'employee', groups: ['eng'], password: 'a long password' })
    const token = `Basic ${Buffer.from('ann@acme.example:a long password').toString('base64')}`
    const answer = await proxyFetch(sluice, token)(`https://${host}/v1/models`)
    expect(answer.status).toBe(200)
    const [row] = await openAudit(sluice).ended(1)
    expect(row).toMatchObject({ user: 'ann@acme.example', identifiedBy: 'basic', groups: ['eng'] })
    const wrong = await openTunnel(sluice.proxyUrl, `${host}:443`, {
      fields: `Proxy-Authorization: Basic ${Buffer.from('ann@acme.example:guess').toString('base64')}\r\n`,
    })
    expect(wrong.status).toBe(407)
  })

  test('a client address from settings names the person', async () => {
    const { sluice } = await startWithOpenAi({
      settings: { identity: { addresses: { '127.0.0.0/8': 'kiosk@acme.example' } } },
    })
    await proxyFetch(sluice)(`https://${host}/v1/models`)
    const [row] = await openAudit(sluice).ended(1)
    expect(row).toMatchObject({ user: 'kiosk@acme.example', identifiedBy: 'address-map' })
  })
})

async function caOf(sluice: { caFile: string }): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises')
  return readFile(sluice.caFile)
}
