/** The policy in force with what it was taught, as the store changes, fails and comes back. */
import { expect, test } from 'vitest'
import type { Policy } from '../../../policy/policy.ts'
import type { TaughtExemption } from '../../../policy/taught.ts'
import { taughtPolicy } from '../../../proxy/exemptions/taught-policy.ts'
import { compilePolicy, makeGate } from '../gate.ts'

const hash = 'ab'.repeat(16)
const rules = 'rules:\n  - { id: r, when: { content: [secrets] }, action: block }\n'
const one: TaughtExemption = {
  id: 'taught-1',
  detector: 'jwt',
  hash,
  scope: { kind: 'everyone' },
  until: new Date('2100-01-01'),
}

const decides = (policy: Policy): string =>
  policy.decide({
    person: { user: 'ann', directoryGroups: [], address: '192.0.2.1' },
    app: 'openai-api',
    provider: 'openai',
    host: 'api.openai.com',
    direction: 'request',
    coverage: { verdict: 'full' },
    segments: [{ text: 'value', role: 'user', kind: 'prompt', place: 'text', editable: true }],
    findings: [
      {
        text: 0,
        detector: 'jwt',
        category: 'secrets',
        severity: 'high',
        start: 0,
        end: 5,
        confidence: 'high',
        why: [],
      },
    ],
    now: new Date(),
    hashOf: () => hash,
  }).action

function setUp() {
  const gate = makeGate()
  const state = { policy: compilePolicy(rules), taught: [] as readonly TaughtExemption[], broken: false }
  const current = taughtPolicy({
    policy: () => state.policy,
    store: {
      standing: () => {
        if (state.broken) throw new Error('disk I/O error')
        return state.taught
      },
    },
    log: gate.log,
  })
  return { state, current, lines: gate.lines }
}

test('without any it is the policy itself; a change of either makes a new one, nothing else does', () => {
  const { state, current } = setUp()
  expect(current()).toBe(state.policy)
  state.taught = [one]
  const taught = current()
  expect(decides(taught)).toBe('allow')
  expect(current()).toBe(taught)
  expect(decides(state.policy)).toBe('block')
  state.policy = compilePolicy(rules.replace('id: r', 'id: s'))
  expect(current()).not.toBe(taught)
  expect(decides(current())).toBe('allow')
  state.taught = []
  expect(decides(current())).toBe('block')
})

test('what cannot be read exempts nothing, is logged once, and counts again when it can', () => {
  const { state, current, lines } = setUp()
  state.taught = [one]
  expect(decides(current())).toBe('allow')
  state.broken = true
  expect(decides(current())).toBe('block')
  expect(decides(current())).toBe('block')
  expect(lines.map(({ line }) => line)).toEqual(['error taught exemptions cannot be read: none counts until they can'])
  state.broken = false
  expect(decides(current())).toBe('allow')
})
