/** A temporary folder with an audit database, for the tests of this room. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { AuditReader } from '../../../proxy/audit/reader-types.ts'
import { openSqliteAudit, openSqliteReader } from '../../../proxy/audit/sqlite.ts'
import type { AuditStore } from '../../../proxy/audit/types.ts'
import { silentLog } from '../../../proxy/log.ts'
import type { AuditPlace } from '../../contracts/audit.ts'

export interface SqlitePlace extends AuditPlace {
  readonly path: string
  stopIndexing(): void
}

export function sqlitePlace(): SqlitePlace {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-audit-'))
  const path = join(folder, 'sluice.db')
  const stores: AuditStore[] = []
  const readers: AuditReader[] = []
  let lock: Database.Database | undefined
  return {
    path,
    store() {
      stores.push(openSqliteAudit({ path, log: silentLog, now: Date.now, flushMs: 5 }))
      return stores.at(-1)!
    },
    reader() {
      readers.push(openSqliteReader({ path }))
      return readers.at(-1)!
    },
    stopIndexing() {
      lock = new Database(join(folder, 'sluice.index.db'))
      lock.exec('BEGIN IMMEDIATE')
    },
    async remove() {
      lock?.close()
      for (const reader of readers) reader.close()
      for (const store of stores) await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
