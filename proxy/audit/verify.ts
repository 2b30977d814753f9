/** Checks what can be checked of the audit database: that it is whole, and that no row is missing. */
import Database from 'better-sqlite3'
import { z } from 'zod'
import { openDatabase, type Sqlite } from './database.ts'
import { recordColumns, recordOf } from './rows.ts'

export interface Verification {
  readonly schemaVersion: number
  readonly exchanges: number
  /** Epoch ms of the first and last decision. */
  readonly from?: number
  readonly to?: number
  /** Exchanges that have not ended: running now, or cut off and not yet marked by a restart. */
  readonly open: number
  /** Exchanges that a stop of the process cut off. */
  readonly interrupted: number
  /** What is wrong, one line each; empty when nothing is. */
  readonly problems: readonly string[]
}

const countsSchema = z.object({
  exchanges: z.number(),
  outcomes: z.number(),
  last: z.number(),
  earliest: z.number().nullable(),
  latest: z.number().nullable(),
  orphans: z.number(),
  interrupted: z.number(),
})

/** Throws SettingsError when the database cannot be opened. Reads every row. */
export function verifyAudit(path: string): Verification {
  const db = openDatabase({ path, readonly: true })
  try {
    // One state for all queries; ended by close(), since a damaged database may refuse even a commit.
    db.exec('BEGIN')
    const schemaVersion = Number(db.pragma('user_version', { simple: true }))
    const damage = damageOf(db)
    try {
      const content = contentOf(db)
      return { schemaVersion, ...content, problems: [...damage, ...content.problems] }
    } catch (cause) {
      if (!(cause instanceof Database.SqliteError)) throw cause
      const problems = [...damage, `rows cannot be read: ${cause.code}`]
      return { schemaVersion, exchanges: 0, open: 0, interrupted: 0, problems }
    }
  } finally {
    db.close()
  }
}

function damageOf(db: Sqlite): string[] {
  try {
    // One column, named after the pragma.
    const lines = db.pragma('integrity_check(20)') as { readonly integrity_check: string }[]
    return lines.filter(line => line.integrity_check !== 'ok').map(line => `database damaged: ${line.integrity_check}`)
  } catch (cause) {
    // Damage can be such that the check itself cannot go on.
    if (!(cause instanceof Database.SqliteError)) throw cause
    return [`database damaged: ${cause.code}`]
  }
}

function contentOf(db: Sqlite): Omit<Verification, 'schemaVersion'> {
  const counts = countsSchema.parse(
    db
      .prepare(
        `SELECT (SELECT count(*) FROM exchanges) AS exchanges, (SELECT count(*) FROM outcomes) AS outcomes,
          max(coalesce((SELECT max(seq) FROM exchanges), 1), coalesce((SELECT max(change) FROM outcomes), 1)) AS last,
          (SELECT min(at) FROM exchanges) AS earliest, (SELECT max(at) FROM exchanges) AS latest,
          (SELECT count(*) FROM outcomes WHERE seq NOT IN (SELECT seq FROM exchanges)) AS orphans,
          (SELECT count(*) FROM outcomes WHERE error = 'interrupted') AS interrupted`,
      )
      .get(),
  )
  const problems: string[] = []
  // Decisions and ends are numbered by one counter from 2 on, without gaps.
  const missing = counts.last - 1 - counts.exchanges - counts.outcomes
  if (missing > 0) problems.push(`${missing} rows are missing: numbers between 2 and ${counts.last} have no row`)
  if (missing < 0) problems.push(`${-missing} rows have a number twice`)
  if (counts.orphans > 0) problems.push(`${counts.orphans} outcomes belong to no exchange`)
  return {
    exchanges: counts.exchanges,
    ...(counts.earliest === null ? {} : { from: counts.earliest }),
    ...(counts.latest === null ? {} : { to: counts.latest }),
    open: counts.exchanges - (counts.outcomes - counts.orphans),
    interrupted: counts.interrupted,
    problems: [...problems, ...unreadableRows(db)],
  }
}

const shown = 20

function unreadableRows(db: Sqlite): string[] {
  const problems: string[] = []
  const rows = db.prepare(`SELECT ${recordColumns} FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq`)
  for (const row of rows.iterate()) {
    try {
      recordOf(row)
    } catch {
      // Neither the row nor zod's message may be printed: both can quote the record.
      problems.push(`row ${z.object({ seq: z.number() }).parse(row).seq} cannot be read as a record`)
      if (problems.length === shown) return problems
    }
  }
  return problems
}
