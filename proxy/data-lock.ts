/** One Sluice per data folder: two would each count the limits alone and take each other's running requests for dead ones. */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { SettingsError } from './errors.ts'

/**
 * Holds `running.lock` until it is closed or the process ends, however it ends: SQLite's lock is the kernel's.
 * Commands such as `sluice users add` take no lock and go on working beside a running Sluice.
 * Throws SettingsError when another one holds it.
 */
export function lockDataDir(dir: string): { close(): void } {
  const path = join(dir, 'running.lock')
  let lock: Database.Database | undefined
  try {
    closeSync(openSync(path, 'a', 0o600))
    lock = new Database(path, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock?.close()
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new SettingsError(
      code.startsWith('SQLITE_BUSY')
        ? `data_dir ${dir}: another Sluice is running with it; stop that one, or set data_dir to a folder of its own`
        : `${path}: cannot be locked (${code}); check data_dir, its owner and mode`,
      { cause },
    )
  }
  const held = lock
  return { close: () => void held.close() }
}
