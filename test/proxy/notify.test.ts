import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NotifyTarget, Policy } from '../../policy/policy.ts'
import type { AuditStore, DecisionRecord } from '../../proxy/audit/types.ts'
import { createLog } from '../../proxy/log.ts'
import { createNotifier, notifying } from '../../proxy/notify.ts'
import type { Delivery, Webhook } from '../../proxy/notify-delivery.ts'
import type { Message } from '../../proxy/notify-message.ts'
import { decisionRecord, ruleHit } from './decision-record.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const soc: NotifyTarget = { id: 'soc', url: 'https://soc.example/hook' }

function setting(options: { targets?: NotifyTarget[]; env?: Record<string, string> } = {}) {
  const posted: { webhook: Webhook; message: Message }[] = []
  const lines: string[] = []
  let closed = 0
  const delivery: Delivery = {
    post: (webhook, body) => void posted.push({ webhook, message: JSON.parse(body) }),
    health: () => ({ waiting: 0, sent: posted.length, failed: 0, dropped: 0, down: 0 }),
    close: async graceMs => void (closed = graceMs),
  }
  const policy = { notify: options.targets ?? [soc] } as unknown as Policy // only the targets are read
  const notifier = createNotifier({
    policy: () => policy,
    environment: name => options.env?.[name],
    delivery,
    consoleUrl: '',
    log: createLog('debug', { write: line => void lines.push(line) }),
  })
  return { notifier, policy, posted, lines, closed: () => closed, messages: () => posted.map(one => one.message) }
}

let next = 0
function hitOf(more: Partial<DecisionRecord> = {}): DecisionRecord {
  return decisionRecord({ id: `ev_${++next}`, at: Date.now(), rules: [ruleHit()], ...more })
}

describe('who is told', () => {
  test('the targets that the rule names, and no other', () => {
    const { notifier, posted } = setting({ targets: [soc, { id: 'legal', url: 'http://10.0.0.9/hook' }] })
    notifier.tell(hitOf({ rules: [ruleHit({ rule: 'a' }), ruleHit({ rule: 'b', notify: ['legal'] })] }))
    expect(posted.map(({ webhook, message }) => [webhook.id, message.rules.map(rule => rule.id)])).toEqual([
      ['soc', ['a']],
      ['legal', ['b']],
    ])
  })

  test('one message for all rules of an event that name the same target', () => {
    const { notifier, messages } = setting()
    notifier.tell(hitOf({ rules: [ruleHit({ rule: 'a' }), ruleHit({ rule: 'b' })] }))
    expect(messages()).toHaveLength(1)
  })

  test('nobody, when an exemption took the rule out or no rule names anybody', () => {
    const { notifier, messages } = setting()
    notifier.tell(hitOf({ rules: [ruleHit({ exemption: 'red-team' }), ruleHit({ rule: 'quiet', notify: [] })] }))
    expect(messages()).toEqual([])
  })

  test('nobody, when a reload has taken the target out', () => {
    const { notifier, messages } = setting({ targets: [] })
    notifier.tell(hitOf())
    expect(messages()).toEqual([])
  })
})

test('a flood is told at once, then by count, and what is still counted before the end', async () => {
  const { notifier, messages, closed } = setting()
  for (let i = 0; i < 4; i++) notifier.tell(hitOf())
  await notifier.close(3000)
  expect(messages().map(message => message.count)).toEqual([1, 3])
  expect(closed()).toBe(3000)
  expect(vi.getTimerCount()).toBe(0)
})

describe('variables', () => {
  const target: NotifyTarget = { id: 'soc', url: 'env:HOOK', secret: 'env:KEY' }

  test('give address and secret', () => {
    const { notifier, posted } = setting({ targets: [target], env: { HOOK: 'https://soc.example/x', KEY: 'k' } })
    notifier.tell(hitOf())
    expect(posted[0]!.webhook).toEqual({ id: 'soc', url: new URL('https://soc.example/x'), secret: 'k' })
    expect(notifier.health().unset).toBe(0)
  })

  test.each([
    ['not set', {}, 'the variable HOOK is not set'],
    ['empty', { HOOK: '', KEY: 'k' }, 'the variable HOOK is not set'],
    ['no address', { HOOK: 'soc.example', KEY: 'k' }, 'the variable HOOK holds no address of http or https'],
    ['without the secret', { HOOK: 'https://soc.example/x' }, 'the variable KEY is not set'],
  ])('that are %s are logged by name, and nothing is sent', (_, env, words) => {
    const { notifier, policy, messages, lines } = setting({ targets: [target], env })
    notifier.check(policy)
    notifier.tell(hitOf())
    expect(messages()).toEqual([])
    expect(lines.join('')).toContain(words)
    expect(lines.join('')).not.toContain('soc.example')
    expect(notifier.health().unset).toBe(1)
  })
})

describe('the audit store with notifications', () => {
  const rest = { finish: vi.fn(), tunnel: vi.fn(), recover: () => 3, close: async () => undefined }
  const health = () => ({ queued: 1, failed: 0 })

  test('tells a decision after it is durable, and not when it could not be recorded', async () => {
    const told: string[] = []
    let commit: () => void = () => undefined
    const decide = vi.fn<AuditStore['decide']>(() => new Promise(resolve => (commit = resolve)))
    const store = notifying({ ...rest, health, decide }, { tell: record => void told.push(record.id) })
    const first = hitOf()
    const done = store.decide(first)
    await Promise.resolve()
    expect(told).toEqual([])
    commit()
    await done
    expect(told).toEqual([first.id])
    decide.mockRejectedValue(new Error('disk full'))
    await expect(store.decide(hitOf())).rejects.toThrow('disk full')
    expect(told).toEqual([first.id])
  })

  test('hands everything else on', async () => {
    const decide = vi.fn<AuditStore['decide']>(async () => undefined)
    const store = notifying({ ...rest, health, decide }, { tell: () => expect.unreachable() })
    await store.decide(hitOf({ rules: [] }))
    store.finish({ id: 'ev', durationMs: 1, ownMicros: 1, responseBytes: 0 })
    store.tunnel('example.com', 1, 2, 3)
    expect(decide).toHaveBeenCalledOnce()
    expect(rest.finish).toHaveBeenCalledOnce()
    expect(rest.tunnel).toHaveBeenCalledWith('example.com', 1, 2, 3)
    expect([store.recover(0), store.health()]).toEqual([3, { queued: 1, failed: 0 }])
  })
})

test('a notification that cannot be made never reaches the exchange', () => {
  const { notifier, lines } = setting()
  expect(() => notifier.tell({ ...hitOf(), findings: undefined as never })).not.toThrow()
  expect(lines.join('')).toContain('a notification could not be made')
})
