/**
 * Indexes and sums over the audit rows in a file of their own, kept by the readers and not by the proxy: a request
 * waits for one page and not for ten. The file can be deleted at any time; it is made again from the rows.
 */
import { chmodSync, closeSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { openDatabase, type Sqlite } from './database.ts'
import { deriveStatements, sumNames } from './derive.ts'

export interface Derived {
  /** The derived tables, with the audit tables attached. */
  readonly db: Sqlite
  /** Takes over rows until few are left. Readers add those that are left themselves, so this is for speed alone. */
  catchUp(): void
}

/** Raised with every change of the tables or of what goes into them: an older file is made again. */
const derivedVersion = 3
const atOnce = 5000
const fewLeft = 2000

const sumColumns = sumNames.map(name => `${name} NUMERIC NOT NULL`).join(', ')
const schema = `
  CREATE TABLE derived (source TEXT NOT NULL, upto INTEGER NOT NULL);
  CREATE TABLE shifts (shift INTEGER NOT NULL, user TEXT NOT NULL, app TEXT NOT NULL, active INTEGER NOT NULL,
    last INTEGER NOT NULL, ${sumColumns}, PRIMARY KEY (shift, user, app)) WITHOUT ROWID;
  CREATE TABLE slots (slot INTEGER NOT NULL, app TEXT NOT NULL, ${sumColumns}, PRIMARY KEY (slot, app)) WITHOUT ROWID;
  CREATE TABLE names (
    slot INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    requests INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    cost REAL NOT NULL,
    findings INTEGER NOT NULL,
    PRIMARY KEY (slot, kind, name)
  ) WITHOUT ROWID;
  CREATE TABLE postings (key TEXT NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, at, seq)) WITHOUT ROWID;
  CREATE TABLE ids (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${derivedVersion};
`

/** Throws SettingsError when the audit database does not exist or is of another version. */
export function openDerived(auditPath: string, options: { readonly inMemory?: boolean } = {}): Derived {
  openDatabase({ path: auditPath, readonly: true }).close()
  const path = auditPath.replace(/(\.db)?$/, '.index.db')
  const db = (options.inMemory ? undefined : open(path, auditPath)) ?? openInMemory(auditPath)
  // Where another reader is taking rows over, this one does not wait.
  db.pragma('busy_timeout = 20')
  const statements = deriveStatements.map(sql => db.prepare(sql))
  const upto = db.prepare('SELECT upto FROM derived').pluck()
  const setUpto = db.prepare('UPDATE derived SET upto = ?')

  // BEGIN IMMEDIATE would lock the attached audit database too, and with it every request. A write to our own file
  // first takes just that lock; the audit tables are only read.
  const lockOwn = db.prepare('UPDATE derived SET upto = upto')

  /** True while more than a few rows are left. */
  const step = db.transaction((): boolean => {
    lockOwn.run()
    const after = Number(upto.get())
    const last = lastNumber(db)
    const next = Math.min(last, after + atOnce)
    if (next === after) return false
    for (const statement of statements) statement.run({ after, upto: next })
    setUpto.run(next)
    return last - next > fewLeft
  })

  return {
    db,
    catchUp() {
      try {
        while (step());
      } catch (cause) {
        // Another reader is at it, or the disk is full: what is not derived yet is read from the rows.
        if (!(cause instanceof Database.SqliteError)) throw cause
      }
    },
  }
}

/** The last decision or end: both are counted by one counter. */
export function lastNumber(db: Sqlite): number {
  const sql =
    'SELECT max(coalesce((SELECT max(seq) FROM exchanges), 0), coalesce((SELECT max(change) FROM outcomes), 0))'
  return Number(db.prepare(sql).pluck().get())
}

/** Undefined where the file cannot be written: a reader on a read-only copy works in memory instead. */
function open(path: string, auditPath: string): Sqlite | undefined {
  try {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    const found = openFile(path, auditPath)
    if (found) return found
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
    return openFile(path, auditPath)
  } catch {
    // Whatever is wrong with this file: it is a cache, and memory will do.
    return undefined
  }
}

/** Undefined when the file holds no tables of this version and this audit database: it is to be made again. */
function openFile(path: string, auditPath: string): Sqlite | undefined {
  const db = new Database(path, { timeout: 2000 })
  try {
    if (prepare(db, auditPath)) return db
  } catch (cause) {
    const damaged = cause instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(cause.code)
    if (!damaged) {
      db.close()
      throw cause
    }
  }
  db.close()
  return undefined
}

function openInMemory(auditPath: string): Sqlite {
  const db = new Database(':memory:')
  prepare(db, auditPath)
  return db
}

/** Makes the tables. False when the file holds those of another version or of another audit database. */
function prepare(db: Sqlite, auditPath: string): boolean {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -32000')
  db.pragma('temp_store = MEMORY')
  db.prepare('ATTACH ? AS audit').run(auditPath)
  const source = db.prepare('SELECT id FROM store').pluck().get()
  return db
    .transaction(() => {
      const version = db.pragma('main.user_version', { simple: true })
      if (version === 0) {
        db.exec(schema)
        db.prepare('INSERT INTO derived VALUES (?, 0)').run(source)
        return true
      }
      if (version !== derivedVersion) return false
      // A row that is ahead of the audit database: that one was restored from a backup.
      const known = db.prepare('SELECT upto FROM derived WHERE source = ?').pluck().get(source)
      return known !== undefined && Number(known) <= lastNumber(db)
    })
    .immediate()
}
