import { describe, expect, test } from 'vitest'
import type { Usage } from '../../proxy/audit/types.ts'
import { readDocument } from '../../proxy/documents/index.ts'
import { SluiceError } from '../../proxy/errors.ts'
import { type Exchange, openExchange } from '../../proxy/exchange-state.ts'
import type { Gate } from '../../proxy/gate.ts'
import { inspect, recognise } from '../../proxy/inspect.ts'
import type { LimitStore, Spend } from '../../proxy/limits/types.ts'
import { LimitExceeded, reserve, settle } from '../../proxy/spend.ts'
import { headOf, makeGate, type TestGate, tunnelTo } from './gate.ts'
import { arrive, chatBody, post } from './stage.ts'

const usage: Usage = {
  inputTokens: 100,
  outputTokens: 50,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  basis: 'measured',
}
const measured = { kind: 'measured', usage } as const

/** Records what the exchange asks of the limits; `over` names a limit that is reached. */
function ledger(over?: 'block') {
  const calls: [string, Spend?][] = []
  const store: LimitStore = {
    reserve: async (checks, worst) => {
      calls.push(['reserve', worst])
      const limit = checks[0]!.limit
      return over
        ? {
            ok: false,
            hit: {
              limit: limit.id,
              key: 'ann',
              metric: 'requests',
              amount: 2,
              used: 2,
              retryAfterSeconds: 7200,
              action: 'block',
            },
          }
        : { ok: true, reservation: { id: 'r1', alerts: [] } }
    },
    settle: async (_, actual) => void calls.push(['settle', actual]),
    release: async () => void calls.push(['release']),
    state: async () => [],
    close: async () => undefined,
  }
  return { calls, store }
}

async function open(
  policy: string,
  parts: Partial<Gate> = {},
  body: object = {},
): Promise<{ x: Exchange; gate: TestGate }> {
  const gate = makeGate(policy, parts)
  const tunnel = tunnelTo(gate)
  const { request, response } = await arrive(post(chatBody('hello')))
  const x = openExchange(gate, tunnel, request, response)
  x.head = headOf()
  x.recognised = recognise(gate, tunnel, x.head)
  const whole = { ...(JSON.parse(chatBody('hello')) as object), ...body }
  const document = readDocument(Buffer.from(JSON.stringify(whole)), 'application/json')
  x.inspection = inspect(x.policy, tunnel, x.head, x.recognised, document, null, new Date())
  x.recorded = true
  return { x, gate }
}

describe('reserve', () => {
  test('asks nothing where no limit applies', async () => {
    const { calls, store } = ledger()
    await reserve((await open('', { limits: store })).x)
    const { x } = await open('limits:\n  - { id: other, per: user, requests: 1/day, when: { app: claude } }\n', {
      limits: store,
    })
    await reserve(x)
    expect(calls).toEqual([])
  })

  test('the worst case is what the call allows, in tokens and money', async () => {
    const { calls, store } = ledger()
    const { x } = await open(
      'limits:\n  - { id: a, per: user, tokens: 1M/day, cost: 5 USD/day }\n',
      { limits: store },
      { max_tokens: 400 },
    )
    await reserve(x)
    const [, worst] = calls[0]!
    expect(worst!.requests).toBe(1)
    expect(worst!.tokens).toBeGreaterThan(400)
    expect(worst!.tokens).toBeLessThan(450)
    expect(worst!.cost).toBeGreaterThan(0)
    expect(x.reservation).toMatchObject({ id: 'r1' })
  })

  test('over it: an error that says which limit and how long', async () => {
    const { x } = await open('limits:\n  - { id: fair-use, per: user, requests: 2/day }\n', {
      limits: ledger('block').store,
    })
    const failure = await reserve(x).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(LimitExceeded)
    expect(failure).toMatchObject({ code: 'limit_exceeded', status: 429 })
    expect((failure as Error).message).toBe("The limit 'fair-use' of 2 requests is reached; try again in 2 h.")
    expect(x.inspection.decision).toMatchObject({ enforced: 'block', rules: [{ rule: 'fair-use', action: 'block' }] })
  })

  test('in monitor mode it is recorded and passes', async () => {
    const { x } = await open('mode: monitor\nlimits:\n  - { id: fair-use, per: user, requests: 2/day }\n', {
      limits: ledger('block').store,
    })
    await reserve(x)
    expect(x.inspection.decision).toMatchObject({ action: 'block', enforced: 'allow' })
  })

  test('counters that fail stop the request', async () => {
    const store = { ...ledger().store, reserve: () => Promise.reject(new Error('gone')) }
    const { x } = await open('limits:\n  - { id: a, per: user, requests: 2/day }\n', { limits: store })
    await expect(reserve(x)).rejects.toMatchObject({ code: 'limits_failed' })
  })
})

describe('settle', () => {
  const policy = 'limits:\n  - { id: a, per: user, tokens: 1M/day }\n'

  async function settled(ending: Parameters<typeof settle>[1], parts: Partial<Gate> = {}) {
    const { calls, store } = ledger()
    const { x, gate } = await open(policy, { limits: store, ...parts })
    await reserve(x)
    await settle(x, ending)
    return { last: calls.at(-1)!, outcome: gate.outcomes[0]!, gate, x }
  }

  test('what was used replaces what was reserved, and is recorded with its cost', async () => {
    const { last, outcome } = await settled({
      status: 200,
      firstByteAt: performance.now(),
      reading: measured,
      responseBytes: 9,
    })
    expect(last).toEqual(['settle', { requests: 1, tokens: 150, cost: outcome.cost!.usd }])
    expect(outcome).toMatchObject({ status: 200, usage, cost: { basis: 'measured' }, responseBytes: 9 })
    expect(outcome.cost!.usd).toBeGreaterThan(0)
  })

  test.each([
    ['an upstream that never answered', { error: new SluiceError('upstream_unreachable', 'x') }],
    ['a refusal of ours', { status: 502, error: new SluiceError('upstream_unreachable', 'x') }],
    ['a client that left before the answer', { abortedBy: 'client' as const }],
  ])('%s gives everything back', async (_, ending) => {
    const { last, outcome } = await settled(ending)
    expect(last).toEqual(['release'])
    expect(outcome.error).toBe('error' in ending ? 'upstream_unreachable' : undefined)
  })

  test('an answer without usage is counted by the tokenizer, and said to be', async () => {
    const { last, outcome } = await settled({
      status: 200,
      firstByteAt: 1,
      reading: { kind: 'text', outputText: 'Hi there!' },
    })
    expect(outcome.usage).toMatchObject({ basis: 'estimated', outputTokens: 3 })
    expect(last[1]!.tokens).toBe(outcome.usage!.inputTokens + 3)
  })

  test('a request whose tokens take long to count is not recorded as a long one', async () => {
    const slow = { ...makeGate().tokens, count: () => new Promise<number[]>(r => setTimeout(r, 1000, [1, 1])) }
    const { outcome } = await settled(
      { status: 200, firstByteAt: 1, reading: { kind: 'text', outputText: 'Hi' } },
      { tokens: slow },
    )
    expect(outcome.usage).toMatchObject({ basis: 'estimated' })
    expect(outcome.durationMs).toBeLessThan(990)
  })

  test('usage that cannot be priced or learned costs the worst case, and never the record', async () => {
    const broken = (): never => {
      throw new Error('broken')
    }
    for (const parts of [
      { pricing: { cost: broken, worstCase: () => 1, preload: () => undefined } },
      { tokens: { ...makeGate().tokens, learn: broken } },
    ]) {
      const { last, outcome, gate, x } = await settled({ status: 200, firstByteAt: 1, reading: measured }, parts)
      expect(last).toEqual(['settle', x.worst])
      expect(outcome).toMatchObject({ status: 200, usage })
      expect(gate.lines.map(({ line }) => line)).toContain('error usage or cost could not be worked out')
    }
  })

  test('limits that cannot be settled never cost the record', async () => {
    const store = { ...ledger().store, settle: () => Promise.reject(new Error('gone')) }
    const { outcome, gate } = await settled({ status: 200, firstByteAt: 1, reading: measured }, { limits: store })
    expect(outcome.status).toBe(200)
    expect(gate.lines.at(-1)!.line).toMatch(/could not be settled/)
  })

  test('without a decision in the store there is no outcome', async () => {
    const { x, gate } = await open('')
    x.recorded = false
    await settle(x, { status: 403 })
    expect(gate.outcomes).toEqual([])
  })
})
