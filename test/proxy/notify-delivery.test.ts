import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createConnector, loadTrust } from '../../proxy/connect.ts'
import { createLog } from '../../proxy/log.ts'
import { createDelivery, type DeliveryOptions, sign, type Webhook } from '../../proxy/notify-delivery.ts'
import { makeTestCa, selfSigned } from '../e2e/test-ca.ts'
import { portOf } from '../e2e/upstream.ts'

interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (response: ServerResponse, count: number) => void

/** A receiver of webhooks; `answer` is called with how many requests have come. */
async function receiver(answer: Answer, tls?: { key: string; cert: string }) {
  const received: Received[] = []
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() })
      answer(response, received.length)
    })
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, port: portOf(server) }
}

function open(more: Partial<DeliveryOptions> = {}, trust: readonly string[] = []) {
  const lines: string[] = []
  const delivery = createDelivery({
    connector: createConnector({
      guard: { refuse: () => null },
      connectTo: new Map(),
      trust: loadTrust(trust),
      timeoutMs: 2000,
    }),
    log: createLog('debug', { write: line => void lines.push(line) }),
    now: () => 1_763_726_400_000,
    backoffMs: [10, 20],
    ...more,
  })
  onTestFinished(() => delivery.close(0))
  return { delivery, lines }
}

const hook = (port: number, more: Partial<Webhook> = {}): Webhook => ({
  id: 'soc',
  url: new URL(`http://127.0.0.1:${port}/hooks/x?y=1`),
  ...more,
})

const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 5, timeout: 5000 })

const ok: Answer = response => void response.end('ok')

test('a message is posted as JSON, with a signature over time and body that the receiver can check', async () => {
  const { received, port } = await receiver(ok)
  const { delivery } = open()
  const body = '{"text":"ü"}'
  delivery.post(hook(port, { secret: 'key' }), body)
  await until(() => delivery.health().sent === 1)
  expect(received[0]).toMatchObject({ method: 'POST', path: '/hooks/x?y=1', body })
  expect(received[0]!.headers['content-type']).toBe('application/json')
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(received[0]!.headers['x-sluice-signature']))!
  expect(v1).toBe(createHmac('sha256', 'key').update(`${t}.${received[0]!.body}`).digest('hex'))
  expect(Number(t)).toBe(1_763_726_400)
})

test('the signature is what docs/policies.md says', () => {
  // Computed with Python's hmac module.
  expect(sign('secret', 1_763_726_400, '{}')).toBe(
    't=1763726400,v1=41e7236a841fb70b5d09b435d9cf73be3bf174c383152feb3f24dfc13e9b6af9',
  )
})

test('without a secret there is no signature; credentials of the address are sent', async () => {
  const { received, port } = await receiver(ok)
  const { delivery } = open()
  delivery.post(hook(port, { url: new URL(`http://me:p%40ss@127.0.0.1:${port}/`) }), '{}')
  await until(() => delivery.health().sent === 1)
  expect(received[0]!.headers['x-sluice-signature']).toBeUndefined()
  expect(received[0]!.headers.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
})

describe('a receiver that fails', () => {
  test('is asked three times with the same delivery id, and a late success counts', async () => {
    const { received, port } = await receiver((response, count) => {
      if (count === 1) response.socket?.destroy()
      else response.writeHead(count === 2 ? 503 : 204).end()
    })
    const { delivery, lines } = open()
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().sent === 1)
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ headers }) => headers['x-sluice-delivery'])).size).toBe(1)
    expect(lines).toEqual([])
  })

  test('for good is given up after three tries, logged once and counted; its recovery is logged too', async () => {
    let broken = true
    const { received, port } = await receiver(response => void response.writeHead(broken ? 500 : 200).end())
    const { delivery, lines } = open()
    delivery.post(hook(port), '{}')
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().failed === 2)
    expect(received).toHaveLength(6)
    expect(delivery.health()).toMatchObject({ sent: 0, down: 1, waiting: 0 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain("notify target 'soc' was not reached: it answered 500")
    expect(lines[0]).not.toContain('/hooks/x')
    broken = false
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().sent === 1)
    expect(delivery.health().down).toBe(0)
    expect(lines[1]).toContain("notify target 'soc' is reached again")
  })

  test.each([301, 400, 401, 404, 410])('with %i is not asked again, nor followed elsewhere', async status => {
    const { received, port } = await receiver(response => void response.writeHead(status, { location: '/other' }).end())
    const { delivery } = open()
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().failed === 1)
    expect(received.map(({ path }) => path)).toEqual(['/hooks/x?y=1'])
  })

  test('by silence is given up after the time it has', async () => {
    const { received, port } = await receiver(() => undefined)
    const { delivery, lines } = open({ timeoutMs: 50, backoffMs: [1] })
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().failed === 1)
    expect(received).toHaveLength(2)
    expect(lines[0]).toContain('no answer within 0.05 s')
  })

  test('by asking for patience gets it', async () => {
    const times: number[] = []
    const { port } = await receiver((response, count) => {
      times.push(performance.now())
      response.writeHead(count === 1 ? 429 : 200, { 'retry-after': '1' }).end()
    })
    const { delivery } = open({ backoffMs: [1] })
    delivery.post(hook(port), '{}')
    await until(() => delivery.health().sent === 1)
    expect(times[1]! - times[0]!).toBeGreaterThan(950)
  })

  test('does not hold up another target', async () => {
    const dead = await receiver(() => undefined)
    const { received, port } = await receiver(ok)
    const { delivery } = open()
    delivery.post(hook(dead.port, { id: 'dead' }), '{}')
    delivery.post(hook(port), '{}')
    await until(() => received.length === 1)
    expect(delivery.health().waiting).toBe(1)
  })
})

test('messages of one target come in order, and a full queue drops the oldest that waits', async () => {
  const waiting: ServerResponse[] = []
  const { received, port } = await receiver(response => void waiting.push(response))
  const { delivery } = open({ maxWaiting: 2 })
  for (let i = 1; i <= 5; i++) delivery.post(hook(port), String(i))
  await until(() => waiting.length === 1)
  expect(delivery.health()).toMatchObject({ waiting: 3, dropped: 2 })
  for (let i = 0; i < 3; i++) {
    await until(() => waiting.length > i)
    waiting[i]!.end()
  }
  await until(() => delivery.health().sent === 3)
  expect(received.map(({ body }) => body)).toEqual(['1', '4', '5'])
})

describe('TLS', () => {
  test('a receiver of a trusted CA is reached', async () => {
    const ca = makeTestCa()
    const { port } = await receiver(ok, ca.issue('localhost'))
    const { delivery } = open({}, [ca.file])
    delivery.post(hook(port, { url: new URL(`https://localhost:${port}/`) }), '{}')
    await until(() => delivery.health().sent === 1)
  })

  test('one that nobody vouches for gets nothing, and is not asked again', async () => {
    const { received, port } = await receiver(ok, selfSigned('localhost'))
    const { delivery, lines } = open()
    delivery.post(hook(port, { url: new URL(`https://localhost:${port}/`) }), '{}')
    await until(() => delivery.health().failed === 1)
    expect(received).toEqual([])
    expect(lines[0]).toContain('its certificate is self-signed')
  })
})

describe('the end', () => {
  test('waits for what is on its way', async () => {
    const { received, port } = await receiver(response => void setTimeout(() => response.end(), 50))
    const { delivery } = open()
    for (let i = 0; i < 3; i++) delivery.post(hook(port), '{}')
    await delivery.close(5000)
    expect(received).toHaveLength(3)
  })

  test('does not wait longer than it may', async () => {
    const { port } = await receiver(() => undefined)
    const { delivery } = open({ timeoutMs: 10_000, backoffMs: [10_000] })
    delivery.post(hook(port), '{}')
    const started = performance.now()
    await delivery.close(50)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
