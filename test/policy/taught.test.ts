/** Exemptions that people taught: one value of one detector, for everyone, one person or one app. */
import { expect, test } from 'vitest'
import type { TaughtExemption, TaughtScope } from '../../policy/taught.ts'
import { found, policyOf, request, rule } from './policies.ts'

const hash = 'ab'.repeat(16)
const until = new Date('2026-12-01T00:00:00Z')
const taught = (scope: TaughtScope): TaughtExemption => ({
  id: 'taught-1',
  detector: 'github-token',
  hash,
  scope,
  until,
})
const policy = policyOf(rule('{ content: [secrets] }', 'block'))
const parts = { ...found(['github-token', 'value-one']), hashOf: () => hash }

test.each([
  [{ kind: 'everyone' }, 'allow'],
  [{ kind: 'user', user: 'Ann@eng.example.com' }, 'allow'],
  [{ kind: 'user', user: 'bo@eng.example.com' }, 'block'],
  [{ kind: 'app', app: 'openai-api' }, 'allow'],
  [{ kind: 'app', app: 'chatgpt' }, 'block'],
] as const)('for %j: %s', (scope, action) => {
  const decision = policy.withTaught([taught(scope)]).decide(request(parts))
  expect(decision.action).toBe(action)
  expect(decision.exempt ?? []).toEqual(action === 'allow' ? [{ finding: 0, exemption: 'taught-1' }] : [])
})

test('holds to its end and not a moment longer, for its detector and its value alone', () => {
  const one = policy.withTaught([taught({ kind: 'everyone' })])
  expect(one.decide(request({ ...parts, now: new Date(until.getTime() - 1) })).action).toBe('allow')
  expect(one.decide(request({ ...parts, now: until })).action).toBe('block')
  expect(one.decide(request({ ...parts, hashOf: () => 'cd'.repeat(16) })).action).toBe('block')
  expect(one.decide(request({ ...found(['jwt', 'value-one']), hashOf: () => hash })).action).toBe('block')
})
