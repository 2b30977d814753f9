import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Derived, openDerived } from '../../../proxy/audit/derived.ts'
import { type Facts, openFacts } from '../../../proxy/audit/facts.ts'
import { countedIn, noon, totalsOf, week } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

const day = 86_400_000
const records = week(300)
let place: SqlitePlace
let derived: Derived
let facts: Facts
beforeAll(async () => {
  place = sqlitePlace()
  const store = place.store()
  await Promise.all(records.map(({ outcome: _outcome, ...record }) => store.decide(record)))
  derived = openDerived(place.path)
  derived.catchUp()
  // The ends stay untaken: they must be added to rows that are.
  for (const { id, outcome } of records) if (outcome) store.finish({ id, ...outcome })
  await store.close()
  facts = openFacts(derived.db)
})
afterAll(async () => {
  derived.db.close()
  await place.remove()
})

const range = fc
  .tuple(fc.integer({ min: 0, max: 8 * day }), fc.integer({ min: 1, max: 3 * day }))
  .map(([ago, length]) => ({ from: noon - ago, to: noon - ago + length }))

test('any range, cut anywhere, adds up to its rows', () => {
  fc.assert(
    fc.property(range, asked => {
      const wanted = totalsOf(countedIn(records, asked))
      const rows = facts.use(asked)
      const sum = (name: 'requests' | 'tokens' | 'cost') => rows.reduce((total, row) => total + row[name], 0)
      expect(sum('requests')).toBe(wanted.requests)
      expect(sum('tokens')).toBe(wanted.tokens)
      expect(sum('cost')).toBeCloseTo(wanted.costUsd, 9)
    }),
  )
})

test('buckets of any length cover the range without gap or overlap, for all and for one person', () => {
  const lengths = fc.constantFrom(300_000, 1_800_000, 3_600_000, 7_777_777, day)
  fc.assert(
    fc.property(range, lengths, fc.constantFrom(undefined, 'user-3'), (asked, bucketMs, user) => {
      const { from } = asked
      const to = Math.min(asked.to, from + 200 * bucketMs)
      const own = user === undefined ? records : records.filter(record => record.user === user)
      facts.buckets({ from, to }, bucketMs, user).forEach((bucket, n) => {
        const at = from + n * bucketMs
        const wanted = totalsOf(countedIn(own, { from: at, to: Math.min(at + bucketMs, to) }))
        expect(bucket.requests).toBe(wanted.requests)
        expect(bucket.tokens).toBe(wanted.tokens)
        expect(bucket.users.size).toBe(wanted.people)
      })
    }),
    { numRuns: 40 },
  )
})
