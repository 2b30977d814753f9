import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConsoleDatabase } from '../../../console/server/database.ts'

test('the tables are made once and kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-console-db-'))
  const path = join(folder, 'x.db')
  const first = openConsoleDatabase(path)
  first.prepare('INSERT INTO console_passwords VALUES (?, ?)').run('ann', 1)
  first.close()
  const second = openConsoleDatabase(path)
  expect(second.prepare('SELECT user FROM console_passwords').pluck().all()).toEqual(['ann'])
  expect(second.pragma('journal_mode', { simple: true })).toBe('wal')
  second.close()
  rmSync(folder, { recursive: true })
})
