import { expect, test } from 'vitest'
import { compileRule, compileSetting, defaultSeverity } from '../../policy/compile.ts'
import type { CompileContext } from '../../policy/condition.ts'
import { actions } from '../../policy/decision.ts'
import type { Item } from '../../policy/merge.ts'
import { compilePeople } from '../../policy/people.ts'
import type { PolicyRule } from '../../policy/schema.ts'
import { hits, policyOf } from './policies.ts'

const context: CompileContext = { people: compilePeople(new Map()), timeZone: 'UTC' }
const place = { file: 'p.yaml', line: 1, column: 1 }
const compile = (value: Omit<PolicyRule, 'id'>) => {
  const item: Item<PolicyRule> = { id: 'r', value: { id: 'r', ...value }, place, at: () => place }
  return compileRule(item, [], context)
}

test('conditions that cost nothing are asked before those that search', () => {
  const rule = compile({
    when: { time: { days: 'mon' }, content: 'secrets', people: '*', app: 'chatgpt' },
    action: 'block',
  })
  expect(rule.conditions.map(condition => condition.kind)).toEqual(['direction', 'app', 'people', 'content', 'time'])
  expect(rule.content?.kind).toBe('content')
})

test.each([
  [{ host: '*' }, true],
  [{ host: '*', people: '*', time: { days: 'mon' } }, true],
  [{ host: '*', direction: 'any' as const }, false],
  [{ host: '*', app: 'chatgpt' }, false],
  [{ people: '*' }, false],
  [{}, false],
])('when %j counts for tunnels: %s', (when, expected) => {
  expect(compile({ when, action: 'block' }).tunnel).toBe(expected)
})

test('severity follows the action unless said', () => {
  expect(actions.map(action => compile({ when: {}, action }).severity)).toEqual(['info', 'low', 'medium', 'high'])
  expect(compile({ when: {}, action: 'alert', severity: 'critical' }).severity).toBe('critical')
  expect(defaultSeverity.block).toBe('high')
})

test('an allow rule sanctions only the apps it names', () => {
  expect(compile({ when: { app: 'chatgpt' }, action: 'allow' }).sanctions).toBe(true)
  expect(compile({ when: {}, action: 'allow' }).sanctions).toBe(false)
  expect(compile({ when: { app: 'chatgpt' }, action: 'alert' }).sanctions).toBe(false)
})

test('a setting is a rule with one condition', () => {
  const always = { kind: 'x', holds: () => true, says: () => 'always' }
  expect(compileSetting('uninspected', 'block', always, [])).toMatchObject({
    id: 'uninspected',
    action: 'block',
    severity: 'high',
    tunnel: false,
  })
})

test('an exemption counts for the rules it names and no others', () => {
  const policy = policyOf(`
rules:
  - { id: a, when: {}, action: block }
  - { id: b, when: {}, action: alert }
exemptions:
  - { id: e, rules: [a], until: 2030-01-01, reason: x }
`)
  expect(hits(policy)).toEqual(['a', 'b'])
  expect(policy.decide({ ...baseRequest() }).action).toBe('alert')
})

function baseRequest() {
  return {
    person: { user: 'a', address: '192.0.2.1', directoryGroups: [] },
    app: 'chatgpt',
    provider: 'generic',
    host: 'chatgpt.com',
    direction: 'request' as const,
    coverage: { verdict: 'full' as const },
    segments: [],
    findings: [],
    now: new Date('2026-11-21T00:00:00Z'),
  }
}
