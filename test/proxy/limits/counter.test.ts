import { expect, test } from 'vitest'
import type { LimitPart } from '../../../policy/limit.ts'
import { createCounter, fromUnits, partName, toUnits, unitsOf, whyNot } from '../../../proxy/limits/counter.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const part: LimitPart = { metric: 'tokens', amount: 1000, window: { kind: 'sliding', seconds: 60 } }

test('a part is named by what it counts and over which time, not by how much is allowed', () => {
  expect(partName(part)).toBe('tokens/60s')
  expect(partName({ ...part, amount: 5 })).toBe(partName(part))
  const window = { kind: 'calendar', unit: 'month', timeZone: 'Asia/Tokyo' } as const
  expect(partName({ ...part, window })).toBe('tokens/month/Asia/Tokyo')
})

test('units are whole: nothing that was spent is rounded away, nothing is invented', () => {
  const spend = { requests: 1, tokens: 10.2, cost: 0.1 }
  expect(unitsOf('requests', spend)).toBe(1)
  expect(unitsOf('tokens', spend)).toBe(11)
  expect(unitsOf('cost', spend)).toBe(100_000_000)
  expect(unitsOf('cost', { ...spend, cost: 1e-11 })).toBe(1)
  expect(unitsOf('cost', { ...spend, cost: 0 })).toBe(0)
  for (const dollars of [0.1, 0.7, 19.99, 25, 1234.56])
    expect(fromUnits('cost', toUnits('cost', dollars))).toBe(dollars)
})

test('there is room up to the amount and not beyond', () => {
  const counter = createCounter('l', part, 'ann')
  counter.spent.add(400, noon)
  counter.held = 500
  expect(whyNot(counter, part, 100, noon, 5000)).toBeUndefined()
  expect(whyNot(counter, part, 101, noon, 5000)).toMatchObject({ used: 900 })
})

test.each([
  ['what was spent leaves in time', 400, 0, 700, { used: 400, retryAfterSeconds: 60 }],
  ['running requests hold it', 0, 400, 700, { used: 400, retryAfterSeconds: 5, running: true }],
  ['it never fits', 0, 0, 1001, { used: 0, retryAfterSeconds: 60, tooLarge: true }],
])('why a request has to wait: %s', (_name, spent, held, worst, over) => {
  const counter = createCounter('l', part, 'ann')
  counter.spent.add(spent, noon)
  counter.held = held
  expect(whyNot(counter, part, worst, noon, 5000)).toEqual(over)
})
