/** WebSockets through the proxy: carried faithfully, and every message of the client judged before it leaves. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { connect as tlsConnect } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ClientOptions, WebSocket, WebSocketServer } from 'ws'
import { makeSecret } from '../secrets.ts'
import { openAudit } from './audit.ts'
import { openTls, openTunnel, readAll, until } from './clients.ts'
import { type Sluice, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startFront } from './upstream.ts'

const host = 'api.openai.com'
const redactSecrets = 'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\n'
const blockSecrets =
  'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: block, message: Keys stay here. }\n'

async function start(
  onConnection: (socket: WebSocket, request: IncomingMessage) => void,
  options: { policy?: string; server?: ConstructorParameters<typeof WebSocketServer>[0] } = {},
) {
  const ca = makeTestCa()
  const http = createServer((_, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ server: http, ...options.server })
  sockets.on('connection', onConnection)
  onTestFinished(() => sockets.close())
  const front = await startFront(
    name => ca.issue(name),
    socket => http.emit('connection', socket),
  )
  const sluice = await startInProcess({
    upstreams: { [`${host}:443`]: front.port },
    trust: [ca.file],
    policy: options.policy ?? '',
  })
  return { sluice, front, audit: openAudit(sluice) }
}

async function open(
  sluice: Sluice,
  protocols: string[] = [],
  options: ClientOptions = {},
  path = '/v1/realtime?model=gpt-realtime',
): Promise<WebSocket> {
  const tunnel = await openTunnel(sluice.proxyUrl, `${host}:443`)
  const tls = tlsConnect({ socket: tunnel.socket, servername: host, ca: readFileSync(sluice.caFile) })
  await once(tls, 'secureConnect')
  const socket = new WebSocket(`wss://${host}${path}`, protocols, {
    createConnection: () => tls,
    ...options,
  })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return socket
}

const messages = (socket: WebSocket): string[] => {
  const all: string[] = []
  socket.on('message', data => all.push(data.toString()))
  return all
}

describe('carried as they are', () => {
  test('an echo keeps text, binary, order and the subprotocol', async () => {
    const { sluice } = await start(
      socket => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
      { server: { handleProtocols: () => 'realtime' } },
    )
    const socket = await open(sluice, ['other', 'realtime'])
    expect(socket.protocol).toBe('realtime')
    const got: [string, boolean][] = []
    socket.on('message', (data, isBinary) => got.push([data.toString(), isBinary]))
    const sent = Array.from({ length: 50 }, (_, i) => [`message ${i}`, i % 3 === 0] as [string, boolean])
    for (const [text, binary] of sent) socket.send(Buffer.from(text), { binary })
    await until(() => got.length === 50, 'fifty echoes')
    expect(got).toEqual(sent)
  })

  test.each([
    [1000, 'done'],
    [3001, 'own code'],
    [1011, ''],
  ])('close code %i of the upstream reaches the client', async (code, reason) => {
    const { sluice, audit } = await start(socket => socket.close(code, reason))
    const socket = await open(sluice)
    const [gotCode, gotReason] = (await once(socket, 'close')) as [number, Buffer]
    expect([gotCode, gotReason.toString()]).toEqual([code, reason])
    const [row] = await audit.ended(1)
    expect(row).toMatchObject({ kind: 'websocket', outcome: { status: 101 } })
  })

  test('a close of the client reaches the upstream with code and reason, after what was sent before', async () => {
    let closed: [number, string] | undefined
    let received: string[] = []
    const { sluice } = await start(socket => {
      received = messages(socket)
      socket.on('close', (code, reason) => (closed = [code, reason.toString()]))
    })
    const socket = await open(sluice)
    socket.send('last words')
    socket.close(3002, 'bye')
    await until(() => closed !== undefined, 'the upstream closes')
    expect(received).toEqual(['last words'])
    expect(closed).toEqual([3002, 'bye'])
  })

  test('a connection that is cut on one side is cut on the other', async () => {
    let closed: number | undefined
    const { sluice, audit } = await start(socket => socket.on('close', code => (closed = code)))
    const socket = await open(sluice)
    socket.terminate()
    await until(() => closed !== undefined, 'the upstream notices')
    expect(closed).toBe(1006)
    expect((await audit.ended(1))[0]!.outcome!.abortedBy).toBe('client')
  })

  test('pings of both sides are answered by the other side, not by the proxy', async () => {
    let pinged: string | undefined
    let ponged: string | undefined
    const { sluice } = await start(socket => {
      socket.on('ping', data => (pinged = data.toString()))
      socket.on('pong', data => (ponged = data.toString()))
      socket.ping('from above')
    })
    const socket = await open(sluice)
    socket.ping('from below')
    const [answer] = (await once(socket, 'pong')) as [Buffer]
    expect(answer.toString()).toBe('from below')
    expect(pinged).toBe('from below')
    await until(() => ponged === 'from above', 'the pong of the client')
  })

  test.each([true, false])('compression is used exactly when both ends agree to it (%s)', async compress => {
    const { sluice } = await start(socket => socket.on('message', data => socket.send(data.toString())), {
      server: { perMessageDeflate: compress },
    })
    const socket = await open(sluice, [], { perMessageDeflate: true })
    expect(socket.extensions.includes('permessage-deflate')).toBe(compress)
    const text = 'compress me '.repeat(5000)
    socket.send(text)
    const [echo] = (await once(socket, 'message')) as [Buffer]
    expect(echo.toString()).toBe(text)
  })

  test('fields of the handshake cross in both directions, those of the proxy do not', async () => {
    let seen: IncomingMessage['headers'] = {}
    const { sluice } = await start((_, request) => (seen = request.headers))
    await open(sluice, [], {
      headers: { authorization: 'Bearer x', 'proxy-authorization': 'Basic y' },
      origin: 'https://chat.example',
    })
    expect(seen).toMatchObject({ authorization: 'Bearer x', origin: 'https://chat.example', host })
    expect(seen['proxy-authorization']).toBeUndefined()
  })

  test('an upstream that answers no upgrade gives the client its own answer', async () => {
    const { sluice, audit } = await start(() => undefined, { server: { path: '/elsewhere' } })
    const socket = await openTls(sluice, host)
    socket.write(
      `GET /v1/realtime HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 400 /)
    expect((await audit.ended(1))[0]!.outcome!.status).toBe(400)
  })

  test('a sender is slowed down when the other side does not read', async () => {
    const { sluice } = await start(socket => socket.pause())
    const socket = await open(sluice, [], { perMessageDeflate: false })
    const chunk = Buffer.alloc(256 * 1024)
    for (let i = 0; i < 160; i++) socket.send(chunk, { binary: true })
    await new Promise(resolve => setTimeout(resolve, 1500))
    // 40 MB were sent; what sockets and the proxy hold is a few.
    expect(socket.bufferedAmount).toBeGreaterThan(20 * 1024 * 1024)
  })
})

describe('judged', () => {
  const aws = (): string => makeSecret('AKIA[A-Z2-7]{16}')

  test('a message with a secret leaves redacted, the others untouched, each with its row', async () => {
    let received: string[] = []
    const { sluice, audit } = await start(
      socket => {
        received = messages(socket)
      },
      { policy: redactSecrets },
    )
    const key = aws()
    const socket = await open(sluice)
    socket.send(JSON.stringify({ type: 'conversation.item.create', text: 'hello' }))
    socket.send(JSON.stringify({ type: 'conversation.item.create', text: `my key is ${key}` }))
    await until(() => received.length === 2, 'both messages arrive')
    expect(received[0]).toBe('{"type":"conversation.item.create","text":"hello"}')
    expect(received[1]).not.toContain(key)
    expect(received[1]).toMatch(/my key is \[REDACTED:aws-access-key-id:1\]/)
    const rows = await until(() => audit.rows({ kind: 'message' }).length === 2, 'rows').then(() => audit.rows())
    const connection = rows.find(row => row.kind === 'websocket')!
    const redacted = rows.find(row => row.enforced === 'redact')!
    expect(redacted.parentId).toBe(connection.id)
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  test('a message that is blocked closes the connection and does not leave', async () => {
    let received: string[] = []
    const { sluice, audit } = await start(
      socket => {
        received = messages(socket)
      },
      { policy: blockSecrets },
    )
    const socket = await open(sluice)
    socket.send('fine')
    socket.send(JSON.stringify({ text: aws() }))
    socket.send('too late')
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
    expect(code).toBe(1008)
    expect(reason.toString()).toMatch(/^Keys stay here\. \(ev_[0-9A-Z]{26}\)$/)
    expect(received).toEqual(['fine'])
    await until(() => audit.rows().some(row => row.refusal !== undefined), 'the refusal is recorded')
    expect(audit.rows().find(row => row.refusal)!).toMatchObject({ kind: 'message', enforced: 'block' })
  })

  test('a secret in the query of the upgrade is redacted like any other', async () => {
    const key = aws()
    let asked = ''
    const { sluice, audit } = await start((_, request) => void (asked = request.url ?? ''), { policy: redactSecrets })
    await open(sluice, [], {}, `/v1/realtime?model=gpt-realtime&note=${key}`)
    expect(asked).not.toContain(key)
    expect(asked).toMatch(/^\/v1\/realtime\?model=gpt-realtime&note=/)
    expect(audit.rows()[0]).toMatchObject({ kind: 'websocket', enforced: 'redact' })
  })

  test('an upgrade that a rule blocks is refused before the upstream is asked', async () => {
    const { sluice, front, audit } = await start(() => undefined, {
      policy: `rules:\n  - { id: no-realtime, when: { host: ${host} }, action: block, message: No sockets. }\n`,
    })
    const socket = await openTls(sluice, host)
    socket.write(
      `GET /v1/realtime HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 40[03] [\s\S]*No sockets\./)
    expect(front.connections()).toBe(0)
    expect((await audit.ended(1))[0]).toMatchObject({ enforced: 'block', refusal: { code: 'policy_blocked' } })
  })
})
