/** Opens the embedded database: WAL, mode 0600, schema brought up to date; refuses a database of a newer Sluice. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { SettingsError } from '../errors.ts'
import { type Migration, migrations } from './migrations.ts'

export type Sqlite = Database.Database

export interface OpenDatabaseOptions {
  readonly path: string
  readonly readonly?: boolean
  /**
   * normal (default): a commit survives the death of the process; a power cut or kernel crash may lose the commits
   * since the last checkpoint, never the integrity of the file. full: a commit survives that too, for one fsync each.
   */
  readonly synchronous?: 'normal' | 'full'
  /** How long a locked database is waited for. The wait blocks the thread. */
  readonly busyTimeoutMs?: number
  /** For tests of upgrades. */
  readonly migrations?: readonly Migration[]
}

/** The log is moved into the database by checkpoint.ts, away from the event loop; from this size on by whoever writes. */
const backstopPages = 16_000

/** Throws SettingsError in one line when the file cannot be opened, is no database or is of a newer version. */
export function openDatabase(options: OpenDatabaseOptions): Sqlite {
  const { path } = options
  let db: Sqlite | undefined
  try {
    if (!options.readonly) createPrivate(path)
    else if (!existsSync(path))
      throw new SettingsError(`${path}: does not exist yet; check data_dir, or start the proxy once`)
    db = new Database(path, { readonly: options.readonly === true, timeout: options.busyTimeoutMs ?? 1000 })
    db.pragma('journal_mode = WAL')
    db.pragma(`synchronous = ${options.synchronous === 'full' ? 'FULL' : 'NORMAL'}`)
    db.pragma(`wal_autocheckpoint = ${backstopPages}`)
    db.pragma('cache_size = -16000')
    db.pragma('temp_store = MEMORY')
    migrate(db, path, options.migrations ?? migrations, options.readonly === true)
    return db
  } catch (cause) {
    db?.close()
    if (cause instanceof SettingsError) throw cause
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new SettingsError(`${path}: cannot be opened as a database (${code}); check data_dir, its owner and mode`, {
      cause,
    })
  }
}

function createPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // SQLite gives the -wal and -shm files the mode of the database, so it is set before they exist.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}

function migrate(db: Sqlite, path: string, steps: readonly Migration[], readonly: boolean): void {
  const newest = steps.at(-1)!.version
  if (versionOf(db) === newest) return
  if (readonly) {
    check(versionOf(db) <= newest, path, versionOf(db), newest)
    throw new SettingsError(
      `${path}: has schema version ${versionOf(db)}, ${newest} is needed; start the proxy once to upgrade it`,
    )
  }
  // Immediate: of two processes that open an old database at once, the second waits and finds it done.
  const run = db.transaction(() => {
    const version = versionOf(db)
    check(version <= newest, path, version, newest)
    for (const step of steps) {
      if (step.version <= version) continue
      db.exec(step.sql)
      db.pragma(`user_version = ${step.version}`)
    }
  })
  run.immediate()
}

function check(known: boolean, path: string, version: number, newest: number): void {
  if (known) return
  throw new SettingsError(
    `${path}: was written by a newer Sluice (schema version ${version}, this one knows ${newest}); install that version or use another data_dir`,
  )
}

function versionOf(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }))
}
