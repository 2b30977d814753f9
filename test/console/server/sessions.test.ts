import { beforeEach, describe, expect, test } from 'vitest'
import { type ConsoleDatabase, openConsoleDatabase } from '../../../console/server/database.ts'
import { openSessions, type SessionStore } from '../../../console/server/sessions.ts'

let db: ConsoleDatabase
let sessions: SessionStore
let now = 0
const client = { address: '10.0.0.7', userAgent: 'test' }

beforeEach(() => {
  now = 1_000_000
  db = openConsoleDatabase(':memory:')
  sessions = openSessions({ db, now: () => now, lifetimeMs: 10_000_000, idleMs: 1_000_000 })
})

test('the secret is nowhere in the database', () => {
  const secret = sessions.open('ann', client)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const row = Object.values(db.prepare('SELECT * FROM console_sessions').get() as object)
  for (const value of row)
    expect(Buffer.isBuffer(value) ? value.toString('base64url') : String(value)).not.toContain(secret)
})

test('a secret finds its session, any other finds none', () => {
  const secret = sessions.open('ann', client)
  expect(sessions.find(secret)).toMatchObject({ user: 'ann', expiresAt: 11_000_000 })
  for (const wrong of ['', secret.slice(1), `${secret}x`, secret.toLowerCase()])
    expect(sessions.find(wrong)).toBeUndefined()
})

describe('activity', () => {
  test('keeps a session, and is written at most once a minute', () => {
    const secret = sessions.open('ann', client)
    now += 59_999
    sessions.find(secret)
    expect(sessions.list('ann')[0]!.lastSeenAt).toBe(1_000_000)
    now += 1
    sessions.find(secret)
    expect(sessions.list('ann')[0]!.lastSeenAt).toBe(1_060_000)
  })

  test('ended sessions leave the table', () => {
    sessions.open('ann', client)
    now += 1_000_001
    sessions.open('bob', client)
    expect(db.prepare('SELECT count(*) FROM console_sessions').pluck().get()).toBe(1)
  })
})

test('one user cannot fill the table: the sessions longest unused go first', () => {
  const secrets = Array.from({ length: 25 }, () => {
    now += 10
    return sessions.open('ann', client)
  })
  expect(sessions.list('ann')).toHaveLength(20)
  expect(sessions.find(secrets[4]!)).toBeUndefined()
  expect(sessions.find(secrets[5]!)).toBeDefined()
})

test('ending is by id, and only one’s own when an owner is named', () => {
  const secret = sessions.open('ann', client)
  const { id } = sessions.find(secret)!
  expect(sessions.end(id, 'bob')).toBe(false)
  expect(sessions.end(id, 'ann')).toBe(true)
  expect(sessions.end(id)).toBe(false)
})

test('a long user agent is cut', () => {
  sessions.open('ann', { ...client, userAgent: 'x'.repeat(5000) })
  expect(sessions.list()[0]!.userAgent).toHaveLength(300)
})
