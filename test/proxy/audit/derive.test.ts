import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveStatements, sumNames } from '../../../proxy/audit/derive.ts'
import { lastNumber, openDerived } from '../../../proxy/audit/derived.ts'
import { countedIn, noon, totalsOf, week } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
const records = week(200)
beforeAll(async () => {
  place = sqlitePlace()
  const store = place.store()
  // Ends come among later decisions, as they do.
  for (let i = 0; i < records.length; i++) {
    const { outcome: _outcome, ...record } = records[i]!
    await store.decide(record)
    const ended = records[i - 20]
    if (ended?.outcome) store.finish({ id: ended.id, ...ended.outcome })
  }
  await store.close()
})
afterAll(() => place.remove())

/** Every derived row, after taking rows over in steps of these sizes. */
function deriveIn(sizes: readonly number[]): unknown {
  const derived = openDerived(place.path, { inMemory: true })
  const { db } = derived
  const statements = deriveStatements.map(sql => db.prepare(sql))
  const last = lastNumber(db)
  let after = 0
  for (let i = 0; after < last; i++) {
    const upto = Math.min(last, after + sizes[i % sizes.length]!)
    for (const statement of statements) statement.run({ after, upto })
    after = upto
  }
  const all = ['shifts', 'slots', 'names', 'postings', 'ids'].map(table => db.prepare(`SELECT * FROM ${table}`).all())
  const totals = db.prepare(`SELECT ${sumNames.map(name => `sum(${name}) AS ${name}`).join(', ')} FROM shifts`).get()
  db.close()
  return {
    all: JSON.parse(JSON.stringify(all), (_key, v) => (typeof v === 'number' ? Math.round(v * 1e6) : v)),
    totals,
  }
}

test('each row counts once, however the rows are cut into steps', () => {
  const atOnce = deriveIn([1_000_000])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 }), sizes => {
      expect(deriveIn(sizes)).toMatchObject({ all: (atOnce as { all: unknown }).all })
    }),
    { numRuns: 10 },
  )
})

test('the sums are those of the rows whose end was written', () => {
  const { totals } = deriveIn([50]) as { totals: Record<string, number> }
  const ended = records.map((record, i) => {
    const { outcome, ...decision } = record
    return i < records.length - 20 && outcome ? { ...decision, outcome } : decision
  })
  const wanted = totalsOf(countedIn(ended, { from: 0, to: noon + 1 }))
  expect(totals).toMatchObject({
    requests: wanted.requests,
    tokens: wanted.tokens,
    blocked: wanted.blocked,
    unpriced: wanted.unpriced,
    cost: expect.closeTo(wanted.costUsd, 9),
  })
})

test('the audit file has no index on exchanges: a decision that a request waits for is one page', () => {
  const db = new Database(place.path, { readonly: true })
  expect(db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'exchanges'").all()).toEqual([])
  db.close()
})
