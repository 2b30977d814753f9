import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDerived } from '../../../proxy/audit/derived.ts'
import { decision } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
let indexPath: string
beforeEach(() => {
  place = sqlitePlace()
  indexPath = place.path.replace('.db', '.index.db')
})
afterEach(() => place.remove())

async function record(number: number): Promise<void> {
  const store = place.store()
  await Promise.all(Array.from({ length: number }, () => store.decide(decision())))
  await store.close()
}

function taken(): { readonly ids: number; readonly upto: number } {
  const derived = openDerived(place.path)
  derived.catchUp()
  const ids = Number(derived.db.prepare('SELECT count(*) FROM ids').pluck().get())
  const upto = Number(derived.db.prepare('SELECT upto FROM derived').pluck().get())
  derived.db.close()
  return { ids, upto }
}

test('rows are taken over once, into a file for its owner alone', async () => {
  await record(30)
  expect(taken()).toEqual({ ids: 30, upto: 31 })
  await record(5)
  expect(taken()).toEqual({ ids: 35, upto: 36 })
  expect(statSync(indexPath).mode & 0o777).toBe(0o600)
})

test('a file that was deleted, is damaged, of another version or of another database is made again', async () => {
  await record(10)
  taken()
  rmSync(indexPath)
  expect(taken().ids).toBe(10)
  writeFileSync(indexPath, 'x'.repeat(8192))
  expect(taken().ids).toBe(10)
  const older = new Database(indexPath)
  older.pragma('user_version = 99')
  older.close()
  expect(taken().ids).toBe(10)
  const other = sqlitePlace()
  await other.store().decide(decision())
  const otherDerived = openDerived(other.path)
  otherDerived.catchUp()
  otherDerived.db.close()
  copyFileSync(other.path.replace('.db', '.index.db'), indexPath)
  expect(taken().ids).toBe(10)
  await other.remove()
})

test('an index that is ahead of a database restored from a backup is made again', async () => {
  await record(10)
  const backup = `${place.path}.backup`
  copyFileSync(place.path, backup)
  await record(10)
  expect(taken().ids).toBe(20)
  copyFileSync(backup, place.path)
  expect(taken().ids).toBe(10)
})

test('where the file cannot be made, the index is in memory', async () => {
  await record(10)
  mkdirSync(indexPath)
  expect(taken().ids).toBe(10)
  expect(statSync(indexPath).isDirectory()).toBe(true)
})

test('while another reader takes rows over, this one does not wait', async () => {
  await record(10)
  const derived = openDerived(place.path)
  place.stopIndexing()
  const start = performance.now()
  derived.catchUp()
  expect(performance.now() - start).toBeLessThan(1000)
  expect(derived.db.prepare('SELECT upto FROM derived').pluck().get()).toBe(0)
  derived.db.close()
})

test('a database that is missing is one line', () => {
  expect(() => openDerived(place.path)).toThrow(/sluice\.db: does not exist yet/)
})
