import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DecisionRecord } from '../../../proxy/audit/types.ts'
import { decision, finding, noon, outcome, usage } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
beforeEach(() => {
  place = sqlitePlace()
})
afterEach(() => place.remove())

const hour = { from: noon, to: noon + 3_600_000 }

async function record(records: readonly DecisionRecord[], usd: (i: number) => number = () => 0): Promise<void> {
  const store = place.store()
  await Promise.all(records.map(one => store.decide(one)))
  records.forEach((one, i) => {
    store.finish(outcome(one.id, { usage: usage(), cost: { usd: usd(i), basis: 'measured' } }))
  })
  await store.close()
}

test('top lists hold ten names, the dearest first', async () => {
  await record(
    Array.from({ length: 15 }, (_, i) => decision({ user: `user-${i}`, model: `model-${i}` })),
    i => i / 8,
  )
  const overview = place.reader().overview(hour, 3_600_000)
  expect(overview.topPeople.map(row => row.name)).toEqual(Array.from({ length: 10 }, (_, i) => `user-${14 - i}`))
  expect(overview.topModels[0]).toEqual({ name: 'model-14', requests: 1, tokens: 1500, costUsd: 14 / 8, flagged: 0 })
  expect(overview.totals.people).toBe(15)
})

test('page loads of a web app are no use of AI, unless something was found in them', async () => {
  const other = decision({ kind: 'other', user: 'ben' })
  const found = decision({ kind: 'other', user: 'eve', findings: [finding('iban')] })
  await record([decision(), other, found])
  const reader = place.reader()
  expect(reader.overview(hour, 3_600_000).totals).toMatchObject({ requests: 2, people: 2 })
  expect(reader.people(hour, 'name').map(row => row.name)).toEqual(['ann@acme.example', 'eve'])
  expect(reader.person('ben', hour, 3_600_000)).toBeUndefined()
  expect(reader.events({}, { limit: 10 }).events).toHaveLength(3)
})

test('nothing recorded is zero of everything, and no share is NaN', () => {
  place.store()
  const overview = place.reader().overview(hour, 1_800_000)
  expect(overview.totals).toMatchObject({ requests: 0, people: 0, costUsd: 0, costMeasuredShare: 1 })
  expect(overview.buckets).toHaveLength(2)
  expect(overview).toMatchObject({ topPeople: [], topModels: [], topDetectors: [], coverage: { full: 0 } })
})

test('people can be ordered by what the page asks for', async () => {
  const blocked = { action: 'block', enforced: 'block', findings: [finding('iban')] } as const
  await record(
    [
      decision({ user: 'ann', at: noon }),
      decision({ user: 'ann', at: noon + 1 }),
      decision({ user: 'ben', at: noon + 5, ...blocked }),
    ],
    i => (i === 2 ? 5 : 0),
  )
  const names = (order: 'requests' | 'costUsd' | 'flagged' | 'lastSeen' | 'name') =>
    place
      .reader()
      .people(hour, order)
      .map(row => row.name)
  expect(names('requests')).toEqual(['ann', 'ben'])
  for (const order of ['costUsd', 'flagged', 'lastSeen'] as const) expect(names(order)).toEqual(['ben', 'ann'])
  expect(place.reader().people(hour, 'lastSeen')[0]).toMatchObject({ lastSeen: noon + 5, blocked: 1, flagged: 1 })
})
