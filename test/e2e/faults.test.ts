/** A failure at each stage of an exchange: nothing leaves, the client gets a refusal, and the record (or the log) says why. */
import { describe, expect, test } from 'vitest'
import type { AuditStore } from '../../proxy/audit/types.ts'
import type { Gate } from '../../proxy/gate.ts'
import { createLog } from '../../proxy/log.ts'
import type { Provider } from '../../proxy/providers/types.ts'
import { makeSecret } from '../secrets.ts'
import { type Audit, openAudit } from './audit.ts'
import { openHttp2, proxyFetch, requestHttp2, until } from './clients.ts'
import { type Sluice, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const host = 'api.openai.com'
const policy =
  'rules:\n  - { id: no-secrets, when: { content: { any_of: [secrets] } }, action: redact }\nlimits:\n  - { id: fair, per: user, requests: 1000/day, tokens: 1M/day }\n'

interface Setting {
  readonly sluice: Sluice
  readonly front: Upstream
  readonly audit: Audit
  log(): string
}

async function start(text = policy): Promise<Setting> {
  const ca = makeTestCa()
  const front = await startUpstream(ca, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"model":"gpt-4o","usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}')
  })
  const lines: string[] = []
  const sluice = await startInProcess({
    upstreams: { [`${host}:443`]: front.port },
    trust: [ca.file],
    policy: text,
    log: createLog('debug', { write: line => void lines.push(line) }),
  })
  return { sluice, front, audit: openAudit(sluice), log: () => lines.join('') }
}

/** Replaces parts of the running gate: its stages are read from it with every exchange. */
function sabotage(sluice: Sluice, parts: Partial<Gate>): void {
  Object.assign(sluice.gate, parts)
}

const broken = (): never => {
  throw new TypeError('a fault of the test with private words in it')
}

const withProvider = (change: Partial<Provider>) => (gate: Gate) => {
  const { provider } = gate
  return { provider: (id: string) => ({ ...provider(id), ...change }) }
}

const withPolicy = (change: (policy: ReturnType<Gate['policy']>) => object) => (gate: Gate) => {
  const { policy: current } = gate
  return { policy: () => ({ ...current(), ...change(current()) }) }
}

const withAudit = (decide: AuditStore['decide']) => (gate: Gate) => ({ audit: withMethods(gate.audit, { decide }) })

/** The object with some methods replaced; the others still see their private fields. */
function withMethods<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      const value = Reflect.get(Reflect.has(methods, name) ? methods : target, name) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

type Fault = readonly [stage: string, fault: (gate: Gate) => Partial<Gate>, code: string]

const faults: readonly Fault[] = [
  ['the provider recognises the request', withProvider({ match: broken }), 'internal'],
  ['text is extracted', withProvider({ extract: broken }), 'inspection_failed'],
  ['text is scanned', withPolicy(() => ({ scanner: { scan: broken, detectorIds: [] } })), 'inspection_failed'],
  ['the policy decides', withPolicy(() => ({ decide: broken })), 'inspection_failed'],
  ['the body is redacted', withProvider({ rewrite: broken }), 'redaction_failed'],
  ['limits are looked up', withPolicy(() => ({ limits: [{ keys: broken }] })), 'internal'],
  ['limits are reserved', gate => ({ limits: withMethods(gate.limits, { reserve: broken }) }), 'limits_failed'],
  [
    'limits are reserved by a store that rejects',
    gate => ({ limits: withMethods(gate.limits, { reserve: () => Promise.reject(new Error('store is gone')) }) }),
    'limits_failed',
  ],
  ['the tokens are estimated', gate => ({ tokens: withMethods(gate.tokens, { estimate: broken }) }), 'internal'],
  ['the account is read', withProvider({ account: broken }), 'audit_failed'],
  ['the usage reader is made', withProvider({ usage: broken }), 'internal'],
  ['the upstream is asked', gate => ({ upstream: withMethods(gate.upstream, { dispatch: broken }) }), 'internal'],
]

describe.each(faults)('a fault while %s', (_, fault, code) => {
  test.each(['HTTP/1.1', 'HTTP/2'])('stops an %s request and is recorded', async version => {
    const { sluice, front, audit, log } = await start()
    sabotage(sluice, fault(sluice.gate))
    const secret = makeSecret('AKIA[A-Z2-7]{16}')
    const answer = await send(sluice, version, secret)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain(answer.event)
    expect(answer.text).toContain(code)
    expect(answer.text).not.toContain('private words')
    expect(Buffer.concat(front.received()).length).toBe(0)
    const [row] = await audit.ended(1)
    expect(row!.id).toBe(answer.event)
    expect(row!.outcome).toMatchObject({ status: 403, error: code })
    expect(log()).toContain(answer.event)
    expect(log() + JSON.stringify(row)).not.toContain(secret)
    expect(log()).not.toContain('private words')
    expect(sluice.gate.running.exchanges.size).toBe(0)
  })
})

test('a decision that cannot be recorded stops the request, and the log says so', async () => {
  const { sluice, front, audit, log } = await start()
  sabotage(sluice, withAudit(() => Promise.reject(new Error('disk full')))(sluice.gate))
  const answer = await send(sluice, 'HTTP/1.1', 'harmless')
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('audit_failed')
  expect(Buffer.concat(front.received()).length).toBe(0)
  expect(audit.rows()).toEqual([])
  await until(() => log().includes('a refusal could not be recorded'), 'the log says so')
  expect(log()).toContain(answer.event)
})

test('an audit store that throws instead of rejecting stops the request too', async () => {
  const { sluice, front } = await start()
  sabotage(sluice, withAudit(broken)(sluice.gate))
  expect((await send(sluice, 'HTTP/1.1', 'harmless')).status).toBe(403)
  expect(Buffer.concat(front.received()).length).toBe(0)
})

describe.each<[string, (gate: Gate) => Partial<Gate>]>([
  ['the cost is computed', gate => ({ pricing: withMethods(gate.pricing, { cost: broken }) })],
  ['the output is learned', gate => ({ tokens: withMethods(gate.tokens, { learn: broken }) })],
  ['limits are settled', gate => ({ limits: withMethods(gate.limits, { settle: broken }) })],
  ['usage is read', withProvider({ usage: () => ({ event: broken, done: broken }) })],
])('a fault while %s', (_, fault) => {
  test('comes too late for the answer, and the row is still ended', async () => {
    const { sluice, audit } = await start()
    sabotage(sluice, fault(sluice.gate))
    const answer = await send(sluice, 'HTTP/1.1', 'harmless')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('total_tokens')
    expect((await audit.ended(1))[0]!.outcome!.status).toBe(200)
    expect(sluice.gate.running.exchanges.size).toBe(0)
  })
})

describe('on_error: allow', () => {
  test.each([
    ['text is extracted', withProvider({ extract: broken })],
    ['text is scanned', withPolicy(() => ({ scanner: { scan: broken, detectorIds: [] } }))],
    ['the policy decides', withPolicy(() => ({ decide: broken }))],
  ] as const)('a fault while %s lets the request pass as it came, recorded as not inspected', async (_, fault) => {
    const { sluice, front, audit } = await start(`on_error: allow\n${policy}`)
    sabotage(sluice, fault(sluice.gate))
    const answer = await send(sluice, 'HTTP/1.1', 'harmless')
    expect(answer.status).toBe(200)
    expect(front.requests()[0]!.body.toString()).toContain('harmless')
    const [row] = await audit.ended(1)
    expect(row!.coverage.verdict).toBe('none')
    expect(row!.coverage.reason).toContain('on_error is allow')
  })

  test('a redaction that fails never passes', async () => {
    const { sluice, front } = await start(`on_error: allow\n${policy}`)
    sabotage(sluice, withProvider({ rewrite: broken })(sluice.gate))
    expect((await send(sluice, 'HTTP/1.1', makeSecret('AKIA[A-Z2-7]{16}'))).status).toBe(403)
    expect(Buffer.concat(front.received()).length).toBe(0)
  })

  test('a record that cannot be written never lets the request pass', async () => {
    const { sluice, front } = await start(`on_error: allow\n${policy}`)
    sabotage(sluice, withAudit(() => Promise.reject(new Error('disk full')))(sluice.gate))
    expect((await send(sluice, 'HTTP/1.1', 'harmless')).status).toBe(403)
    expect(Buffer.concat(front.received()).length).toBe(0)
  })
})

async function send(
  sluice: Sluice,
  version: string,
  content: string,
): Promise<{ status: number; text: string; event: string }> {
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  if (version === 'HTTP/1.1') {
    const answer = await proxyFetch(sluice)(`https://${host}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
      body,
    })
    return { status: answer.status, text: await answer.text(), event: answer.headers.get('x-sluice-event') ?? '' }
  }
  const session = await openHttp2(sluice, host)
  const answer = await requestHttp2(
    session,
    {
      ':method': 'POST',
      ':path': '/v1/chat/completions',
      ':authority': host,
      'content-type': 'application/json',
      authorization: 'Bearer sk-test',
    },
    body,
  )
  return { status: answer.status, text: answer.body.toString(), event: String(answer.headers['x-sluice-event']) }
}
