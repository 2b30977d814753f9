import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Gate } from '../../proxy/gate.ts'
import { recognise } from '../../proxy/inspect.ts'
import { relayMessages } from '../../proxy/websocket-relay.ts'
import { makeSecret } from '../secrets.ts'
import { headOf, makeGate, type TestGate, tunnelTo } from './gate.ts'

const aws = (): string => makeSecret('AKIA[A-Z2-7]{16}')
const rule = (action: string) =>
  `rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: ${action}, message: Keys stay here. }\n`

/** Both ends of a WebSocket on loopback. */
async function pair(): Promise<[WebSocket, WebSocket]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false })
  await once(server, 'listening')
  const near = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong: false })
  const [[far]] = (await Promise.all([once(server, 'connection'), once(near, 'open')])) as [[WebSocket], unknown]
  onTestFinished(() => {
    near.terminate()
    far.terminate()
    server.close()
  })
  return [near, far]
}

async function start(policy = '', change: (gate: TestGate) => Partial<Gate> = () => ({})) {
  const gate = makeGate(policy)
  Object.assign(gate, change(gate))
  const [person, client] = await pair()
  const [upstream, origin] = await pair()
  const tunnel = tunnelTo(gate)
  const head = headOf({ method: 'GET', path: '/v1/realtime' })
  const ended = vi.fn()
  const got: string[] = []
  origin.on('message', data => got.push(String(data)))
  relayMessages(
    { id: 'ev_socket', gate, tunnel, head, recognised: recognise(gate, tunnel, head), startedAt: 0 },
    client,
    upstream,
    ended,
  )
  return { gate, person, origin, ended, got }
}

const closeOf = async (socket: WebSocket): Promise<[number, string]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}

test('messages of the client are recorded under the connection, in order', async () => {
  const { gate, person, got } = await start()
  person.send('{"text":"one"}')
  person.send('two')
  await vi.waitFor(() => expect(got).toEqual(['{"text":"one"}', 'two']))
  expect(gate.decisions).toMatchObject([
    { parentId: 'ev_socket', kind: 'message', enforced: 'allow', requestBytes: 14 },
    { parentId: 'ev_socket', kind: 'message', enforced: 'allow', requestBytes: 3 },
  ])
  expect(gate.outcomes.map(outcome => outcome.status)).toEqual([101, 101])
})

test('a message waits until its decision is in the store, and those behind it wait too', async () => {
  const written: (() => void)[] = []
  const { person, got } = await start('', ({ audit }) => ({
    audit: { ...audit, decide: () => new Promise(resolve => written.push(resolve)) },
  }))
  person.send('one')
  person.send('two')
  await vi.waitFor(() => expect(written.length).toBe(1))
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(got).toEqual([])
  written[0]!()
  await vi.waitFor(() => expect(got).toEqual(['one']))
  await vi.waitFor(() => expect(written.length).toBe(2))
  written[1]!()
  await vi.waitFor(() => expect(got).toEqual(['one', 'two']))
})

test('binary messages that are text are judged; others pass, recorded once where the policy minds', async () => {
  const { gate, person, got } = await start(rule('redact'))
  const key = aws()
  person.send(Buffer.from(`{"text":"${key}"}`), { binary: true })
  for (let i = 0; i < 3; i++) person.send(Buffer.from([0, 255, 1, i]), { binary: true })
  await vi.waitFor(() => expect(got.length).toBe(4))
  expect(got[0]).toBe('{"text":"[REDACTED:aws-access-key-id:1]"}')
  expect(gate.decisions.map(record => record.coverage.verdict)).toEqual(['full', 'none'])
})

test('a message that is blocked ends both sides, with the policy’s words', async () => {
  const { gate, person, origin, got, ended } = await start(rule('block'))
  person.send(aws())
  const [[code, reason], [upstreamCode]] = await Promise.all([closeOf(person), closeOf(origin)])
  expect(code).toBe(1008)
  expect(reason).toBe(`Keys stay here. (${gate.decisions[0]!.id})`)
  expect(upstreamCode).toBe(1000)
  expect(got).toEqual([])
  await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(0, 'proxy'))
})

test('a close reason never exceeds what a frame may hold', async () => {
  const { person } = await start(rule('block').replace('Keys stay here.', 'ü'.repeat(200)))
  person.send(aws())
  const [code, reason] = await closeOf(person)
  expect(code).toBe(1008)
  expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
  expect(reason).toMatch(/^ü+ \(ev_[0-9A-Z]{26}\)$/)
})

const broken = (): never => {
  throw new Error('private words')
}

describe('faults', () => {
  const scanner = (gate: TestGate) => ({
    policy: () => ({ ...gate.policy(), scanner: { scan: broken, detectorIds: [] } }),
  })
  const deaf = ({ audit, decisions: _, ...gate }: TestGate) => ({
    ...gate,
    audit: { ...audit, decide: () => Promise.reject(new Error('full')) },
  })

  test('a message that cannot be inspected does not leave, and the record says why', async () => {
    const { gate, person, got } = await start('', gate => {
      const compiled = gate.policy()
      return scanner({ ...gate, policy: () => compiled })
    })
    person.send('hello')
    expect((await closeOf(person))[0]).toBe(1008)
    expect(got).toEqual([])
    expect(gate.decisions[0]).toMatchObject({ refusal: { code: 'inspection_failed' }, coverage: { verdict: 'none' } })
  })

  test('with on_error: allow it leaves and is recorded as not covered', async () => {
    const { gate, person, got } = await start('on_error: allow', gate => {
      const compiled = gate.policy()
      return scanner({ ...gate, policy: () => compiled })
    })
    person.send('hello')
    await vi.waitFor(() => expect(got).toEqual(['hello']))
    expect(gate.decisions[0]).toMatchObject({ enforced: 'allow', coverage: { verdict: 'none' } })
  })

  test('a message that cannot be recorded does not leave, whatever on_error says', async () => {
    const { gate, person, got } = await start('on_error: allow', gate => ({ audit: deaf(gate).audit }))
    person.send('hello')
    const [code, reason] = await closeOf(person)
    expect(code).toBe(1008)
    expect(reason).toMatch(/could not be recorded/)
    expect(got).toEqual([])
    expect(gate.lines.map(({ line }) => line)).toContain('error a refusal could not be recorded')
  })
})

describe('the end', () => {
  test('bytes to the client are counted, and who left is said', async () => {
    const { person, origin, ended } = await start()
    origin.send('12345')
    await once(person, 'message')
    person.terminate()
    await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(5, 'client'))
  })

  test('a clean close blames nobody', async () => {
    const { person, ended, gate } = await start()
    expect(gate.running.exchanges.size).toBe(1)
    person.close(1000, 'done')
    await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith(0, undefined))
    expect(gate.running.exchanges.size).toBe(0)
  })

  test('the end of the grace period closes both with 1001', async () => {
    const { person, origin, gate, ended } = await start()
    for (const entry of gate.running.exchanges) entry.cut()
    const [client, upstream] = await Promise.all([closeOf(person), closeOf(origin)])
    expect([client[0], upstream[0]]).toEqual([1001, 1001])
    expect(ended).toHaveBeenCalledExactlyOnceWith(0, 'proxy')
  })
})
