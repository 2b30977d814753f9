import { expect, test } from 'vitest'
import { bucketedQuery, overviewSchema, totalsSchema } from '../../../console/contract/usage.ts'

const totals = {
  ...{ requests: 3, people: 1, tokens: 12.5, costUsd: 0.01, costMeasuredShare: 1 },
  ...{ allowed: 1, alerted: 0, redacted: 1, blocked: 1, unpriced: 0 },
}

test('totals hold no negative or fractional counts', () => {
  expect(totalsSchema.safeParse(totals).success).toBe(true)
  expect(totalsSchema.safeParse({ ...totals, requests: -1 }).success).toBe(false)
  expect(totalsSchema.safeParse({ ...totals, blocked: 0.5 }).success).toBe(false)
  expect(totalsSchema.safeParse({ ...totals, costMeasuredShare: 1.2 }).success).toBe(false)
})

test('an overview names all three coverages', () => {
  const lists = { buckets: [], topPeople: [], topApps: [], topModels: [], topDetectors: [] }
  const overview = { totals, previous: totals, ...lists, coverage: { full: 1, partial: 1, none: 1 } }
  expect(overviewSchema.safeParse(overview).success).toBe(true)
  expect(overviewSchema.safeParse({ ...overview, coverage: { full: 1 } }).success).toBe(false)
})

test('a bucket width is a whole number of milliseconds', () => {
  expect(bucketedQuery.parse({ from: '1', to: '2', bucketMs: '60000' }).bucketMs).toBe(60_000)
  expect(bucketedQuery.safeParse({ from: '1', to: '2', bucketMs: '1e3' }).success).toBe(false)
})
