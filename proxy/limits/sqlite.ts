/** Where counters are kept between two runs: one row each in the embedded database. */
import { openDatabase } from '../audit/database.ts'
import type { Counter } from './counter.ts'

export interface CounterFile {
  /** What `save` stored for this counter, as `openWindow` takes it; undefined when there is nothing. */
  load(limitId: string, part: string, key: string): unknown
  /** All or none. Throws when the database cannot be written. */
  save(counters: readonly Counter[], now: number): void
  /** Removes rows whose window is over. */
  dropExpired(now: number): void
  close(): void
}

/** Throws SettingsError when the database cannot be opened. */
export function openCounterFile(path: string): CounterFile {
  // A save that finds the database locked is repeated a second later: no reason to block the loop for long.
  const db = openDatabase({ path, busyTimeoutMs: 100 })
  const load = db.prepare('SELECT state FROM limit_counters WHERE limit_id = ? AND part = ? AND key = ?').pluck()
  const save = db.prepare('INSERT OR REPLACE INTO limit_counters VALUES (?,?,?,?,?)')
  const drop = db.prepare('DELETE FROM limit_counters WHERE expires_at <= ?')
  return {
    load(limitId, part, key) {
      const state = load.get(limitId, part, key)
      return typeof state === 'string' ? parse(state) : undefined
    },
    save: db.transaction((counters: readonly Counter[], now: number) => {
      for (const { limitId, part, key, spent } of counters)
        save.run(limitId, part, key, JSON.stringify(spent.save()), Math.ceil(spent.emptyAt(now)))
    }).immediate,
    dropExpired: now => drop.run(now),
    close: () => db.close(),
  }
}

/** Undefined for a damaged row: the counter starts empty, as `openWindow` does with anything it does not know. */
function parse(state: string): unknown {
  try {
    return JSON.parse(state)
  } catch {
    return undefined
  }
}
