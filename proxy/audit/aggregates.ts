/** The console's overview and people pages, as queries over facts.ts. */
import type { Sqlite } from './database.ts'
import type { Derived } from './derived.ts'
import { before, type Facts, openFacts } from './facts.ts'
import type {
  AuditReader,
  Bucket,
  Overview,
  PersonDetail,
  PersonRow,
  Ranked,
  TimeRange,
  Totals,
} from './reader-types.ts'

export type Aggregates = Pick<AuditReader, 'overview' | 'people' | 'person' | 'facets'>

const sums = `coalesce(sum(requests), 0) AS requests, count(DISTINCT CASE WHEN requests > 0 THEN user END) AS people,
  coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0.0) AS costUsd, coalesce(sum(measured), 0.0) AS measured,
  coalesce(sum(allowed), 0) AS allowed, coalesce(sum(alerted), 0) AS alerted, coalesce(sum(redacted), 0) AS redacted,
  coalesce(sum(blocked), 0) AS blocked, coalesce(sum(unpriced), 0) AS unpriced`
const ranked = 'sum(requests) AS requests, sum(tokens) AS tokens, sum(cost) AS costUsd, sum(flagged) AS flagged'
const best = 'HAVING requests > 0 ORDER BY costUsd DESC, requests DESC, name'
const topCount = 10

type SumRow = Omit<Totals, 'costMeasuredShare'> & { readonly measured: number }

/** Each call sees one state of the database. */
export function openAggregates(derived: Derived): Aggregates {
  const { db } = derived
  const facts = openFacts(db)
  const over = queries(db)
  const snapshot = <T>(read: () => T): T => {
    derived.catchUp()
    facts.clear()
    return db.transaction(read)()
  }

  return {
    overview: (range, bucketMs) => snapshot(() => overview(facts, over, range, bucketMs)),
    people: (range, order) =>
      snapshot(() => {
        facts.addRange(range, 0)
        return over.people().sort(order === 'name' ? byName : (a, b) => b[order] - a[order] || byName(a, b))
      }),
    person: (user, range, bucketMs) => snapshot(() => person(facts, over, user, range, bucketMs)),
    facets: range =>
      snapshot(() => {
        facts.addRange(range, 0)
        facts.addNames(range)
        const names = over.foundNames()
        const of = (kind: string) => names.filter(row => row.kind === kind).map(row => row.name)
        return { users: over.users(), apps: over.apps(), rules: of('r'), detectors: of('d'), models: of('m') }
      }),
  }
}

function overview(facts: Facts, over: Queries, range: TimeRange, bucketMs: number): Overview {
  facts.addBuckets(range, bucketMs)
  const totals = over.totals()
  const buckets = over.buckets(range, bucketMs)
  const coverage = over.coverage()
  const topPeople = over.top('user', topCount)
  const topApps = over.top('app', topCount)
  facts.clear()
  facts.addRange({ from: range.from - (range.to - range.from), to: range.from }, before)
  const previous = over.totals()
  facts.clear()
  facts.addNames(range)
  return {
    totals,
    previous,
    buckets,
    topPeople,
    topApps,
    topModels: over.models(topCount),
    topDetectors: over.detectors(topCount),
    coverage,
  }
}

function person(
  facts: Facts,
  over: Queries,
  user: string,
  range: TimeRange,
  bucketMs: number,
): PersonDetail | undefined {
  facts.addBuckets(range, bucketMs, user)
  facts.addNames(range, user)
  const [row] = over.people()
  if (!row) return undefined
  return {
    person: row,
    buckets: over.buckets(range, bucketMs),
    apps: over.top('app', 1000),
    models: over.models(1000),
    detectors: over.detectors(1000),
  }
}

type Queries = ReturnType<typeof queries>

/** Queries over the temporary tables. The casts below name the columns of the query they stand beside. */
function queries(db: Sqlite) {
  const totals = db.prepare(`SELECT ${sums} FROM facts`)
  const buckets = db.prepare(`SELECT bucket, ${sums} FROM facts GROUP BY bucket`)
  const coverage = db.prepare(
    'SELECT coalesce(sum(requests - partly - unread), 0) AS "full", coalesce(sum(partly), 0) AS "partial", coalesce(sum(unread), 0) AS "none" FROM facts',
  )
  const tops = {
    user: db.prepare(`SELECT user AS name, ${ranked} FROM facts GROUP BY user ${best} LIMIT ?`),
    app: db.prepare(`SELECT app AS name, ${ranked} FROM facts GROUP BY app ${best} LIMIT ?`),
  }
  const models = db.prepare(`SELECT name, ${ranked} FROM found WHERE kind = 'm' GROUP BY name ${best} LIMIT ?`)
  const detectors = db.prepare(
    `SELECT name, sum(findings) AS findings FROM found WHERE kind = 'd' GROUP BY name ORDER BY findings DESC, name LIMIT ?`,
  )
  const people = db.prepare(
    `SELECT user AS name, ${ranked}, sum(redacted) AS redacted, sum(blocked) AS blocked, sum(alerted) AS alerted,
      max(last) AS lastSeen, json_group_array(DISTINCT app) FILTER (WHERE requests > 0) AS apps
      FROM facts GROUP BY user HAVING sum(requests) > 0`,
  )
  const users = db.prepare('SELECT DISTINCT user FROM facts ORDER BY 1').pluck()
  const apps = db.prepare('SELECT DISTINCT app FROM facts ORDER BY 1').pluck()
  const foundNames = db.prepare('SELECT DISTINCT kind, name FROM found ORDER BY 1, 2')

  return {
    totals: (): Totals => totalsOf(totals.get() as SumRow),
    buckets: (range: TimeRange, bucketMs: number): Bucket[] => {
      const rows = buckets.all() as (SumRow & { readonly bucket: number })[]
      const byNumber = new Map(rows.map(({ bucket, ...row }) => [bucket, totalsOf(row)]))
      return Array.from({ length: Math.ceil((range.to - range.from) / bucketMs) }, (_, n) => ({
        at: range.from + n * bucketMs,
        ...(byNumber.get(n) ?? nothing),
      }))
    },
    coverage: () => coverage.get() as Overview['coverage'],
    top: (by: 'user' | 'app', count: number) => tops[by].all(count) as Ranked[],
    models: (count: number) => models.all(count) as Ranked[],
    detectors: (count: number) => detectors.all(count) as { name: string; findings: number }[],
    people: (): PersonRow[] =>
      (people.all() as (Omit<PersonRow, 'apps'> & { readonly apps: string })[]).map(row => ({
        ...row,
        apps: (JSON.parse(row.apps) as string[]).sort(),
      })),
    users: () => users.all() as string[],
    apps: () => apps.all() as string[],
    foundNames: () => foundNames.all() as { kind: string; name: string }[],
  }
}

function totalsOf({ measured, ...row }: SumRow): Totals {
  return { ...row, costMeasuredShare: row.costUsd > 0 ? measured / row.costUsd : 1 }
}

const nothing: Totals = {
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

function byName(a: PersonRow, b: PersonRow): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
