/** Each defect as a case: `run` shows it and returns what was seen; `holds` says whether that is the defect. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { exchange, get, post, startProxy, startUpstream, tunnel } from './wire.mjs'

const ok = (_request, response) => response.end('from the upstream')

export const cases = [
  {
    id: 'path-traversal',
    claim: 'CONNECT ../../x:443 writes files outside the proxy folder',
    async run(place) {
      const proxy = await startProxy(place)
      const { socket } = await tunnel(proxy.port, '../../written-by-a-stranger:443')
      await delay(300)
      socket.destroy()
      await proxy.stop()
      return { outside: readdirSync(`${place.folder}/proxy`).filter(name => name !== 'ca') }
    },
    holds: seen => seen.outside.length > 0,
  },
  {
    id: 'host-header-routing',
    claim: 'the Host header picks the upstream: a CONNECT to an allowed host reaches another',
    async run(place) {
      const proxy = await startProxy(place)
      const other = await startUpstream(place.pki, ok)
      const { socket } = await tunnel(proxy.port, 'allowed.test:443')
      const { text } = await exchange(socket, get(`localhost:${other.port}`, 'Connection: close\r\n'))
      const seen = { connect: 'allowed.test:443', host: 'localhost:OTHER', otherWasAsked: other.requests() }
      other.stop()
      await proxy.stop()
      return { ...seen, answer: text.split('\r\n')[0] }
    },
    holds: seen => seen.otherWasAsked === 1,
  },
  {
    id: 'async-body-handler',
    claim: 'a request body handler that answers later crashes the process',
    async run(place) {
      const upstream = await startUpstream(place.pki, (_request, response) => setTimeout(() => response.end('ok'), 200))
      const proxy = await startProxy(place, { upstream: upstream.port, handler: 'asyncBody' })
      const { socket } = await tunnel(proxy.port, 'localhost:443')
      const answer = exchange(socket, post('localhost', 'a prompt'))
      const crash = await proxy.crashWithin(5000)
      const { text } = await answer
      upstream.stop()
      await proxy.stop()
      return { crash, answer: text.split('\r\n')[0] }
    },
    holds: seen => seen.crash !== null,
  },
  {
    id: 'websocket-refusal',
    claim: 'refusing a WebSocket crashes the process',
    async run(place) {
      const proxy = await startProxy(place, { handler: 'refuseWebSocket' })
      const { socket } = await tunnel(proxy.port, 'localhost:443')
      const key = randomBytes(16).toString('base64')
      const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`
      const answer = exchange(socket, get('localhost', upgrade), 1000)
      const { text } = await answer
      socket.destroy()
      const crash = await proxy.crashWithin(3000)
      await proxy.stop()
      return { answer: text.split('\r\n')[0], crash }
    },
    holds: seen => seen.crash !== null,
  },
  {
    id: 'reset-upstream',
    claim: 'an upstream that resets mid-body becomes a complete answer with text of the proxy in it',
    async run(place) {
      const upstream = await startUpstream(place.pki, (_request, response) => {
        response.write('data: {"delta":"first half"}\n\n')
        setTimeout(upstream.reset, 50)
      })
      const proxy = await startProxy(place, { upstream: upstream.port })
      const { socket } = await tunnel(proxy.port, 'localhost:443')
      const { text } = await exchange(socket, get('localhost', 'Connection: close\r\n'))
      upstream.stop()
      await proxy.stop()
      const body = text.slice(text.indexOf('\r\n\r\n') + 4)
      return { status: text.split('\r\n')[0], endsAsComplete: body.endsWith('\r\n0\r\n\r\n'), body }
    },
    holds: seen => seen.endsAsComplete,
  },
  {
    id: 'no-backpressure',
    claim: 'a client that does not read makes the proxy hold the whole answer in memory',
    async run(place) {
      const megabytes = 300
      let sent = 0
      const upstream = await startUpstream(place.pki, async (_request, response) => {
        const chunk = Buffer.alloc(1e6)
        for (; sent < megabytes && !response.destroyed; sent++)
          if (!response.write(chunk)) await new Promise(resolve => response.once('drain', resolve))
      })
      const proxy = await startProxy(place, { upstream: upstream.port })
      const { socket } = await tunnel(proxy.port, 'localhost:443')
      const { rssMb: before } = await proxy.ask('memory')
      socket.pause()
      socket.write(get('localhost'))
      for (let waited = 0; sent < megabytes && waited < 50; waited++) await delay(100)
      const { rssMb: after } = await proxy.ask('memory')
      socket.destroy()
      upstream.stop()
      await proxy.stop()
      return { megabytesTakenFromUpstream: sent, readByClient: 0, proxyMemoryMb: [before, after] }
    },
    holds: seen => seen.megabytesTakenFromUpstream >= 100,
  },
  {
    id: 'listener-per-host',
    claim: 'each host opens a listener that is never closed and answers callers that never passed CONNECT',
    async run(place) {
      const upstream = await startUpstream(place.pki, ok)
      const proxy = await startProxy(place, { upstream: upstream.port, password: 'Basic c2VjcmV0' })
      const headers = 'Proxy-Authorization: Basic c2VjcmV0\r\n'
      for (let i = 0; i < 5; i++) (await tunnel(proxy.port, `host${i}.test:443`, { headers })).socket.destroy()
      await delay(500)
      const { listeners } = await proxy.ask('listeners')
      const refused = await tunnel(proxy.port, 'host0.test:443')
      const direct = connectTls({ port: listeners['host0.test'], host: '127.0.0.1', rejectUnauthorized: false })
      await once(direct, 'secureConnect')
      const { text } = await exchange(direct, get('localhost', 'Connection: close\r\n'))
      upstream.stop()
      await proxy.stop()
      return {
        listenersAfterAllClientsLeft: Object.keys(listeners).length,
        withoutPassword: refused.answer.split('\r\n')[0],
        withoutConnect: text.split('\r\n')[0],
      }
    },
    holds: seen => seen.listenersAfterAllClientsLeft === 5 && seen.withoutConnect === 'HTTP/1.1 200 OK',
  },
  {
    id: 'blocking-keys',
    claim: 'each new host blocks the event loop while an RSA key is made',
    async run(place) {
      const proxy = await startProxy(place)
      await proxy.ask('loop')
      const stalls = []
      for (let i = 0; i < 9; i++) {
        const { socket } = await tunnel(proxy.port, `host${i}.test:443`)
        socket.destroy()
        stalls.push((await proxy.ask('loop')).longestStallMs)
      }
      await proxy.stop()
      stalls.sort((a, b) => a - b)
      return { hosts: stalls.length, longestStallMs: { median: stalls[4], worst: stalls[8] } }
    },
    holds: seen => seen.longestStallMs.median > 30,
  },
  {
    id: 'ca-key-mode',
    claim: 'every user of the machine may read the CA key',
    async run(place) {
      const proxy = await startProxy(place)
      await proxy.stop()
      const mode = path => `0${(statSync(join(proxy.dir, path)).mode & 0o777).toString(8)}`
      return { 'ca.private.key': mode('keys/ca.private.key'), keys: mode('keys') }
    },
    holds: seen => seen['ca.private.key'].endsWith('4'),
  },
  {
    id: 'strict-chain',
    claim: 'openssl verify -x509_strict refuses its chains',
    async run(place) {
      const proxy = await startProxy(place)
      const { socket } = await tunnel(proxy.port, 'api.openai.test:443')
      socket.destroy()
      const leaf = join(proxy.dir, 'certs', 'api.openai.test.pem')
      for (let i = 0; i < 20 && !existsSync(leaf); i++) await delay(50)
      await proxy.stop()
      const args = ['verify', '-x509_strict', '-CAfile', join(proxy.dir, 'certs', 'ca.pem'), leaf]
      const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
      const why = [...(stdout + stderr).matchAll(/lookup:(.*)/g)].map(match => match[1])
      return { exitCode: status, why: [...new Set(why)] }
    },
    holds: seen => seen.exitCode !== 0,
  },
  {
    id: 'no-http2',
    claim: 'a client that offers HTTP/2 does not get it',
    async run(place) {
      const proxy = await startProxy(place)
      const { socket } = await tunnel(proxy.port, 'localhost:443', { ALPNProtocols: ['h2', 'http/1.1'] })
      const seen = { offered: ['h2', 'http/1.1'], chosen: socket.alpnProtocol }
      socket.destroy()
      await proxy.stop()
      return seen
    },
    holds: seen => seen.chosen !== 'h2',
  },
  {
    id: 'pipelined-hello',
    claim: 'a ClientHello that comes with CONNECT gets no answer to CONNECT',
    async run(place) {
      const proxy = await startProxy(place)
      const socket = connectTcp(proxy.port, '127.0.0.1')
      const hello = Buffer.from('160301', 'hex')
      socket.write(Buffer.concat([Buffer.from('CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n'), hello]))
      const { text, ended } = await exchange(socket, '', 1500)
      socket.destroy()
      await proxy.stop()
      return { answer: text.slice(0, 40), ended }
    },
    holds: seen => !seen.answer.startsWith('HTTP/1.1 200'),
  },
  {
    id: 'ipv6-authority',
    claim: 'an IPv6 literal is cut at its first colon',
    async run(place) {
      const proxy = await startProxy(place)
      const { socket } = await tunnel(proxy.port, '[::1]:443')
      const altName = socket.getPeerCertificate?.().subjectaltname
      socket.destroy()
      await proxy.stop()
      return { connect: '[::1]:443', certificateFor: altName ?? 'none' }
    },
    holds: seen => seen.certificateFor !== 'IP Address:0:0:0:0:0:0:0:1',
  },
]
