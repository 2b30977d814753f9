import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openUsers } from '../../../proxy/users/sqlite.ts'

const password = randomBytes(9).toString('hex')
const ann = { name: 'ann@acme.example', role: 'employee', groups: ['eng'], password } as const

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-users-'))
  const path = join(folder, 'sluice.db')
  let now = 1_000_000
  const users = openUsers({ path, now: () => now })
  onTestFinished(() => {
    users.close()
    rmSync(folder, { recursive: true })
  })
  return { path, users, wait: (ms: number) => void (now += ms) }
}

test('a user is added, listed, found and verified', async () => {
  const { users } = setUp()
  const added = await users.add(ann)
  expect(added).toEqual({ name: ann.name, role: 'employee', groups: ['eng'], createdAt: 1_000_000, disabled: false })
  expect(users.list()).toEqual([added])
  expect(users.find(ann.name)).toEqual(added)
  expect(await users.verify(ann.name, password)).toEqual(added)
  expect(await users.verify(ann.name, `${password}x`)).toBeUndefined()
  expect(await users.verify('nobody', password)).toBeUndefined()
})

test('only an argon2id hash is kept', async () => {
  const { users, path } = setUp()
  await users.add(ann)
  const db = new Database(path, { readonly: true })
  const row = JSON.stringify(db.prepare('SELECT * FROM users').get())
  db.close()
  expect(row).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  expect(row).not.toContain(password)
})

test.each(['', 'a b', 'a:b', 'ä', '../x', 'a'.repeat(129)])('%j is no user name', async name => {
  const { users } = setUp()
  await expect(users.add({ ...ann, name })).rejects.toThrow(/use 1 to 128/)
})

test('a name is added once, also when two ask at the same time', async () => {
  const { users } = setUp()
  const results = await Promise.allSettled([users.add(ann), users.add(ann)])
  expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(users.add(ann)).rejects.toThrow(/exists already/)
})

test('passwords change, users are disabled and enabled; nobody unknown is', async () => {
  const { users } = setUp()
  await users.add(ann)
  await users.setPassword(ann.name, `${password}2`)
  expect(await users.verify(ann.name, password)).toBeUndefined()
  users.setDisabled(ann.name, true)
  expect(users.find(ann.name)?.disabled).toBe(true)
  expect(await users.verify(ann.name, `${password}2`)).toBeUndefined()
  users.setDisabled(ann.name, false)
  expect(await users.verify(ann.name, `${password}2`)).toBeDefined()
  expect(() => users.setDisabled('nobody', true)).toThrow(/no user is named nobody/)
  await expect(users.setPassword('nobody', password)).rejects.toThrow(/no user is named nobody/)
})

test('a user that does not change stays the same object', async () => {
  const { users } = setUp()
  await users.add(ann)
  const before = users.find(ann.name)
  await users.add({ ...ann, name: 'ben' })
  expect(users.find(ann.name)).toBe(before)
  await users.setPassword(ann.name, `${password}2`)
  expect(users.find(ann.name)).not.toBe(before)
})

test('changes by another process are seen within a second', async () => {
  const { users, path, wait } = setUp()
  await users.add(ann)
  const other = openUsers({ path })
  await other.add({ ...ann, name: 'ben' })
  other.setDisabled(ann.name, true)
  other.close()
  expect(users.find('ben')).toBeUndefined()
  wait(1000)
  expect(users.find('ben')).toBeDefined()
  expect(users.find(ann.name)?.disabled).toBe(true)
  expect(await users.verify(ann.name, password)).toBeUndefined()
})

test('a user disabled while the password was being checked does not get in', async () => {
  const { users } = setUp()
  await users.add(ann)
  const verified = users.verify(ann.name, password)
  users.setDisabled(ann.name, true)
  expect(await verified).toBeUndefined()
})

test('an unknown name takes as long as a wrong password', async () => {
  const { users } = setUp()
  await users.add(ann)
  const time = async (name: string) => {
    let quickest = Number.POSITIVE_INFINITY
    for (let i = 0; i < 8; i++) {
      const start = performance.now()
      await users.verify(name, 'wrong')
      quickest = Math.min(quickest, performance.now() - start)
    }
    return quickest
  }
  await time(ann.name)
  const [known, unknown] = [await time(ann.name), await time('nobody')]
  // A name that were answered without a hash would take a hundredth.
  expect(unknown).toBeGreaterThan(known / 4)
})
