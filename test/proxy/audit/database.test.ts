import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../proxy/audit/database.ts'
import { migrations } from '../../../proxy/audit/migrations.ts'
import { SettingsError } from '../../../proxy/errors.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-db-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a new database is in WAL mode, for its owner alone, in a folder for its owner alone', () => {
  const path = join(folder, 'data', 'sluice.db')
  const db = openDatabase({ path })
  db.exec('INSERT INTO tunnels VALUES (1, 2, 3, 4, 5)')
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
  db.close()
})

test('a file that others could read is closed to them', () => {
  const path = join(folder, 'sluice.db')
  writeFileSync(path, '')
  chmodSync(path, 0o644)
  openDatabase({ path }).close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test.each([
  [undefined, 1],
  ['normal', 1],
  ['full', 2],
] as const)('synchronous %s', (synchronous, value) => {
  const db = openDatabase({ path: join(folder, 'sluice.db'), ...(synchronous ? { synchronous } : {}) })
  expect(db.pragma('synchronous', { simple: true })).toBe(value)
  db.close()
})

const first = { version: 1, sql: 'CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)' }
const second = { version: 2, sql: "ALTER TABLE notes ADD COLUMN lang TEXT NOT NULL DEFAULT 'en'" }

test('an older database is brought up to date, rows and all, and only once', () => {
  const path = join(folder, 'sluice.db')
  openDatabase({ path, migrations: [first] }).close()
  for (let i = 0; i < 2; i++) {
    const db = openDatabase({ path, migrations: [first, second] })
    expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ text: '1', lang: 'en' }])
    expect(db.pragma('user_version', { simple: true })).toBe(2)
    db.close()
  }
})

test('a step that fails leaves the database as it was', () => {
  const path = join(folder, 'sluice.db')
  openDatabase({ path, migrations: [first] }).close()
  const broken = { version: 3, sql: 'CREATE TABLE x (y); SELECT * FROM nowhere' }
  expect(() => openDatabase({ path, migrations: [first, second, broken] })).toThrow(SettingsError)
  const db = openDatabase({ path, migrations: [first] })
  expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ text: '1' }])
  db.close()
})

test('a database of a newer version is refused in one line with the remedy', () => {
  const path = join(folder, 'sluice.db')
  const newer = migrations.length + 1
  openDatabase({ path, migrations: [...migrations, { version: newer, sql: '' }] }).close()
  for (const readonly of [true, false]) {
    expect(() => openDatabase({ path, readonly })).toThrow(
      `${path}: was written by a newer Sluice (schema version ${newer}, this one knows ${newer - 1}); install that version or use another data_dir`,
    )
  }
})

test('a reader does not upgrade, it says who does', () => {
  const path = join(folder, 'sluice.db')
  openDatabase({ path, migrations: [first] }).close()
  expect(() => openDatabase({ path, readonly: true, migrations: [first, second] })).toThrow(
    /start the proxy once to upgrade/,
  )
})

test.each<[string, () => string, RegExp]>([
  ['is missing', () => join(folder, 'none.db'), /does not exist yet; check data_dir/],
  [
    'is no database',
    () => {
      writeFileSync(join(folder, 'text.db'), 'x'.repeat(5000))
      return join(folder, 'text.db')
    },
    /cannot be opened as a database \(SQLITE_NOTADB\); check data_dir/,
  ],
])('a file that %s is one line', (_name, make, message) => {
  const path = make()
  expect(() => openDatabase({ path, readonly: true })).toThrow(SettingsError)
  expect(() => openDatabase({ path, readonly: true })).toThrow(message)
})
