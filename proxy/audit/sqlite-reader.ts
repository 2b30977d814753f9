/** Reads the embedded audit store for the console and the command line, from any thread or process. */
import { openAggregates } from './aggregates.ts'
import type { Sqlite } from './database.ts'
import { lastNumber, openDerived } from './derived.ts'
import { postingKeyOf, type SummaryRow, summaryColumns, summaryOf, whereOf } from './event-query.ts'
import type { AuditReader, EventFilter } from './reader-types.ts'
import { recordColumns, recordOf } from './rows.ts'

const joined = 'exchanges x LEFT JOIN outcomes o ON o.seq = x.seq'

export interface SqliteReaderOptions {
  readonly path: string
  /** How often rows are taken over into the index file while the reader is open. */
  readonly catchUpMs?: number
}

/**
 * Throws SettingsError when the database does not exist or is of another version. The first reader of a database
 * makes its index file, some ten seconds per million rows.
 */
export function openSqliteReader(options: SqliteReaderOptions): AuditReader {
  const derived = openDerived(options.path)
  const { db } = derived
  const aggregates = openAggregates(derived)
  const timer = setInterval(() => derived.catchUp(), options.catchUpMs ?? 2000)
  timer.unref()
  return {
    ...aggregates,
    events: (filter, page) => {
      derived.catchUp()
      return db.transaction(() => events(db, filter, page))()
    },
    changes: (cursor, filter, limit) => db.transaction(() => changes(db, cursor, filter, limit))(),
    event(id) {
      const seq = seqOf(db, id)
      if (seq === undefined) return undefined
      return recordOf(db.prepare(`SELECT ${recordColumns} FROM ${joined} WHERE x.seq = ?`).get(seq))
    },
    close() {
      clearInterval(timer)
      db.close()
    },
  }
}

/** By the index file, or among the last rows that are not in it yet. */
function seqOf(db: Sqlite, id: string): number | undefined {
  const sql = `SELECT coalesce((SELECT seq FROM ids WHERE id = @id),
    (SELECT seq FROM exchanges WHERE seq > (SELECT upto FROM derived) AND id = @id))`
  const seq = db.prepare(sql).pluck().get({ id })
  return typeof seq === 'number' ? seq : undefined
}

/** A page comes from one posting list, which is in time order, and from the last rows that are not in it yet. */
function events(
  db: Sqlite,
  filter: EventFilter,
  page: { readonly before?: string; readonly limit: number },
): ReturnType<AuditReader['events']> {
  const where = whereOf(filter)
  const key = postingKeyOf(filter)
  const wanted = page.limit + 1
  const last = page.before === undefined ? undefined : placeOf(db, page.before)
  if (page.before !== undefined && !last) return { events: [] }
  // Said of the list's own columns, so that they are found in it and not walked to.
  const rest = (alias: string) =>
    [
      last ? `AND (${alias}.at, ${alias}.seq) < (@at, @seq)` : '',
      filter.range ? `AND ${alias}.at >= @from AND ${alias}.at < @to` : '',
    ].join(' ')
  const ask = (from: string, condition: string, alias: string): SummaryRow[] => {
    const sql = `SELECT ${summaryColumns} FROM ${from} WHERE ${condition} ${rest(alias)} AND ${where.sql}
      ORDER BY ${alias}.at DESC, ${alias}.seq DESC LIMIT @wanted`
    return db
      .prepare(sql)
      .all(...where.parameters, { ...last, ...filter.range, key, wanted })
      .map(summaryOf)
  }
  const rows = [
    ...ask(
      'postings p CROSS JOIN exchanges x ON x.seq = p.seq LEFT JOIN outcomes o ON o.seq = x.seq',
      'p.key = @key',
      'p',
    ),
    ...ask(joined, 'x.seq > (SELECT upto FROM derived)', 'x'),
  ].sort((a, b) => b.event.at - a.event.at || b.seq - a.seq)
  const shown = rows.slice(0, page.limit).map(row => row.event)
  return { events: shown, ...(rows.length > page.limit ? { next: shown.at(-1)!.id } : {}) }
}

function placeOf(db: Sqlite, id: string): { at: number; seq: number } | undefined {
  const seq = seqOf(db, id)
  // The columns are INTEGER NOT NULL.
  return db.prepare('SELECT at, seq FROM exchanges WHERE seq = ?').get(seq ?? 0) as
    | { at: number; seq: number }
    | undefined
}

function changes(db: Sqlite, cursor: number, filter: EventFilter, limit: number): ReturnType<AuditReader['changes']> {
  const last = Math.max(lastNumber(db), 1)
  if (cursor <= 0) return { events: [], cursor: last }
  const where = whereOf(filter)
  const rows = db
    .prepare(
      `SELECT ${summaryColumns} FROM ${joined}
        WHERE x.seq IN (SELECT seq FROM exchanges WHERE seq > @cursor UNION SELECT seq FROM outcomes WHERE change > @cursor)
        AND ${where.sql} ORDER BY max(x.seq, coalesce(o.change, 0)) LIMIT @limit`,
    )
    .all(...where.parameters, { cursor, limit })
    .map(summaryOf)
  return { events: rows.map(row => row.event), cursor: rows.length < limit ? last : rows.at(-1)!.changed }
}
