/** Sums over exchanges for the console's overview and people pages. */
import type { Sqlite } from './database.ts'
import type { Bucket, Overview, PersonDetail, PersonRow, Ranked, TimeRange, Totals } from './reader-types.ts'

/**
 * Page loads and telemetry of web apps (kind `other`) are no use of AI and would drown it, so they are counted only
 * when something was found or refused.
 */
const counted = "(x.kind <> 'other' OR x.flagged = 1)"
const from = `FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq WHERE ${counted} AND x.at >= ? AND x.at < ?`
const sums = `count(*) AS requests, count(DISTINCT x.user) AS people, coalesce(sum(o.tokens), 0) AS tokens,
  coalesce(sum(o.cost_usd), 0.0) AS costUsd, coalesce(sum(o.cost_usd) FILTER (WHERE o.cost_basis = 'measured'), 0.0) AS measured,
  coalesce(sum(x.enforced = 'allow'), 0) AS allowed, coalesce(sum(x.enforced = 'alert'), 0) AS alerted,
  coalesce(sum(x.enforced = 'redact'), 0) AS redacted, coalesce(sum(x.enforced = 'block'), 0) AS blocked,
  coalesce(sum(o.cost_basis = 'unknown'), 0) AS unpriced`
const ranked = `count(*) AS requests, coalesce(sum(o.tokens), 0) AS tokens, coalesce(sum(o.cost_usd), 0.0) AS costUsd,
  coalesce(sum(x.flagged), 0) AS flagged`
const topCount = 10

type SumRow = Omit<Totals, 'costMeasuredShare'> & { readonly measured: number }

export function overview(db: Sqlite, range: TimeRange, bucketMs: number): Overview {
  const length = range.to - range.from
  return {
    totals: totals(db, range),
    previous: totals(db, { from: range.from - length, to: range.from }),
    buckets: buckets(db, range, bucketMs),
    topPeople: top(db, range, 'x.user'),
    topApps: top(db, range, 'x.app'),
    topModels: top(db, range, 'coalesce(x.model, o.model)'),
    topDetectors: detectors(db, range).slice(0, topCount),
    coverage: coverage(db, range),
  }
}

export function people(db: Sqlite, range: TimeRange, user?: string): PersonRow[] {
  const only = user === undefined ? '' : ' AND x.user = ?'
  const rows = db
    .prepare(
      `SELECT x.user AS name, ${ranked}, coalesce(sum(x.enforced = 'redact'), 0) AS redacted,
        coalesce(sum(x.enforced = 'block'), 0) AS blocked, coalesce(sum(x.enforced = 'alert'), 0) AS alerted,
        max(x.at) AS lastSeen, json_group_array(DISTINCT x.app) AS apps ${from}${only} GROUP BY x.user`,
    )
    .all(range.from, range.to, ...(user === undefined ? [] : [user]))
  // The columns are those of the query above.
  return (rows as (Omit<PersonRow, 'apps'> & { apps: string })[]).map(row => ({
    ...row,
    apps: (JSON.parse(row.apps) as string[]).sort(),
  }))
}

export function person(db: Sqlite, user: string, range: TimeRange, bucketMs: number): PersonDetail | undefined {
  const [row] = people(db, range, user)
  if (!row) return undefined
  return {
    person: row,
    buckets: buckets(db, range, bucketMs, user),
    apps: top(db, range, 'x.app', user),
    models: top(db, range, 'coalesce(x.model, o.model)', user),
    detectors: detectors(db, range, user),
  }
}

function totals(db: Sqlite, range: TimeRange): Totals {
  // An aggregate without GROUP BY is one row.
  return totalsOf(db.prepare(`SELECT ${sums} ${from}`).get(range.from, range.to) as SumRow)
}

function totalsOf({ measured, ...row }: SumRow): Totals {
  return { ...row, costMeasuredShare: row.costUsd > 0 ? measured / row.costUsd : 1 }
}

function buckets(db: Sqlite, range: TimeRange, bucketMs: number, user?: string): Bucket[] {
  const only = user === undefined ? '' : ' AND x.user = ?'
  const rows = db
    .prepare(`SELECT CAST((x.at - ?) / ? AS INTEGER) AS n, ${sums} ${from}${only} GROUP BY n`)
    .all(range.from, bucketMs, range.from, range.to, ...(user === undefined ? [] : [user]))
  // The columns are those of the query above.
  const byIndex = new Map((rows as (SumRow & { n: number })[]).map(({ n, ...row }) => [n, totalsOf(row)]))
  const count = Math.ceil((range.to - range.from) / bucketMs)
  return Array.from({ length: count }, (_, n) => ({
    at: range.from + n * bucketMs,
    ...(byIndex.get(n) ?? emptyTotals),
  }))
}

const emptyTotals: Totals = {
  requests: 0,
  people: 0,
  tokens: 0,
  costUsd: 0,
  costMeasuredShare: 1,
  allowed: 0,
  alerted: 0,
  redacted: 0,
  blocked: 0,
  unpriced: 0,
}

function top(db: Sqlite, range: TimeRange, expression: string, user?: string): Ranked[] {
  const only = user === undefined ? '' : ' AND x.user = ?'
  const rows = db
    .prepare(
      `SELECT ${expression} AS name, ${ranked} ${from}${only} AND name IS NOT NULL GROUP BY name
        ORDER BY costUsd DESC, requests DESC, name LIMIT ${topCount}`,
    )
    .all(range.from, range.to, ...(user === undefined ? [] : [user]))
  // The columns are those of the query above.
  return rows as Ranked[]
}

function detectors(db: Sqlite, range: TimeRange, user?: string): { name: string; findings: number }[] {
  const only = user === undefined ? '' : ' AND x.user = ?'
  const rows = db
    .prepare(
      `SELECT substr(t.tag, 3) AS name, sum(t.n) AS findings FROM exchanges x JOIN tags t ON t.seq = x.seq
        WHERE x.flagged = 1 AND x.at >= ? AND x.at < ?${only} AND t.tag >= 'd:' AND t.tag < 'd;'
        GROUP BY t.tag ORDER BY findings DESC, name`,
    )
    .all(range.from, range.to, ...(user === undefined ? [] : [user]))
  // The columns are those of the query above.
  return rows as { name: string; findings: number }[]
}

function coverage(db: Sqlite, range: TimeRange): Overview['coverage'] {
  const rows = db.prepare(`SELECT x.coverage AS verdict, count(*) AS n ${from} GROUP BY x.coverage`)
  const counts = { full: 0, partial: 0, none: 0 }
  // The verdicts are the three of DecisionRecord.
  for (const row of rows.all(range.from, range.to) as { verdict: keyof typeof counts; n: number }[])
    counts[row.verdict] = row.n
  return counts
}
