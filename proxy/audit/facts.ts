/** Gathers what a time range adds up to into two small temporary tables, exact to the millisecond and the last row. */
import type { Sqlite } from './database.ts'
import { byExchange, decisionFacts, detectorNames, modelNames, outcomeFacts, ruleNames, slotMs } from './derive.ts'
import type { TimeRange } from './reader-types.ts'

/** Bucket number of the rows that belong to the range before. */
export const before = -1

export interface Facts {
  /** Adds a range to `facts`, as one bucket. */
  addRange(range: TimeRange, bucket: number, user?: string): void
  /** Adds a range to `facts` in buckets of `bucketMs`, numbered from 0. */
  addBuckets(range: TimeRange, bucketMs: number, user?: string): void
  /** Adds models, detectors and rules of a range to `found`. */
  addNames(range: TimeRange, user?: string): void
  clear(): void
}

interface Values {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly bucketMs: number
  readonly user: string | null
  readonly upto: number
}

const sums = `sum(requests), sum(allowed), sum(alerted), sum(redacted), sum(blocked), sum(flagged), sum(partly),
  sum(unread), sum(tokens), sum(cost), sum(measured), sum(unpriced)`
const inRange = 'x.at >= @from AND x.at < @to AND (@user IS NULL OR x.user = @user)'
const bucketOf = (at: string) => `CAST((${at} - @start) / @bucketMs AS INTEGER)`
const grouped = (rows: string) =>
  `INSERT INTO temp.facts SELECT ${bucketOf('at')}, user, app, ${sums}, max(at) FROM (${rows}) GROUP BY 1, 2, 3`
const named = (rows: string) =>
  `INSERT INTO temp.found SELECT kind, name, sum(requests), sum(flagged), sum(tokens), sum(cost), sum(findings)
    FROM (${rows}) GROUP BY 1, 2`

/**
 * `facts` holds one row per bucket, user and app (and piece of the range), `found` one per model, detector or rule.
 * Whole half hours come from `slots` and `names`, the rest from the rows themselves; rows after `derived.upto` are
 * added one by one. A range whose buckets do not begin on half hours is summed from the rows alone.
 */
export function openFacts(db: Sqlite): Facts {
  db.exec(`
    CREATE TEMP TABLE facts (bucket INTEGER, user TEXT, app TEXT, requests INTEGER, allowed INTEGER, alerted INTEGER,
      redacted INTEGER, blocked INTEGER, flagged INTEGER, partly INTEGER, unread INTEGER, tokens INTEGER, cost REAL,
      measured REAL, unpriced INTEGER, last INTEGER);
    CREATE TEMP TABLE found (kind TEXT, name TEXT, requests INTEGER, flagged INTEGER, tokens INTEGER, cost REAL,
      findings INTEGER);
  `)
  const prepare = (sql: string) => db.prepare(sql)
  const upto = prepare('SELECT upto FROM derived').pluck()
  const fromSlots =
    prepare(`INSERT INTO temp.facts SELECT ${bucketOf(`slot * ${slotMs}`)}, user, app, ${sums}, max(last)
    FROM slots WHERE slot >= @from / ${slotMs} AND slot < @to / ${slotMs} AND (@user IS NULL OR user = @user)
    GROUP BY 1, 2, 3`)
  // `seq` up to `upto` by the posting list of all rows; ends are found by their row, whenever they came.
  const posted = (key: string) => `x.seq IN (SELECT seq FROM postings WHERE key = ${key} AND at >= @from AND at < @to)
    AND x.seq <= @upto AND (@user IS NULL OR x.user = @user)`
  const decided = `x.seq > @upto AND ${inRange}`
  const ended = `o.change > @upto AND ${inRange}`
  const facts = (where: string) =>
    prepare(grouped(`${decisionFacts(where)} UNION ALL ${outcomeFacts(where, byExchange)}`))
  const names = (where: string) =>
    prepare(named(`${modelNames(where, byExchange)} UNION ALL ${detectorNames(where)} UNION ALL ${ruleNames(where)}`))
  const rows = [facts(posted("'*'")), facts(decided)]
  const slots = [fromSlots, prepare(grouped(`${decisionFacts(decided)} UNION ALL ${outcomeFacts(ended)}`))]
  const namesOfRows = [names(posted("'*'")), names(decided)]
  const namesOfSlots = [
    prepare(`INSERT INTO temp.found SELECT kind, name, sum(requests), sum(flagged), sum(tokens), sum(cost), sum(findings)
      FROM names WHERE slot >= @from / ${slotMs} AND slot < @to / ${slotMs} GROUP BY 1, 2`),
    prepare(named(`${modelNames(ended)} UNION ALL ${detectorNames(decided)} UNION ALL ${ruleNames(decided)}`)),
  ]
  const namesOfUser = [names(posted("'u:' || @user")), names(decided)]

  const values = (range: TimeRange, start: number, bucketMs: number, user: string | undefined): Values => ({
    ...range,
    start,
    bucketMs,
    user: user ?? null,
    upto: Number(upto.get()),
  })

  /** Whole half hours one way, what is left at both ends the other. */
  function add(v: Values, whole: readonly Run[], rest: readonly Run[]): void {
    const first = Math.ceil(v.from / slotMs) * slotMs
    const end = Math.floor(v.to / slotMs) * slotMs
    if (first >= end) {
      run(rest, v)
      return
    }
    run(whole, { ...v, from: first, to: end })
    if (v.from < first) run(rest, { ...v, to: first })
    if (end < v.to) run(rest, { ...v, from: end })
  }

  return {
    addRange(range, bucket, user) {
      // One bucket longer than the range, placed so that all of it gets the number asked for.
      const bucketMs = range.to - range.from + slotMs
      add(values(range, range.from - bucket * bucketMs, bucketMs, user), slots, rows)
    },
    addBuckets(range, bucketMs, user) {
      const aligned = range.from % slotMs === 0 && bucketMs % slotMs === 0
      add(values(range, range.from, bucketMs, user), aligned ? slots : rows, rows)
    },
    addNames(range, user) {
      const v = values(range, range.from, 1, user)
      if (user === undefined) add(v, namesOfSlots, namesOfRows)
      else run(namesOfUser, v)
    },
    clear() {
      db.exec('DELETE FROM temp.facts; DELETE FROM temp.found')
    },
  }
}

interface Run {
  run(values: Values): unknown
}

function run(statements: readonly Run[], values: Values): void {
  for (const statement of statements) statement.run(values)
}
