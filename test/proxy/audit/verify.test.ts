import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyAudit } from '../../../proxy/audit/verify.ts'
import { decision, noon, outcome } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
beforeEach(async () => {
  place = sqlitePlace()
  const store = place.store()
  const records = Array.from({ length: 50 }, (_, i) => decision({ at: noon + i }))
  await Promise.all(records.map(record => store.decide(record)))
  for (const { id } of records.slice(10)) store.finish(outcome(id))
  await store.close()
})
afterEach(() => place.remove())

test('a whole database: what it holds, and no problem', () => {
  expect(verifyAudit(place.path)).toEqual({
    schemaVersion: 2,
    exchanges: 50,
    from: noon,
    to: noon + 49,
    open: 10,
    interrupted: 0,
    problems: [],
  })
})

test('rows cut off by a stop are counted after the restart', async () => {
  const store = place.store()
  store.recover(noon)
  await store.close()
  expect(verifyAudit(place.path)).toMatchObject({ open: 0, interrupted: 10, problems: [] })
})

test('removed rows are counted, whether decisions or ends', () => {
  const db = new Database(place.path)
  db.exec('DELETE FROM exchanges WHERE seq IN (5, 6, 7); DELETE FROM outcomes WHERE change = 60')
  db.close()
  expect(verifyAudit(place.path).problems).toEqual(['4 rows are missing: numbers between 2 and 91 have no row'])
})

test('a damaged page is found, and no content is quoted', () => {
  const bytes = readFileSync(place.path)
  const at = bytes.lastIndexOf(Buffer.from('ann@acme.example'))
  expect(at).toBeGreaterThan(0)
  // The page's header: type and free-block offsets.
  bytes.fill(0x5a, Math.floor(at / 4096) * 4096, Math.floor(at / 4096) * 4096 + 16)
  writeFileSync(place.path, bytes)
  const text = verifyAudit(place.path).problems.join('\n')
  expect(text).toMatch(/^database damaged: /)
  expect(text).not.toContain('ann@acme')
})
