import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { SluiceError } from '../../proxy/errors.ts'
import type { Gate } from '../../proxy/gate.ts'
import { recognise } from '../../proxy/inspect.ts'
import { refuseUpgrade } from '../../proxy/websocket-refusal.ts'
import { headOf, makeGate, tunnelTo } from './gate.ts'

async function refuse(failure: unknown, options: { recorded?: boolean; known?: boolean; parts?: Partial<Gate> } = {}) {
  const gate = makeGate('', options.parts)
  const tunnel = tunnelTo(gate)
  const head = headOf({ method: 'GET', path: '/v1/realtime' })
  const x = { id: 'ev_1', gate, tunnel, head, recognised: recognise(gate, tunnel, head), startedAt: 0 }
  const socket = new PassThrough()
  const answer = text(socket)
  await refuseUpgrade(
    { gate, tunnel, id: 'ev_1', startedAt: 0, recorded: options.recorded ?? false },
    options.known === false ? undefined : x,
    socket,
    failure,
  )
  return { gate, answer: await answer }
}

test('the answer is HTTP with the event, in the provider’s shape', async () => {
  const { gate, answer } = await refuse(new SluiceError('policy_blocked', 'Not today'))
  expect(answer).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/)
  expect(answer).toMatch(/\r\nx-sluice-event: ev_1\r\n/)
  expect(answer).toMatch(/\r\nconnection: close\r\n/)
  expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({
    error: { message: 'Not today (Sluice event ev_1)' },
  })
  expect(gate.decisions[0]).toMatchObject({
    id: 'ev_1',
    kind: 'websocket',
    enforced: 'block',
    refusal: { code: 'policy_blocked' },
  })
  expect(gate.outcomes[0]).toMatchObject({ id: 'ev_1', status: 403 })
})

test('what is recorded already is not recorded again', async () => {
  const { gate } = await refuse(new SluiceError('upstream_unreachable', 'gone'), { recorded: true })
  expect(gate.decisions).toEqual([])
  expect(gate.outcomes[0]).toMatchObject({ status: 502, error: 'upstream_unreachable' })
})

test('an unexpected failure before anything was known says nothing of itself', async () => {
  const { gate, answer } = await refuse(new TypeError('private words'), { known: false })
  expect(answer).toMatch(/^HTTP\/1.1 403 /)
  expect(answer).not.toContain('private words')
  expect(gate.decisions[0]).toMatchObject({ provider: 'none', refusal: { code: 'internal' } })
  expect(gate.lines[0]!.line).toMatch(/a stage failed/)
})

test('a refusal that cannot be recorded is answered and logged', async () => {
  const { audit } = makeGate()
  const { gate, answer } = await refuse(new SluiceError('audit_failed', 'disk full'), {
    parts: { audit: { ...audit, decide: () => Promise.reject(new Error('full')) } },
  })
  expect(answer).toMatch(/^HTTP\/1.1 403 /)
  expect(gate.lines.map(({ line }) => line)).toContain('error a refusal could not be recorded')
})

test('a socket that is gone is left alone', async () => {
  const gate = makeGate()
  const socket = new PassThrough()
  socket.end()
  await refuseUpgrade(
    { gate, tunnel: tunnelTo(gate), id: 'ev_1', startedAt: 0, recorded: false },
    undefined,
    socket,
    new SluiceError('bad_request', 'no'),
  )
  expect(socket.destroyed).toBe(true)
  expect(gate.decisions.length).toBe(1)
})
