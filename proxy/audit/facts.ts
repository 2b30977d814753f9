/** What a time range adds up to, exact to the millisecond and the last row: from sums where there are any, else from rows. */
import type { Statement } from 'better-sqlite3'
import type { Sqlite } from './database.ts'
import {
  byExchange,
  decisionFacts,
  detectorNames,
  exemptionNames,
  modelNames,
  outcomeFacts,
  ruleNames,
  shiftMs,
  slotMs,
  sumNames,
  sums,
} from './derive.ts'
import type { TimeRange } from './reader-types.ts'

export type Sums = Record<(typeof sumNames)[number], number>
export interface UseRow extends Sums {
  readonly user: string
  readonly app: string
  /** Epoch ms of the last row. */
  readonly last: number
}
export interface NameRow {
  /** m: model, d: detector, r: rule, e: exemption. */
  readonly kind: 'm' | 'd' | 'r' | 'e'
  readonly name: string
  readonly requests: number
  readonly flagged: number
  readonly tokens: number
  readonly cost: number
  readonly findings: number
}
export interface BucketSums extends Sums {
  readonly users: Set<string>
}

export interface Facts {
  /** Sums by user and app; several rows of one pair add up. */
  use(range: TimeRange, user?: string): UseRow[]
  /** One entry per bucket from `range.from` on, the last one cut at `range.to`. */
  buckets(range: TimeRange, bucketMs: number, user?: string): BucketSums[]
  /** Models, detectors, rules and exemptions; several rows of one name add up. */
  names(range: TimeRange, user?: string): NameRow[]
}

/** `@key` is the posting list to walk, `@user` a person or null, `@upto` the last number that was taken over. */
interface Values {
  readonly from: number
  readonly to: number
  readonly key: string
  readonly user: string | null
  readonly upto: number
}

const taken = `x.seq IN (SELECT seq FROM postings WHERE key = @key AND at >= @from AND at < @to) AND x.seq <= @upto`
const inRange = 'x.at >= @from AND x.at < @to AND (@user IS NULL OR x.user = @user)'
const newRow = `x.seq > @upto AND ${inRange}`
const newEnd = `o.change > @upto AND ${inRange}`
const takenFacts = `${decisionFacts(taken)} UNION ALL ${outcomeFacts(`o.change <= @upto AND ${taken}`, byExchange)}`
const newFacts = `${decisionFacts(newRow)} UNION ALL ${outcomeFacts(newEnd)}`
const nameSums =
  'sum(requests) AS requests, sum(flagged) AS flagged, sum(tokens) AS tokens, sum(cost) AS cost, sum(findings) AS findings'

/** Call within one transaction, so that all answers are of one state. */
export function openFacts(db: Sqlite): Facts {
  const upto = db.prepare('SELECT upto FROM derived').pluck()
  const s = prepareStatements(db)
  const values = (range: TimeRange, user: string | undefined): Values => ({
    from: range.from,
    to: range.to,
    key: user === undefined ? '*' : `u:${user}`,
    user: user ?? null,
    upto: Number(upto.get()),
  })
  // The columns of each statement are those of the type it is read as; see prepareStatements.
  const all = <T>(statement: Statement, v: Values) => statement.all(v) as T[]
  const pieces = <T>(v: Values, unitMs: number, whole: Statement, rest: Statement, fresh: Statement): T[] => {
    const cut = cutAt(v, unitMs)
    return [
      ...(cut.whole ? all<T>(whole, { ...v, ...cut.whole }) : []),
      ...cut.rest.flatMap(range => all<T>(rest, { ...v, ...range })),
      ...all<T>(fresh, v),
    ]
  }

  return {
    use: (range, user) => pieces(values(range, user), shiftMs, s.useOfShifts, s.useOfRows, s.newUse),
    names(range, user) {
      const v = values(range, user)
      if (user === undefined) return pieces(v, slotMs, s.namesOfSlots, s.namesOfRows, s.newNames)
      return [...all<NameRow>(s.namesOfRows, v), ...all<NameRow>(s.newNames, v)]
    },
    buckets(range, bucketMs, user) {
      const v = values(range, user)
      const found = emptyBuckets(range, bucketMs)
      const into = (at: number, rows: Iterable<Sums & { readonly user?: string | null }>) => {
        const bucket = found[Math.floor((at - range.from) / bucketMs)]!
        for (const row of rows) {
          for (const name of sumNames) bucket[name] += row[name]
          if (row.user && row.requests > 0) bucket.users.add(row.user)
        }
      }
      for (let at = range.from; at < range.to; at += bucketMs) {
        const own = { ...v, from: at, to: Math.min(at + bucketMs, range.to) }
        const cut = user === undefined ? cutAt(own, slotMs) : { rest: [own] }
        if (cut.whole) into(at, all<Sums>(s.sumsOfSlots, { ...own, ...cut.whole }))
        for (const rest of cut.rest) into(at, all<UseRow>(s.useOfRows, { ...own, ...rest }))
      }
      if (user === undefined) addActive(found, range, bucketMs, s.active, v)
      for (const row of all<UseRow & { readonly at: number }>(s.newRows, v)) into(row.at, [row])
      return found
    },
  }
}

function prepareStatements(db: Sqlite) {
  const names = (models: string, rows: string, join?: string) =>
    db.prepare(
      `SELECT kind, name, ${nameSums} FROM (${modelNames(models, join)} UNION ALL ${detectorNames(rows)} UNION ALL ${ruleNames(rows)}
        UNION ALL ${exemptionNames(rows)})
        GROUP BY kind, name`,
    )
  const whole = (unit: string, unitMs: number) => `${unit} >= @from / ${unitMs} AND ${unit} < @to / ${unitMs}`
  const byUse = `user, app, max(at) AS last, ${sums}`
  return {
    useOfShifts: db.prepare(`SELECT user, app, max(last) AS last, ${sums} FROM shifts
      WHERE ${whole('shift', shiftMs)} AND (@user IS NULL OR user = @user) GROUP BY user, app`),
    useOfRows: db.prepare(`SELECT ${byUse} FROM (${takenFacts}) GROUP BY user, app`),
    newUse: db.prepare(`SELECT ${byUse} FROM (${newFacts}) GROUP BY user, app`),
    newRows: db.prepare(newFacts),
    sumsOfSlots: db.prepare(`SELECT ${sums} FROM slots WHERE ${whole('slot', slotMs)} HAVING count(*) > 0`),
    active: db.prepare(`SELECT shift, user, active FROM shifts
      WHERE shift > @from / ${shiftMs} - 1 AND shift < @to / ${shiftMs} AND active <> 0`),
    namesOfSlots: db.prepare(
      `SELECT kind, name, ${nameSums} FROM names WHERE ${whole('slot', slotMs)} GROUP BY kind, name`,
    ),
    namesOfRows: names(`o.change <= @upto AND ${taken}`, taken, byExchange),
    newNames: names(newEnd, newRow),
  }
}

/** Who was active in which bucket, from the bits of the half hours that lie wholly within one bucket. */
function addActive(
  found: readonly BucketSums[],
  range: TimeRange,
  bucketMs: number,
  statement: Statement,
  v: Values,
): void {
  // The columns of the statement, in their order.
  const rows = statement.raw().iterate(v) as Iterable<[shift: number, user: string, active: number]>
  for (const [shift, user, active] of rows) {
    for (let bits = active, bit = 0; bits > 0; bits >>= 1, bit++) {
      if ((bits & 1) === 0) continue
      const at = shift * shiftMs + bit * slotMs
      const n = Math.floor((at - range.from) / bucketMs)
      const end = Math.min(range.from + (n + 1) * bucketMs, range.to)
      if (n >= 0 && at + slotMs <= end) found[n]?.users.add(user)
    }
  }
}

/** The part of the range that whole units cover, and what is left at its ends. */
function cutAt(
  { from, to }: TimeRange,
  unitMs: number,
): { readonly whole?: TimeRange; readonly rest: readonly TimeRange[] } {
  const first = Math.ceil(from / unitMs) * unitMs
  const end = Math.floor(to / unitMs) * unitMs
  if (first >= end) return { rest: [{ from, to }] }
  const rest = [
    { from, to: first },
    { from: end, to },
  ]
  return { whole: { from: first, to: end }, rest: rest.filter(piece => piece.from < piece.to) }
}

function emptyBuckets(range: TimeRange, bucketMs: number): BucketSums[] {
  const length = Math.max(0, Math.ceil((range.to - range.from) / bucketMs))
  // One zero for each name.
  const zeros = Object.fromEntries(sumNames.map(name => [name, 0])) as Sums
  return Array.from({ length }, () => ({ ...zeros, users: new Set<string>() }))
}
