import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { SluiceError } from '../../proxy/errors.ts'
import type { Gate } from '../../proxy/gate.ts'
import { handleUpgrade } from '../../proxy/websocket.ts'
import { makeGate, tunnelTo } from './gate.ts'

/** A listener that hands upgrades to the gate, before a WebSocket server of the test. */
async function start(
  options: {
    policy?: string
    parts?: Partial<Gate>
    serve?: (socket: WebSocket, request: IncomingMessage) => void
    path?: string
  } = {},
) {
  const origin = new WebSocketServer({ port: 0, host: '127.0.0.1', ...(options.path ? { path: options.path } : {}) })
  await once(origin, 'listening')
  origin.on('connection', (socket, request) => options.serve?.(socket, request))
  const asked = vi.fn(async (): Promise<Socket> => {
    const socket = connect((origin.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  })
  const base = makeGate()
  const policy = `apps:\n  house-llm: { hosts: ["llm.acme.example:80"], format: openai }\n${options.policy ?? ''}`
  const gate = makeGate(policy, {
    upstream: { ...base.upstream, connector: { ...base.upstream.connector, tcp: asked } },
    ...options.parts,
  })
  const server = createServer()
  server.on(
    'upgrade',
    (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      void handleUpgrade(gate, tunnelTo(gate, 'llm.acme.example:80', 'http'), request, socket, head),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of origin.clients) socket.terminate()
    origin.close()
    server.closeAllConnections()
    server.close()
  })
  return { gate, asked, port: (server.address() as AddressInfo).port }
}

function open(port: number, protocols: string[] = [], host = 'llm.acme.example'): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/realtime?model=m`, protocols, {
    headers: { host },
    perMessageDeflate: false,
  })
  // A connection that is refused ends with an error of its own.
  socket.on('error', () => undefined)
  onTestFinished(() => socket.terminate())
  return socket
}

async function refusalOf(socket: WebSocket): Promise<{ status: number; body: string }> {
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode!, body: Buffer.concat(chunks).toString() }
}

test('the upstream is asked with the path as it was, and its subprotocol is the client’s', async () => {
  let url = ''
  const { gate, port } = await start({ serve: (_, request) => (url = request.url!) })
  const socket = open(port, ['one', 'two'])
  const [[answer]] = (await Promise.all([once(socket, 'upgrade'), once(socket, 'open')])) as [
    [IncomingMessage],
    unknown,
  ]
  expect(url).toBe('/v1/realtime?model=m')
  expect(socket.protocol).toBe('one')
  expect(answer.headers['x-sluice-event']).toBe(gate.decisions[0]!.id)
  expect(gate.decisions[0]).toMatchObject({ kind: 'websocket', app: 'house-llm', path: '/v1/realtime' })
})

test('an upstream that refuses gives the client its own answer and the record its status', async () => {
  const { gate, port } = await start({ path: '/elsewhere' })
  expect((await refusalOf(open(port))).status).toBe(400)
  expect(gate.outcomes[0]).toMatchObject({ status: 400 })
})

test('an upstream that cannot be reached is a 502 that says so', async () => {
  const { upstream } = makeGate()
  const tcp = (): Promise<Socket> => Promise.reject(new SluiceError('upstream_unreachable', 'no route'))
  const { gate, port } = await start({
    parts: { upstream: { ...upstream, connector: { ...upstream.connector, tcp } } },
  })
  const refused = await refusalOf(open(port))
  expect(refused.status).toBe(502)
  expect(refused.body).toContain(`no route (Sluice event ${gate.decisions[0]!.id})`)
  expect(gate.outcomes[0]).toMatchObject({ status: 502, error: 'upstream_unreachable' })
})

test('another host than the tunnel’s is refused unasked, and recorded', async () => {
  const { gate, asked, port } = await start()
  expect((await refusalOf(open(port, [], 'evil.example'))).status).toBe(421)
  expect(asked).not.toHaveBeenCalled()
  expect(gate.decisions[0]).toMatchObject({ refusal: { code: 'misdirected' } })
})

test('a rule that blocks is recorded before the refusal, and the upstream is not asked', async () => {
  const { gate, asked, port } = await start({
    policy: 'rules:\n  - { id: no-sockets, when: { app: house-llm }, action: block, message: No sockets. }\n',
  })
  expect(await refusalOf(open(port))).toMatchObject({
    status: 403,
    body: expect.stringContaining('No sockets.') as string,
  })
  expect(asked).not.toHaveBeenCalled()
  expect(gate.decisions).toMatchObject([{ refusal: { code: 'policy_blocked' }, rules: [{ rule: 'no-sockets' }] }])
})

test('what cannot be recorded is not opened', async () => {
  const { audit } = makeGate()
  const { asked, port } = await start({
    parts: { audit: { ...audit, decide: () => Promise.reject(new Error('full')) } },
  })
  expect((await refusalOf(open(port))).status).toBe(403)
  expect(asked).not.toHaveBeenCalled()
})

test('other upgrades than WebSocket are no valid request', async () => {
  const { asked, port } = await start()
  const socket = connect(port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: llm.acme.example\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  expect(String(chunk)).toMatch(/^HTTP\/1.1 400 /)
  expect(asked).not.toHaveBeenCalled()
  socket.destroy()
})

test('a client that hangs up while the upstream is asked ends that connection too', async () => {
  let opened: Socket | undefined
  const silent = createTcpServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const { upstream } = makeGate()
  const tcp = async (): Promise<Socket> => {
    opened = connect((silent.address() as AddressInfo).port, '127.0.0.1')
    await once(opened, 'connect')
    return opened
  }
  const { port } = await start({ parts: { upstream: { ...upstream, connector: { ...upstream.connector, tcp } } } })
  const socket = open(port)
  await vi.waitFor(() => expect(opened?.readyState).toBe('open'))
  socket.terminate()
  await vi.waitFor(() => expect(opened!.destroyed).toBe(true))
})
