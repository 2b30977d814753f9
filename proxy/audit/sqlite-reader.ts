/** Reads the embedded audit store for the console and the command line, from any thread or process. */
import * as aggregates from './aggregates.ts'
import { openDatabase, type Sqlite } from './database.ts'
import { summaryColumns, summaryOf, whereOf } from './event-query.ts'
import type { AuditReader, EventFilter, PersonRow, TimeRange } from './reader-types.ts'
import { recordColumns, recordOf } from './rows.ts'

const joined = 'FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq'

/** Throws SettingsError when the database does not exist or is of another version. */
export function openSqliteReader(options: { readonly path: string }): AuditReader {
  return new SqliteReader(openDatabase({ path: options.path, readonly: true }))
}

class SqliteReader implements AuditReader {
  readonly #db: Sqlite

  constructor(db: Sqlite) {
    this.#db = db
  }

  overview(range: TimeRange, bucketMs: number) {
    return this.#snapshot(() => aggregates.overview(this.#db, range, bucketMs))
  }

  people(range: TimeRange, order: Parameters<AuditReader['people']>[1]) {
    const rows = aggregates.people(this.#db, range)
    return rows.sort(order === 'name' ? byName : (a, b) => b[order] - a[order] || byName(a, b))
  }

  person(user: string, range: TimeRange, bucketMs: number) {
    return this.#snapshot(() => aggregates.person(this.#db, user, range, bucketMs))
  }

  events(filter: EventFilter, page: { readonly before?: string; readonly limit: number }) {
    const where = whereOf(filter)
    const parameters: (string | number)[] = [...where.parameters]
    let before = ''
    if (page.before !== undefined) {
      before = 'AND (x.at, x.seq) < (SELECT at, seq FROM exchanges WHERE id = ?)'
      parameters.push(page.before)
    }
    const rows = this.#db
      .prepare(`SELECT ${summaryColumns} ${joined} WHERE ${where.sql} ${before} ORDER BY x.at DESC, x.seq DESC LIMIT ?`)
      .all(...parameters, page.limit + 1)
    const events = rows.slice(0, page.limit).map(row => summaryOf(row).event)
    return { events, ...(rows.length > page.limit ? { next: events.at(-1)!.id } : {}) }
  }

  changes(cursor: number, filter: EventFilter, limit: number) {
    return this.#snapshot(() => {
      const last = Math.max(this.#lastNumber(), 1)
      if (cursor <= 0) return { events: [], cursor: last }
      const where = whereOf(filter)
      const rows = this.#db
        .prepare(
          `SELECT ${summaryColumns}, max(x.seq, coalesce(o.change, 0)) AS changed ${joined}
            WHERE x.seq IN (SELECT seq FROM exchanges WHERE seq > ? UNION SELECT seq FROM outcomes WHERE change > ?)
            AND ${where.sql} ORDER BY changed LIMIT ?`,
        )
        .all(cursor, cursor, ...where.parameters, limit)
        .map(summaryOf)
      return { events: rows.map(row => row.event), cursor: rows.length < limit ? last : rows.at(-1)!.changed }
    })
  }

  event(id: string) {
    const row = this.#db.prepare(`SELECT ${recordColumns} ${joined} WHERE x.id = ?`).get(id)
    return row === undefined ? undefined : recordOf(row)
  }

  facets(range: TimeRange) {
    const distinct = (sql: string): string[] => {
      const rows = this.#db.prepare(`${sql} ORDER BY 1`).pluck().all(range.from, range.to)
      return rows.map(String)
    }
    const at = 'at >= ? AND at < ?'
    const tags = (prefix: string) =>
      distinct(
        `SELECT DISTINCT substr(t.tag, 3) FROM exchanges x JOIN tags t ON t.seq = x.seq
          WHERE x.flagged = 1 AND x.at >= ? AND x.at < ? AND substr(t.tag, 1, 2) = '${prefix}'`,
      )
    return {
      users: distinct(`SELECT DISTINCT user FROM exchanges WHERE ${at}`),
      apps: distinct(`SELECT DISTINCT app FROM exchanges WHERE ${at}`),
      models: distinct(`SELECT DISTINCT model FROM exchanges WHERE ${at} AND model IS NOT NULL`),
      rules: tags('r:'),
      detectors: tags('d:'),
    }
  }

  close(): void {
    this.#db.close()
  }

  /** Several queries that must see one state. */
  #snapshot<T>(read: () => T): T {
    return this.#db.transaction(read)()
  }

  #lastNumber(): number {
    const sql =
      'SELECT max(coalesce((SELECT max(seq) FROM exchanges), 0), coalesce((SELECT max(change) FROM outcomes), 0))'
    return Number(this.#db.prepare(sql).pluck().get())
  }
}

function byName(a: PersonRow, b: PersonRow): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
