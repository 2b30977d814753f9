import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrations } from '../../../proxy/audit/migrations.ts'

test('steps are numbered from 1 without gaps', () => {
  expect(migrations.map(step => step.version)).toEqual(migrations.map((_, i) => i + 1))
})

test('every step runs on the database of the step before, and never drops what was recorded', () => {
  const db = new Database(':memory:')
  const tables = () => db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").pluck().all()
  let before: unknown[] = []
  for (const step of migrations) {
    db.exec(step.sql)
    expect(tables()).toEqual(expect.arrayContaining(before))
    before = tables()
  }
  expect(before).toEqual(
    expect.arrayContaining(['exchanges', 'outcomes', 'tunnels', 'users', 'limit_counters', 'store']),
  )
  db.close()
})
