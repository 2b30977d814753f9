import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCheckpointer } from '../../../proxy/audit/checkpoint.ts'
import { openDatabase } from '../../../proxy/audit/database.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
beforeEach(() => {
  place = sqlitePlace()
})
afterEach(() => place.remove())

test('what was written moves into the database file, though its writer never moves it', async () => {
  const db = openDatabase({ path: place.path })
  const errors: unknown[] = []
  const checkpointer = createCheckpointer({ path: place.path, onError: error => errors.push(error), everyMs: 10 })
  const before = statSync(place.path).size
  const insert = db.prepare('INSERT INTO tunnels VALUES (?, ?, 1, 1, 1)')
  db.transaction(() => {
    for (let i = 0; i < 5000; i++) insert.run(i, 'host.example')
  })()
  expect(statSync(place.path).size).toBe(before)
  checkpointer.written()
  await expect.poll(() => statSync(place.path).size).toBeGreaterThan(before)
  expect(errors).toEqual([])
  await checkpointer.close()
  db.close()
})

test('a thread that fails is told once, and nothing else happens', async () => {
  const errors: unknown[] = []
  const path = join(place.path, '..', 'missing', 'sluice.db')
  const checkpointer = createCheckpointer({ path, onError: error => errors.push(error), everyMs: 1 })
  checkpointer.written()
  await expect.poll(() => errors.length).toBe(1)
  checkpointer.written()
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(errors).toHaveLength(1)
  await checkpointer.close()
})

test('closed before it began, it starts no thread', async () => {
  const checkpointer = createCheckpointer({ path: place.path, onError: () => expect.unreachable(), everyMs: 1 })
  checkpointer.written()
  await checkpointer.close()
  checkpointer.written()
})
