import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { openSqliteAudit, type SqliteAuditOptions } from '../../../proxy/audit/sqlite.ts'
import { type LogFields, silentLog } from '../../../proxy/log.ts'
import { auditContract } from '../../contracts/audit.ts'
import { decision, outcome } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

auditContract('sqlite', () => {
  const { stopIndexing: _stopIndexing, ...place } = sqlitePlace()
  return place
})

auditContract('sqlite, whose readers cannot index the last rows', sqlitePlace)

auditContract('sqlite, whose readers cannot index any row', () => {
  const place = sqlitePlace()
  const reader = () => {
    const opened = place.reader()
    place.stopIndexing()
    return opened
  }
  return { ...place, reader, stopIndexing: () => undefined }
})

describe('when the database fails', () => {
  const opened: SqlitePlace[] = []
  afterEach(async () => {
    for (const place of opened.splice(0)) await place.remove()
  })
  function open(options: Partial<SqliteAuditOptions> = {}) {
    const place = sqlitePlace()
    opened.push(place)
    const errors: string[] = []
    const log = { error: (message: string) => void errors.push(message) }
    const store = openSqliteAudit({ path: place.path, log, now: Date.now, flushMs: 5, busyTimeoutMs: 20, ...options })
    const lock = new Database(place.path)
    return { place, store, errors, lock }
  }

  test('locked by another process, decide() rejects: nothing may leave; unlocked, it goes on', async () => {
    const { store, lock } = open()
    lock.exec('BEGIN IMMEDIATE')
    await expect(store.decide(decision())).rejects.toThrow(/locked/)
    expect(store.health()).toMatchObject({ failed: 1, lastError: expect.stringMatching(/locked/) })
    lock.exec('ROLLBACK')
    await store.decide(decision())
    lock.close()
    await store.close()
  })

  test('one record that cannot be stored does not fail those that came with it', async () => {
    const { place, store, lock } = open()
    lock.close()
    const [good, bad] = [decision(), decision({ at: Number.NaN })]
    const results = await Promise.allSettled([store.decide(good), store.decide(bad)])
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected'])
    store.finish(outcome(bad.id))
    store.finish(outcome(good.id))
    await store.close()
    expect(
      place
        .reader()
        .events({}, { limit: 5 })
        .events.map(e => [e.id, e.ended]),
    ).toEqual([[good.id, true]])
  })

  test('an outcome that cannot be written is tried again', async () => {
    const { place, store, lock, errors } = open()
    const record = decision()
    await store.decide(record)
    lock.exec('BEGIN IMMEDIATE')
    store.finish(outcome(record.id))
    await expect.poll(() => store.health().lastError).toMatch(/locked/)
    lock.exec('ROLLBACK')
    await expect.poll(() => store.health().queued).toBe(0)
    expect(place.reader().event(record.id)?.outcome?.status).toBe(200)
    expect(errors).toEqual([])
    lock.close()
    await store.close()
  })

  test('what cannot be written at all is given up, logged once and counted; the rest of the batch is kept', async () => {
    const { place, store, lock, errors } = open()
    lock.close()
    const [good, bad] = [decision(), decision()]
    await Promise.all([store.decide(good), store.decide(bad)])
    store.finish(outcome(bad.id, { durationMs: Number.NaN }))
    store.finish(outcome(good.id))
    await expect.poll(() => store.health()).toMatchObject({ queued: 0, failed: 1 })
    expect(errors).toEqual(['outcomes of exchanges could not be recorded'])
    expect(place.reader().event(good.id)?.outcome?.status).toBe(200)
    expect(place.reader().event(bad.id)?.outcome).toBeUndefined()
    await store.close()
  })
})

test('a store that loses outcomes says so now and then, not for each of them', async () => {
  const place = sqlitePlace()
  const logged: (number | undefined)[] = []
  let now = 0
  const log = { error: (_message: string, fields?: LogFields) => void logged.push(fields?.count) }
  const store = openSqliteAudit({ path: place.path, log, now: () => now })
  await store.close()
  for (let i = 0; i < 100; i++) store.finish(outcome('ev_late'))
  now += 10_000
  store.finish(outcome('ev_late'))
  expect(logged).toEqual([1, 100])
  expect(store.health().failed).toBe(101)
  await place.remove()
})

test('a decision and its end cost a fraction of a millisecond', async () => {
  const place = sqlitePlace()
  const store = openSqliteAudit({ path: place.path, log: silentLog, now: Date.now })
  const number = 4000
  const before = process.cpuUsage()
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let i = 0; i < number / 16; i++) {
        const record = decision()
        await store.decide(record)
        store.finish(outcome(record.id))
      }
    }),
  )
  await store.close()
  const { user, system } = process.cpuUsage(before)
  // Some 0.015 ms on an idle machine; the bound leaves room for a busy one.
  expect((user + system) / 1000 / number).toBeLessThan(0.3)
  await place.remove()
})
