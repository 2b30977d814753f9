import { expect, test } from 'vitest'
import { openConsoleDatabase } from '../../../console/server/database.ts'
import { openTokens } from '../../../console/server/tokens.ts'

function store() {
  const clock = { at: 1_000 }
  const db = openConsoleDatabase(':memory:')
  return { clock, db, tokens: openTokens({ db, now: () => clock.at }) }
}

test('only the hash and eight characters are kept', () => {
  const { db, tokens } = store()
  const made = tokens.create({ name: 'export', role: 'auditor', createdBy: 'ann' })
  const row = JSON.stringify(db.prepare('SELECT * FROM console_tokens').get())
  expect(row).toContain(made.prefix)
  expect(row).not.toContain(made.secret.slice(0, 12))
  expect(made.prefix).toBe(made.secret.slice(0, 8))
})

test('a token is found by its secret until it is revoked', () => {
  const { tokens } = store()
  const { secret, id } = tokens.create({ name: 'export', role: 'auditor', createdBy: 'ann' })
  expect(tokens.find(secret)).toMatchObject({ id, role: 'auditor', createdBy: 'ann' })
  expect(tokens.find(secret.slice(4))).toBeUndefined()
  expect(tokens.revoke(id)).toBe(true)
  expect(tokens.find(secret)).toBeUndefined()
  expect(tokens.revoke(id)).toBe(false)
})

test('its use is noted', () => {
  const { clock, tokens } = store()
  const { secret } = tokens.create({ name: 'export', role: 'auditor', createdBy: 'ann' })
  expect(tokens.list()[0]).not.toHaveProperty('lastUsedAt')
  clock.at += 100_000
  tokens.find(secret)
  expect(tokens.list()[0]).toHaveProperty('lastUsedAt', 101_000)
})

test('the newest stands first', () => {
  const { clock, tokens } = store()
  for (const name of ['first', 'second']) {
    tokens.create({ name, role: 'auditor', createdBy: 'ann' })
    clock.at += 1
  }
  expect(tokens.list().map(token => token.name)).toEqual(['second', 'first'])
})
