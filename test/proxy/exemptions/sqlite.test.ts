/** Taught exemptions in the database: made, seen by other processes, revoked, and never gone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openExemptions } from '../../../proxy/exemptions/sqlite.ts'
import { ExemptionError, type NewExemption } from '../../../proxy/exemptions/types.ts'

const day = 86_400_000
const start = Date.UTC(2026, 10, 21)
const hash = 'ab'.repeat(16)

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-exemptions-'))
  const path = join(folder, 'sluice.db')
  let now = start
  const open = () => openExemptions({ path, now: () => now })
  const [console, proxy] = [open(), open()]
  onTestFinished(() => {
    console.close()
    proxy.close()
    rmSync(folder, { recursive: true })
  })
  return { path, console, proxy, wait: (ms: number) => void (now += ms) }
}

const exemption = (change: Partial<NewExemption> = {}): NewExemption => ({
  detector: 'github-token',
  hash,
  mask: 'ghp_…(40)',
  scope: { kind: 'everyone' },
  reason: 'a sample of the docs, SEC-7',
  until: start + 90 * day,
  createdBy: 'admin',
  ...change,
})

test('is numbered, listed newest first, and comes back as it was written', () => {
  const { console } = setUp()
  const first = console.add(exemption())
  const second = console.add(exemption({ scope: { kind: 'user', user: 'ann@acme.example' }, fromEvent: 'ev_1' }))
  const third = console.add(exemption({ scope: { kind: 'app', app: 'chatgpt' } }))
  expect(first).toEqual({ ...exemption(), id: 'taught-1', createdAt: start })
  expect(console.list()).toEqual([third, second, first])
})

test('another process sees what was made and revoked within a second; until then the list is the same object', () => {
  const { console, proxy, wait } = setUp()
  expect(proxy.standing()).toEqual([])
  const { id } = console.add(exemption())
  wait(1000)
  const seen = proxy.standing()
  expect(seen).toEqual([
    { id, detector: 'github-token', hash, scope: { kind: 'everyone' }, until: new Date(start + 90 * day) },
  ])
  wait(1000)
  expect(proxy.standing()).toBe(seen)
  console.revoke(id, 'bo')
  wait(1000)
  expect(proxy.standing()).toEqual([])
})

test('what was revoked stays on record, with who did it and when, and cannot be deleted', () => {
  const { console, path, wait } = setUp()
  const { id } = console.add(exemption())
  wait(day)
  const revoked = console.revoke(id, 'bo')
  expect(revoked).toMatchObject({ id, revokedBy: 'bo', revokedAt: start + day })
  expect(console.list()).toEqual([revoked])
  const db = new Database(path)
  expect(() => db.exec('DELETE FROM exemptions')).toThrow('never deleted')
  db.close()
})

test.each<[string, Partial<NewExemption>, string]>([
  ['no reason', { reason: '  ' }, 'a reason is required'],
  ['an end that is past', { until: start }, 'must lie ahead'],
  ['no end at all', { until: Number.NaN }, 'must lie ahead'],
  ['an end more than a year ahead', { until: start + 367 * day }, 'at most one year ahead'],
  ['a hash that is none', { hash: 'abc' }, '32 hex digits'],
  ['a detector that is none', { detector: 'a b' }, 'the id of one'],
  ['nobody', { scope: { kind: 'user', user: '' } }, 'user must be named'],
])('refuses %s', (_, change, message) => {
  const { console } = setUp()
  expect(() => console.add(exemption(change))).toThrow(message)
  expect(console.list()).toEqual([])
})

test('the same value in the same scope is refused while it is exempt, not after', () => {
  const { console, wait } = setUp()
  const { id } = console.add(exemption())
  expect(() => console.add(exemption())).toThrow(`exempt already: ${id}`)
  expect(console.add(exemption({ scope: { kind: 'app', app: 'chatgpt' } })).id).toBe('taught-2')
  console.revoke(id, 'bo')
  expect(console.add(exemption()).id).toBe('taught-3')
  wait(91 * day)
  expect(console.add(exemption({ until: start + 100 * day })).id).toBe('taught-4')
})

test.each(['taught-9', 'taught-x', 'taught-', '1', 'no-credentials'])('revoking %s, which is none, says so', id => {
  const { console } = setUp()
  console.add(exemption())
  expect(() => console.revoke(id, 'bo')).toThrow(ExemptionError)
})

test('revoking twice says who was first', () => {
  const { console } = setUp()
  const { id } = console.add(exemption())
  console.revoke(id, 'bo')
  expect(() => console.revoke(id, 'ann')).toThrow('revoked already, by bo')
})

test('a store that cannot be read throws, and does not go on with what it read before', () => {
  const { console, proxy, path, wait } = setUp()
  console.add(exemption())
  expect(proxy.standing()).toHaveLength(1)
  const db = new Database(path)
  db.exec('DROP TABLE exemptions_revision')
  db.close()
  wait(1000)
  expect(() => proxy.standing()).toThrow()
  expect(() => proxy.standing()).toThrow()
})
