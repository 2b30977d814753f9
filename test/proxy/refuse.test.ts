import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readDocument } from '../../proxy/documents/index.ts'
import { SluiceError } from '../../proxy/errors.ts'
import { type Exchange, openExchange } from '../../proxy/exchange-state.ts'
import type { Gate } from '../../proxy/gate.ts'
import { inspect, recognise } from '../../proxy/inspect.ts'
import { refuseExchange, sendAnswer } from '../../proxy/refuse.ts'
import { LimitExceeded } from '../../proxy/spend.ts'
import { headOf, makeGate, tunnelTo } from './gate.ts'
import { arrive, chatBody, post } from './stage.ts'

async function open(parts: Partial<Gate> = {}) {
  const gate = makeGate('', parts)
  const stage = await arrive(post(chatBody('hello')))
  return { gate, ...stage, x: openExchange(gate, tunnelTo(gate), stage.request, stage.response) }
}

function fill(x: Exchange): void {
  x.head = headOf()
  x.recognised = recognise(x.gate, x.tunnel, x.head)
  const document = readDocument(Buffer.from(chatBody('hello')), 'application/json')
  x.inspection = inspect(x.policy, x.tunnel, x.head, x.recognised, document, null, new Date())
}

const policyBlocked = new SluiceError('policy_blocked', 'keys stay here')

test('the answer has the provider’s shape, the message as a sentence, and the event', async () => {
  const { x, gate, received } = await open()
  fill(x)
  const ending = await refuseExchange(x, policyBlocked)
  const text = await received()
  // An expected refusal is no failure of the exchange.
  expect(ending).toMatchObject({ status: 403 })
  expect(ending.error).toBeUndefined()
  expect(text).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/)
  expect(text).toContain(`x-sluice-event: ${x.id}`)
  expect(text).toContain('x-sluice-coverage: full')
  expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({
    error: { message: `Keys stay here. (Sluice event ${x.id})`, code: 'policy_blocked' },
  })
  expect(gate.decisions[0]).toMatchObject({
    id: x.id,
    enforced: 'block',
    model: 'gpt-4o',
    refusal: { code: 'policy_blocked', status: 403, message: 'keys stay here' },
  })
  expect(x.recorded).toBe(true)
})

test('a message that begins with a host keeps its case', async () => {
  const { x, received } = await open()
  await refuseExchange(x, new SluiceError('upstream_timeout', 'api.openai.com:443 did not answer in time'))
  expect(await received()).toContain('"api.openai.com:443 did not answer in time. (Sluice event')
})

test('before anything is known it is still recorded, with what the tunnel says', async () => {
  const { x, gate, received } = await open()
  await refuseExchange(x, new SluiceError('misdirected', 'wrong host'))
  expect(await received()).toMatch(/^HTTP\/1.1 421 /)
  expect(gate.decisions[0]).toMatchObject({
    host: 'api.openai.com',
    user: 'ann@acme.example',
    provider: 'none',
    path: '',
    coverage: { verdict: 'none', reason: 'wrong host' },
    refusal: { code: 'misdirected' },
  })
})

test('an unexpected failure says nothing of itself to the client and is logged', async () => {
  const { x, gate, received } = await open()
  const ending = await refuseExchange(x, new TypeError('private words'))
  expect(ending.error).toMatchObject({ code: 'internal' })
  expect(await received()).not.toContain('private words')
  expect(gate.lines[0]).toMatchObject({
    line: 'error request refused: a stage failed',
    fields: { event: x.id, code: 'internal' },
  })
})

test('expected refusals are not logged as failures', async () => {
  for (const code of ['policy_blocked', 'misdirected', 'body_too_large', 'shutting_down'] as const) {
    const { x, gate } = await open()
    await refuseExchange(x, new SluiceError(code, 'no'))
    expect(gate.lines).toEqual([])
  }
})

describe('Retry-After', () => {
  test('of a limit is the limit’s, of a shutdown a second', async () => {
    const hit = {
      limit: 'a',
      key: 'ann',
      metric: 'requests',
      amount: 1,
      used: 1,
      retryAfterSeconds: 17,
      action: 'block',
    } as const
    for (const [error, seconds] of [
      [new LimitExceeded(hit), 17],
      [new SluiceError('shutting_down', 'bye'), 1],
    ] as const) {
      const { x, received } = await open()
      fill(x)
      await refuseExchange(x, error)
      expect(await received()).toMatch(
        new RegExp(`^HTTP/1.1 ${error.status} [\\s\\S]*retry-after: ${seconds}\\r\\n`, 'i'),
      )
    }
  })
})

describe('recording', () => {
  test('a decision that is recorded already is not recorded again', async () => {
    const { x, gate } = await open()
    fill(x)
    x.recorded = true
    await refuseExchange(x, new SluiceError('upstream_timeout', 'slow'))
    expect(gate.decisions).toEqual([])
  })

  test('a refusal that cannot be recorded is still answered, and logged', async () => {
    const gate = makeGate()
    const {
      x,
      gate: own,
      received,
    } = await open({ audit: { ...gate.audit, decide: () => Promise.reject(new Error('full')) } })
    await refuseExchange(x, policyBlocked)
    expect(await received()).toMatch(/^HTTP\/1.1 403/)
    expect(own.lines.map(({ line }) => line)).toContain('error a refusal could not be recorded')
    expect(x.recorded).toBe(false)
  })

  test('an adapter that cannot tell the account does not cost the record', async () => {
    const gate = makeGate()
    const provider = (id: string) => ({
      ...gate.provider(id),
      account: () => {
        throw new Error('broken')
      },
    })
    const { x, gate: own } = await open({ provider })
    fill(x)
    await refuseExchange(x, policyBlocked)
    expect(own.decisions.length).toBe(1)
    expect(own.decisions[0]!.account).toBeUndefined()
  })
})

test('an answer that has begun is broken off instead', async () => {
  const { x, response, received } = await open()
  response.writeHead(200, { 'transfer-encoding': 'chunked' })
  response.write('begun')
  const ending = await refuseExchange(x, policyBlocked)
  expect(ending).toMatchObject({ abortedBy: 'proxy' })
  expect(ending.status).toBeUndefined()
  expect(await received()).not.toMatch(/\r\n0\r\n/)
})

test('a client that left during its upload is recorded as the one who did', async () => {
  const { x, gate, request } = await open()
  request.destroy()
  const ending = await refuseExchange(x, new SluiceError('body_aborted', 'gone'))
  expect(ending).toMatchObject({ abortedBy: 'client' })
  expect(gate.decisions[0]).toMatchObject({ refusal: { code: 'body_aborted' } })
})

test('an answer to a request that was not read closes the connection; others keep it', async () => {
  for (const close of [true, false]) {
    const { response, client } = await arrive('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    sendAnswer(response, { status: 413, headers: { 'content-type': 'text/plain' }, body: 'no' }, ['x-a', '1'], close)
    const text = await new Promise<string>(resolve => client.once('data', chunk => resolve(String(chunk))))
    expect(text).toMatch(
      /^HTTP\/1.1 413 Payload Too Large\r\ncontent-type: text\/plain\r\nx-a: 1\r\ncontent-length: 2\r\n/,
    )
    expect(/connection: close/i.test(text)).toBe(close)
  }
})

describe('a client that is still sending its body when it is refused', () => {
  async function upload() {
    const server = createServer((_, response) =>
      sendAnswer(response, { status: 413, headers: {}, body: 'too large' }, [], true),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const { port } = server.address() as AddressInfo // a TCP server that listens has one
    // As curl does: it goes on sending until it has read an answer.
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const seen = { text: '', error: undefined as Error | undefined, ended: false }
    socket.on('data', chunk => (seen.text += String(chunk)))
    socket.on('error', error => (seen.error = error)).on('end', () => (seen.ended = true))
    const part = Buffer.alloc(200_000, 'x')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n')
    return { socket, seen, part }
  }

  test('gets the whole answer, not a broken pipe', async () => {
    const { socket, seen, part } = await upload()
    const closed = new Promise(resolve => socket.once('close', resolve))
    for (let sent = 0; sent < 20; sent++) {
      socket.write(part)
      await new Promise(resolve => setTimeout(resolve, 15))
    }
    socket.end()
    await closed
    expect(seen).toMatchObject({ error: undefined, ended: true, text: expect.stringMatching(/^HTTP\/1.1 413 /) })
    expect(seen.text).toMatch(/too large$/)
  })

  test('is not listened to for ever', async () => {
    const { socket, seen } = await upload()
    const startedAt = performance.now()
    await once(socket, 'end')
    expect(seen.text).toMatch(/too large$/)
    expect(performance.now() - startedAt).toBeLessThan(5000)
    socket.destroy()
  })
})
