import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteReader } from '../../../proxy/audit/sqlite-reader.ts'
import { decision, noon } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
beforeEach(() => {
  place = sqlitePlace()
})
afterEach(() => place.remove())

test('a database that is missing is one line with the remedy', () => {
  expect(() => openSqliteReader({ path: place.path })).toThrow(
    /does not exist yet; check data_dir, or start the proxy once/,
  )
})

test('an open reader takes new rows over by itself', async () => {
  const store = place.store()
  const reader = openSqliteReader({ path: place.path, catchUpMs: 10 })
  await store.decide(decision())
  const second = place.reader()
  await expect.poll(() => second.events({}, { limit: 5 }).events.length).toBe(1)
  reader.close()
  // A closed reader's timer must not touch the closed database.
  await new Promise(resolve => setTimeout(resolve, 40))
})

test('a page is found from a cursor that is not indexed yet, and from none that is unknown', async () => {
  const store = place.store()
  const reader = place.reader()
  reader.events({}, { limit: 1 })
  place.stopIndexing()
  const records = Array.from({ length: 5 }, (_, i) => decision({ at: noon + i }))
  for (const record of records) await store.decide(record)
  const page = reader.events({}, { limit: 2, before: records[3]!.id })
  expect(page.events.map(event => event.id)).toEqual([records[2]!.id, records[1]!.id])
  expect(reader.events({}, { limit: 2, before: 'ev_unknown' })).toEqual({ events: [] })
})
