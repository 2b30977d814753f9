import { describe, expect, test } from 'vitest'
import { errorsOf, policyOf } from './policies.ts'

const groups = `people:
  eng: { users: "*@eng.example.com" }
  leads: { users: lead@eng.example.com }
`
const limitOf = (text: string) => policyOf(`${groups}limits:\n  - { id: l, ${text} }\n`).limits[0]!
const keys = (text: string, user = 'ann@eng.example.com', app = 'openai-api', model?: string) =>
  limitOf(text).keys({ person: { user, address: '192.0.2.1', directoryGroups: [] }, app, ...(model && { model }) })

test('amounts of all three metrics, several each, become parts', () => {
  const limit = limitOf('per: user, requests: [120/min, 2k/day], tokens: 2M/month, cost: 25 USD/24h, message: enough')
  expect(limit).toMatchObject({ id: 'l', per: 'user', action: 'block', message: 'enough' })
  expect(limit.parts).toEqual([
    { metric: 'requests', amount: 120, window: { kind: 'sliding', seconds: 60 } },
    { metric: 'requests', amount: 2000, window: { kind: 'calendar', unit: 'day', timeZone: 'UTC' } },
    { metric: 'tokens', amount: 2_000_000, window: { kind: 'calendar', unit: 'month', timeZone: 'UTC' } },
    { metric: 'cost', amount: 25, window: { kind: 'sliding', seconds: 86_400 } },
  ])
})

test('calendar windows are those of the limit, else of the policy', () => {
  const policy = policyOf(`time_zone: Europe/Berlin
limits:
  - { id: a, per: user, requests: 1/day }
  - { id: b, per: user, requests: 1/day, time_zone: Asia/Tokyo, action: alert }
`)
  expect(policy.limits.map(limit => limit.parts[0]!.window)).toMatchObject([
    { timeZone: 'Europe/Berlin' },
    { timeZone: 'Asia/Tokyo' },
  ])
  expect(policy.limits[1]!.action).toBe('alert')
})

test('in monitor mode a limit that would refuse is recorded and passes', () => {
  const text = 'limits:\n  - { id: l, per: user, requests: 1/min, action: block }\n'
  expect(policyOf(`mode: monitor\n${text}`).limits[0]!.action).toBe('alert')
  expect(policyOf(text).limits[0]!.action).toBe('block')
})

describe('the counters of a request', () => {
  test.each([
    ['user', ['ann@eng.example.com']],
    ['app', ['openai-api']],
    ['everyone', ['*']],
    ['group', ['eng']],
  ])('per: %s', (per, expected) => {
    expect(keys(`per: ${per}, requests: 1/min`)).toEqual(expected)
  })

  test('per: group are all groups the person is in, or those that the limit names', () => {
    expect(keys('per: group, requests: 1/min', 'lead@eng.example.com')).toEqual(['eng', 'leads'])
    expect(keys('per: group, requests: 1/min, when: { people: [leads] }', 'lead@eng.example.com')).toEqual(['leads'])
    expect(keys('per: group, requests: 1/min, when: { people: { not: leads } }')).toEqual(['eng'])
    expect(keys('per: group, requests: 1/min', 'bo@example.com')).toEqual([])
  })

  test('are none when the conditions do not hold', () => {
    const when = 'per: user, requests: 1/min, when: { people: eng, app: [chatgpt, openai-api], model: "gpt-5*" }'
    expect(keys(when, 'ann@eng.example.com', 'openai-api', 'gpt-5-mini')).toEqual(['ann@eng.example.com'])
    expect(keys(when, 'ann@example.com', 'openai-api', 'gpt-5-mini')).toEqual([])
    expect(keys(when, 'ann@eng.example.com', 'anthropic-api', 'gpt-5-mini')).toEqual([])
    expect(keys(when, 'ann@eng.example.com', 'openai-api', 'o3')).toEqual([])
    expect(keys(when, 'ann@eng.example.com', 'openai-api')).toEqual([])
  })
})

test.each([
  ['per: user', "limit 'l' limits nothing"],
  ['per: user, requests: 5/week', "requests: write a week as the sliding window '/7d'"],
  ['per: user, cost: [25 USD/day, 25 EUR/day]', "cost is counted in USD, not in 'EUR'"],
  ['per: user, requests: 1/day, time_zone: Mars', "unknown time zone 'Mars'"],
  ['per: user, requests: 120', 'requests: must be an amount or a list of them, such as `120/min`, `2000/day`'],
])('%s is refused', (text, message) => {
  expect(errorsOf(`limits:\n  - { id: l, ${text} }\n`).join('\n')).toContain(message)
})
