import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ensureAdmin } from '../../../proxy/users/first-admin.ts'
import { openUsers } from '../../../proxy/users/sqlite.ts'

test('an admin is made once, with a password of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-admin-'))
  const users = openUsers({ path: join(folder, 'sluice.db') })
  onTestFinished(() => {
    users.close()
    rmSync(folder, { recursive: true })
  })
  const made = await ensureAdmin(users)
  expect(made?.name).toBe('admin')
  expect(made?.password).toMatch(/^[\w-]{20}$/)
  expect(await users.verify('admin', made!.password)).toMatchObject({ role: 'admin' })
  expect(await ensureAdmin(users)).toBeUndefined()
})
