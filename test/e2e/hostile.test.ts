/** The attacks we know. The first block is decision 0001: each defect found in http-mitm-proxy, withstood here. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { pem } from '../../certs/asn1.ts'
import { openssl } from '../certs/openssl.ts'
import { makeSecret } from '../secrets.ts'
import { openHttp2, openTls, openTunnel, requestHttp2 } from './clients.ts'
import { answer, clientHello, head, host, other, own, start, stillServes } from './hostile-setting.ts'
import { exchange, get, openPipelined, post } from './raw-client.ts'
import { startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { portOf, startWithCredentials } from './upstream.ts'

test('every case of decision 0001 has its test here', () => {
  const decision = readFileSync(new URL('../../docs/decisions/0001-interception-engine.md', import.meta.url), 'utf8')
  const cases = [...decision.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(match => match[1])
  expect(cases.length).toBeGreaterThan(10)
  const here = readFileSync(new URL(import.meta.url), 'utf8')
  expect(cases.filter(id => !new RegExp(`\\('${id}\\b`).test(here))).toEqual([])
})

describe('decision 0001', () => {
  test.each([
    '../../written-by-a-stranger:443',
    '..%2f..%2fwritten-by-a-stranger:443',
    '/etc/written-by-a-stranger:443',
    '..\\written-by-a-stranger:443',
    'a/../../b:443',
    '.:443',
    '..:443',
  ])('path-traversal: CONNECT %s is refused and writes nothing', async authority => {
    const { sluice } = await start()
    const files = () => readdirSync(sluice.dir, { recursive: true }).sort()
    const before = files()
    const { status } = await openTunnel(sluice.proxyUrl, authority, { pipelined: clientHello })
    expect(status).toBe(400)
    await delay(50)
    expect(files()).toEqual(before)
    await stillServes(sluice)
  })

  describe('host-header-routing: the tunnel decides where a request goes', () => {
    test.each([
      ['another AI host', other],
      ['the same host on another port', `${host}:8443`],
      ['a sub-domain', `x.${host}`],
      ['an address', '127.0.0.1'],
    ])('Host names %s: 421, nothing is sent', async (_, named) => {
      const { sluice, upstream } = await start()
      const { status } = await exchange(await openTls(sluice, host), get(named), { until: head })
      expect(status).toBe(421)
      expect(upstream.requests()).toEqual([])
    })

    test('two Host fields: 400, nothing is sent', async () => {
      const { sluice, upstream } = await start()
      const socket = await openTls(sluice, host)
      const { status } = await exchange(socket, get(host, `Host: ${other}\r\n`), { until: head })
      expect(status).toBe(400)
      expect(upstream.requests()).toEqual([])
    })

    test('an absolute-form target for another host: 421, nothing is sent', async () => {
      const { sluice, upstream } = await start()
      const text = `GET https://${other}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`
      const { status } = await exchange(await openTls(sluice, host), text, { until: head })
      expect(status).toBe(421)
      expect(upstream.requests()).toEqual([])
    })

    test('an :authority for another host on HTTP/2: 421, nothing is sent', async () => {
      const { sluice, upstream } = await start()
      const session = await openHttp2(sluice, host)
      expect(await requestHttp2(session, { ':path': '/', ':authority': other })).toMatchObject({ status: 421 })
      expect(upstream.requests()).toEqual([])
    })
  })

  test('async-body-handler: a body in slow pieces arrives whole, redacted and once', async () => {
    const secret = makeSecret('AKIA[A-Z2-7]{16}')
    const policy = 'rules: [{ id: keys, when: { content: { any_of: [secrets] } }, action: redact }]'
    const { sluice, upstream } = await start(answer, { policy })
    const text = `my key is ${secret} and here is the rest`
    const request = post(
      host,
      JSON.stringify({ model: 'm', messages: [{ role: 'user', content: text }] }),
      'Connection: close\r\n',
    )
    const socket = await openTls(sluice, host)
    const received = exchange(socket, request.slice(0, -60))
    for (let i = request.length - 60; i < request.length; i += 10) {
      await delay(20)
      socket.write(request.slice(i, i + 10))
    }
    expect((await received).status).toBe(200)
    expect(upstream.requests()).toHaveLength(1)
    const body = upstream.requests()[0]?.body.toString() ?? ''
    expect(body.includes(secret)).toBe(false)
    expect(JSON.parse(body).messages[0].content).toMatch(/^my key is \[REDACTED:[^\]]+\] and here is the rest$/)
  })

  test('async-body-handler: an upstream that answers and resets before it has read the body hurts nobody else', async () => {
    const { sluice } = await start((request, response) => {
      if (request.method === 'GET') answer(request, response)
      else response.end('too early', () => request.socket.destroy())
    })
    const big = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'word '.repeat(400_000) }] })
    const socket = await openTls(sluice, host)
    await exchange(socket, post(host, big), { until: head })
    await stillServes(sluice)
  })

  test('websocket-refusal: the refusal comes instead of the upgrade, and frames sent after it go nowhere', async () => {
    const policy = `rules: [{ id: no, when: { host: [${host}] }, action: block }]`
    const { sluice, upstream } = await start(answer, { policy })
    const key = randomBytes(16).toString('base64')
    const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`
    const frame = Buffer.from('818500000000', 'hex')
    const text = Buffer.concat([Buffer.from(get(host, upgrade)), frame, Buffer.from('hello')])
    const { status } = await exchange(await openTls(sluice, host), text)
    expect(status).toBe(403)
    expect(upstream.requests()).toEqual([])
    const again = await exchange(await openTls(sluice, host), get(host), {
      until: /\r\n\r\n/,
    })
    expect(again.status).toBe(403)
  })

  describe('reset-upstream: a broken answer stays broken', () => {
    const half =
      (headers: Record<string, string>): RequestListener =>
      (_request, response) => {
        response.writeHead(200, headers)
        response.write('data: {"delta":"first half"}\n\n')
        setTimeout(() => response.socket?.destroy(), 50)
      }

    test.each([
      ['chunked', { 'content-type': 'text/event-stream' }],
      ['sized', { 'content-type': 'text/event-stream', 'content-length': '1000' }],
    ])('%s, to an HTTP/1.1 client', async (_, headers) => {
      const { sluice } = await start(half(headers))
      const { text, ended } = await exchange(await openTls(sluice, host), get(host))
      expect(text).toContain('first half')
      expect(text).not.toMatch(/\r\n0\r\n/)
      expect(text.slice(text.indexOf('first half'))).not.toMatch(/ECONN|ERROR|socket/i)
      expect(ended).not.toBe('open')
    })

    test('to an HTTP/2 client', async () => {
      const { sluice } = await start(half({ 'content-type': 'text/event-stream' }))
      const session = await openHttp2(sluice, host)
      await expect(requestHttp2(session, { ':path': '/v1/models' })).rejects.toThrow(/NGHTTP2_|[Ss]tream|closed/)
    })
  })

  describe('no-backpressure', () => {
    const megabyte = Buffer.alloc(1e6)

    test('a client that does not read stops the upstream', async () => {
      let sent = 0
      const { sluice } = await start(async (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' })
        for (; sent < 300 && !response.destroyed; sent++)
          if (!response.write(megabyte)) await new Promise(resolve => response.once('drain', resolve))
      })
      const socket = await openTls(sluice, host)
      socket.write(get(host))
      socket.pause()
      await settled(() => sent)
      // What sockets and streams on three legs hold; never the 300 MB.
      expect(sent).toBeGreaterThan(0)
      expect(sent).toBeLessThan(60)
    })

    test('an upstream that does not read stops a client that streams', async () => {
      const ca = makeTestCa()
      const upstream = createTlsServer(ca.issue(host), socket => void socket.pause())
      upstream.listen(0, '127.0.0.1')
      await once(upstream, 'listening')
      onTestFinished(() => void upstream.close())
      const sluice = await startInProcess({ upstreams: { [`${host}:443`]: portOf(upstream) }, trust: [ca.file] })
      const socket = await openTls(sluice, host)
      const fields = 'Content-Type: audio/wav\r\nContent-Length: 300000000\r\n'
      socket.write(`POST /v1/audio/speech HTTP/1.1\r\nHost: ${host}\r\n${fields}\r\n`)
      let sent = 0
      const pump = (): void => {
        while (sent < 300) {
          sent++
          if (!socket.write(megabyte)) break
        }
        if (sent < 300) socket.once('drain', pump)
      }
      pump()
      await settled(() => sent)
      expect(sent).toBeLessThan(60)
    })
  })

  test('listener-per-host: a hundred hosts open no port', async () => {
    const { sluice } = await start(answer, { policy: own })
    const listeners = () => process.getActiveResourcesInfo().filter(name => name === 'TCPServerWrap').length
    const before = listeners()
    for (let i = 0; i < 100; i++) (await openTls(sluice, `h${i}.own.test`)).destroy()
    expect(listeners()).toBe(before)
  })

  test('blocking-keys: a host seen for the first time takes milliseconds', async () => {
    const { sluice } = await start(answer, { policy: own })
    const times: number[] = []
    for (let i = 0; i < 20; i++) {
      ;(await openTls(sluice, `h${i}.own.test`)).destroy()
      times.push(sluice.gate.leaves.stats().lastIssueMs)
    }
    expect(sluice.gate.leaves.stats().issued).toBe(20)
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(15)
  })

  test('ca-key-mode: keys are for their owner alone', async () => {
    const { sluice } = await start()
    const folder = join(sluice.dataDir, 'ca')
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(mode(folder)).toBe('700')
    for (const name of readdirSync(folder).filter(name => readFileSync(join(folder, name), 'utf8').includes('PRIVATE')))
      expect({ name, mode: mode(join(folder, name)) }).toEqual({ name, mode: '600' })
  })

  test('strict-chain: what a client is given passes openssl verify -x509_strict', async () => {
    const { sluice } = await start()
    const socket = await openTls(sluice, host)
    const leaf = socket.getPeerCertificate(true)
    const file = join(sluice.dir, 'chain.pem')
    writeFileSync(file, pem('CERTIFICATE', leaf.raw) + pem('CERTIFICATE', leaf.issuerCertificate.raw))
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', host, '-CAfile', sluice.caFile]
    const { status, output } = openssl([...args, '-untrusted', file, file])
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('OK') })
  })

  test('no-http2: a client that offers h2 gets it', async () => {
    const { sluice } = await start()
    const socket = await openTls(sluice, host, { alpn: ['h2', 'http/1.1'] })
    expect(socket.alpnProtocol).toBe('h2')
    const session = await openHttp2(sluice, host)
    expect(await requestHttp2(session, { ':path': '/v1/models' })).toMatchObject({ status: 200 })
  })

  test('pipelined-hello: CONNECT and ClientHello in one packet are answered', async () => {
    const { sluice } = await start()
    const { status } = await exchange(await openPipelined(sluice, host), get(host), { until: head })
    expect(status).toBe(200)
  })

  test('ipv6-authority: an IPv6 literal is a host like any other', async () => {
    const address = '2001:db8::7'
    const ca = makeTestCa()
    const upstream = await startWithCredentials(ca.issue(address))
    const sluice = await startInProcess({
      policy: `apps: { own: { hosts: ["[${address}]"] } }`,
      upstreams: { [`[${address}]:443`]: upstream.port },
      trust: [ca.file],
    })
    const { status, socket: tunnel } = await openTunnel(sluice.proxyUrl, `[${address}]:443`)
    expect(status).toBe(200)
    const socket = connectTls({ socket: tunnel, host: address, ca: readFileSync(sluice.caFile) })
    await once(socket, 'secureConnect')
    expect(socket.getPeerX509Certificate()?.subjectAltName).toBe('IP Address:2001:DB8:0:0:0:0:0:7')
    const { text } = await exchange(socket, get(`[${address}]`), { until: /reached/ })
    expect(text).toContain('reached')
  })
})

/** Waits until a count has stood still for half a second. */
async function settled(count: () => number): Promise<void> {
  for (let last = -1, still = 0; still < 5; ) {
    await delay(100)
    still = count() === last ? still + 1 : 0
    last = count()
  }
}
