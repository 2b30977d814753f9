/** The console's overview and people pages, put together from facts.ts. */

import { sumNames } from './derive.ts'
import type { Derived } from './derived.ts'
import { type BucketSums, type NameRow, openFacts, type Sums, type UseRow } from './facts.ts'
import type { AuditReader, Bucket, PersonRow, Ranked, TimeRange, Totals } from './reader-types.ts'

export type Aggregates = Pick<AuditReader, 'overview' | 'people' | 'person' | 'facets' | 'exemptionUse'>

const topCount = 10

/** Each call sees one state of the database. */
export function openAggregates(derived: Derived): Aggregates {
  const facts = openFacts(derived.db)
  const snapshot = <T>(read: () => T): T => {
    derived.catchUp()
    return derived.db.transaction(read)()
  }
  return {
    overview: (range, bucketMs) =>
      snapshot(() => {
        const use = facts.use(range)
        const names = facts.names(range)
        const sums = sumOf(use)
        return {
          totals: totalsOf(use),
          previous: totalsOf(facts.use({ from: range.from - (range.to - range.from), to: range.from })),
          buckets: bucketsOf(facts.buckets(range, bucketMs), range, bucketMs),
          topPeople: rankedUse(use, 'user').slice(0, topCount),
          topApps: rankedUse(use, 'app').slice(0, topCount),
          topModels: rankedModels(names).slice(0, topCount),
          topDetectors: detectorsOf(names).slice(0, topCount),
          coverage: { full: sums.requests - sums.partly - sums.unread, partial: sums.partly, none: sums.unread },
        }
      }),
    people: (range, order) =>
      snapshot(() =>
        peopleOf(facts.use(range)).sort(order === 'name' ? byName : (a, b) => b[order] - a[order] || byName(a, b)),
      ),
    person: (user, range, bucketMs) =>
      snapshot(() => {
        const use = facts.use(range, user)
        const [row] = peopleOf(use)
        if (!row) return undefined
        const names = facts.names(range, user)
        return {
          person: row,
          buckets: bucketsOf(facts.buckets(range, bucketMs, user), range, bucketMs),
          apps: rankedUse(use, 'app'),
          models: rankedModels(names),
          detectors: detectorsOf(names),
        }
      }),
    facets: range =>
      snapshot(() => {
        const use = facts.use(range)
        const names = facts.names(range)
        const of = (kind: NameRow['kind']) => distinct(names.filter(row => row.kind === kind).map(row => row.name))
        return {
          users: distinct(use.map(row => row.user)),
          apps: distinct(use.map(row => row.app)),
          rules: of('r'),
          detectors: of('d'),
          models: of('m'),
        }
      }),
    exemptionUse: range =>
      snapshot(() =>
        addUp(facts.names(range), 'e').map(({ name, requests, findings }) => ({ name, requests, findings })),
      ),
  }
}

function sumOf(rows: Iterable<Sums>): Sums {
  // One zero for each name.
  const total = Object.fromEntries(sumNames.map(name => [name, 0])) as Sums
  for (const row of rows) for (const name of sumNames) total[name] += row[name]
  return total
}

function totalsOf(rows: readonly UseRow[]): Totals {
  return totalsFrom(sumOf(rows), new Set(rows.filter(row => row.requests > 0).map(row => row.user)).size)
}

function totalsFrom(sums: Sums, people: number): Totals {
  return {
    requests: sums.requests,
    people,
    tokens: sums.tokens,
    costUsd: sums.cost,
    costMeasuredShare: sums.cost > 0 ? sums.measured / sums.cost : 1,
    allowed: sums.allowed,
    alerted: sums.alerted,
    redacted: sums.redacted,
    blocked: sums.blocked,
    unpriced: sums.unpriced,
  }
}

function bucketsOf(buckets: readonly BucketSums[], range: TimeRange, bucketMs: number): Bucket[] {
  return buckets.map((sums, n) => ({ at: range.from + n * bucketMs, ...totalsFrom(sums, sums.users.size) }))
}

function rankedUse(rows: readonly UseRow[], by: 'user' | 'app'): Ranked[] {
  return [...groupBy(rows, row => row[by])]
    .map(([name, own]) => rankedFrom(name, sumOf(own)))
    .filter(row => row.requests > 0)
    .sort(dearestFirst)
}

function rankedFrom(name: string, sums: Pick<Sums, 'requests' | 'tokens' | 'cost' | 'flagged'>): Ranked {
  return { name, requests: sums.requests, tokens: sums.tokens, costUsd: sums.cost, flagged: sums.flagged }
}

function rankedModels(rows: readonly NameRow[]): Ranked[] {
  return [...addUp(rows, 'm')].map(row => rankedFrom(row.name, row)).sort(dearestFirst)
}

function detectorsOf(rows: readonly NameRow[]): { name: string; findings: number }[] {
  return addUp(rows, 'd')
    .map(({ name, findings }) => ({ name, findings }))
    .sort((a, b) => b.findings - a.findings || byName(a, b))
}

function addUp(rows: readonly NameRow[], kind: NameRow['kind']): NameRow[] {
  const groups = groupBy(
    rows.filter(row => row.kind === kind),
    row => row.name,
  )
  return [...groups].map(([name, same]) => {
    const sum = { kind, name, requests: 0, flagged: 0, tokens: 0, cost: 0, findings: 0 }
    for (const row of same) {
      sum.requests += row.requests
      sum.flagged += row.flagged
      sum.tokens += row.tokens
      sum.cost += row.cost
      sum.findings += row.findings
    }
    return sum
  })
}

function peopleOf(rows: readonly UseRow[]): PersonRow[] {
  return [...groupBy(rows, row => row.user)]
    .map(([name, own]) => {
      const sums = sumOf(own)
      return {
        ...rankedFrom(name, sums),
        redacted: sums.redacted,
        blocked: sums.blocked,
        alerted: sums.alerted,
        lastSeen: Math.max(...own.map(row => row.last)),
        apps: distinct(own.filter(row => row.requests > 0).map(row => row.app)),
      }
    })
    .filter(row => row.requests > 0)
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

function dearestFirst(a: Ranked, b: Ranked): number {
  return b.costUsd - a.costUsd || b.requests - a.requests || byName(a, b)
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
