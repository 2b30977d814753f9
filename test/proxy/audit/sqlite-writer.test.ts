import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Sqlite } from '../../../proxy/audit/database.ts'
import { AuditWriter } from '../../../proxy/audit/sqlite-writer.ts'
import { decision, outcome } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
let db: Sqlite
let writer: AuditWriter
beforeEach(() => {
  place = sqlitePlace()
  db = openDatabase({ path: place.path })
  writer = new AuditWriter(db)
})
afterEach(() => {
  writer.close()
  return place.remove()
})

const numbers = () =>
  db.prepare('SELECT seq FROM exchanges UNION ALL SELECT change FROM outcomes ORDER BY 1').pluck().all()

// A record that SQLite cannot store: `at` is NOT NULL.
const bad = decision({ at: Number.NaN })

test('a group is written whole or not at all, and numbers have no gaps', () => {
  const [a, b] = [decision(), decision()]
  writer.write([a])
  expect(() => writer.write([b, bad])).toThrow(/NOT NULL/)
  writer.write([b], [outcome(a.id)])
  expect(numbers()).toEqual([2, 3, 4])
})

test('the outcome of a decision that was rolled back is nobody else’s', () => {
  const [refused, other] = [decision(), decision()]
  expect(() => writer.write([refused, bad])).toThrow()
  writer.write([other])
  writer.write([], [outcome(refused.id)])
  expect(db.prepare('SELECT count(*) FROM outcomes').pluck().get()).toBe(0)
})

test('a full disk fails the write and leaves what was there; with room again it goes on', () => {
  const a = decision()
  writer.write([a])
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
  const many = Array.from({ length: 500 }, () => decision({ path: `/${'x'.repeat(500)}` }))
  expect(() => writer.write(many)).toThrow(/full/)
  db.pragma('max_page_count = 1000000')
  writer.write(many, [outcome(a.id)])
  expect(numbers()).toHaveLength(502)
})

test('tunnels add up per UTC day and host, and survive a failed write', () => {
  const day = 86_400_000
  writer.tunnel('intranet.acme.example', 10, 100, 5 * day + 1)
  writer.tunnel('intranet.acme.example', 1, 2, 6 * day - 1)
  writer.tunnel('intranet.acme.example', 7, 7, 6 * day)
  expect(() => writer.write([bad])).toThrow()
  expect(writer.hasTunnels).toBe(true)
  writer.write([])
  writer.tunnel('intranet.acme.example', 5, 5, 5 * day)
  writer.write([])
  expect(writer.hasTunnels).toBe(false)
  expect(db.prepare('SELECT * FROM tunnels').raw().all()).toEqual([
    [5, 'intranet.acme.example', 3, 16, 107],
    [6, 'intranet.acme.example', 1, 7, 7],
  ])
})

test('while nothing can be written, tunnels to ever new hosts take bounded memory and lose no byte', () => {
  for (let i = 0; i < 12_000; i++) writer.tunnel(`host-${i}.example`, 1, 2, 0)
  writer.write([])
  expect(db.prepare('SELECT count(*) AS hosts, sum(bytes_up) AS up FROM tunnels').get()).toEqual({
    hosts: 10_001,
    up: 12_000,
  })
})

test('recover looks at rows of earlier processes alone, and never twice at the same', () => {
  const [cut, running] = [decision(), decision()]
  writer.write([cut])
  const next = new AuditWriter(db)
  next.write([running])
  expect(next.recover()).toBe(1)
  expect(next.recover()).toBe(0)
  expect(db.prepare('SELECT seq FROM outcomes').pluck().all()).toEqual([2])
  expect(db.prepare('SELECT ended_below FROM store').pluck().get()).toBe(3)
})

test('what has ended is noted now and then, so that a start does not search all rows', () => {
  writer.recover()
  const first = decision()
  writer.write([first])
  const others = Array.from({ length: 12_000 }, () => decision())
  writer.write(others)
  writer.write(
    [],
    others.map(({ id }) => outcome(id)),
  )
  const noted = () => db.prepare('SELECT ended_below FROM store').pluck().get()
  // The first one still runs: everything from it on may have to be marked.
  expect(noted()).toBeLessThanOrEqual(2)
  writer.write([], [outcome(first.id)])
  writer.write([])
  expect(noted()).toBeGreaterThan(20_000)
})
