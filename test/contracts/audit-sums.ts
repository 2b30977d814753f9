/** What sums over the audit store must come to: every figure of the console, computed from the rows the simple way. */
import { expect, test } from 'vitest'
import type { ExchangeRecord } from '../../proxy/audit/types.ts'
import type { AuditPlace } from './audit.ts'
import { countedIn, decision, finding, noon, rankedBy, totalsOf, week } from './audit-records.ts'

export interface SumsSetting {
  readonly place: AuditPlace
  write(records: readonly ExchangeRecord[]): Promise<void>
}

/** `setting` is asked within each test. */
export function describeSums(setting: () => SumsSetting): void {
  const records = week(500)
  const day = 86_400_000
  test.each([
    ['whole half hours', { from: noon - 3 * day, to: noon }, day],
    ['odd times', { from: noon - 3 * day + 1234, to: noon - 4321 }, 7_200_000],
    ['a time zone with quarter hours', { from: noon - 3 * day + 900_000, to: noon + 900_000 }, day],
    ['minutes', { from: noon - 3_600_000, to: noon }, 300_000],
    ['a moment', { from: noon - 60_000, to: noon - 30_000 }, 10_000],
    ['the future', { from: noon + day, to: noon + 2 * day }, day],
  ])('sums over %s are exact, before and after rows were indexed', async (_name, range, bucketMs) => {
    await setting().write(records.slice(0, 300))
    const reader = setting().place.reader()
    reader.overview(range, bucketMs)
    setting().place.stopIndexing?.()
    await setting().write(records.slice(300))
    const rows = countedIn(records, range)
    const overview = reader.overview(range, bucketMs)
    const length = range.to - range.from
    expect(overview.totals).toEqual(close(totalsOf(rows)))
    const previous = countedIn(records, { from: range.from - length, to: range.from })
    expect(overview.previous).toEqual(close(totalsOf(previous)))
    expect(overview.buckets).toEqual(
      Array.from({ length: Math.ceil(length / bucketMs) }, (_, n) => {
        const at = range.from + n * bucketMs
        const to = Math.min(at + bucketMs, range.to)
        return { at, ...close(totalsOf(countedIn(records, { from: at, to }))) }
      }),
    )
    expect(overview.topPeople).toEqual(
      rankedBy(rows, r => r.user)
        .slice(0, 10)
        .map(close),
    )
    expect(overview.topApps).toEqual(rankedBy(rows, r => r.app).map(close))
    const models = rankedBy(
      rows.filter(r => r.outcome),
      r => r.model ?? r.outcome?.usage?.model ?? '',
    )
    expect(overview.topModels).toEqual(models.map(close))
    const found = rows.flatMap(r => r.findings.map(f => f.detector))
    expect(Object.fromEntries(overview.topDetectors.map(d => [d.name, d.findings]))).toEqual(countEach(found))
    const verdicts = countEach(rows.map(r => r.coverage.verdict))
    expect(overview.coverage).toEqual({ full: 0, partial: 0, none: 0, ...verdicts })
  })

  test('people and one person add up to their rows', async () => {
    await setting().write(records)
    const reader = setting().place.reader()
    const range = { from: noon - 5 * day, to: noon }
    const rows = countedIn(records, range)
    const people = reader.people(range, 'costUsd')
    expect(
      people.map(({ name, requests, tokens, costUsd, flagged }) => ({ name, requests, tokens, costUsd, flagged })),
    ).toEqual(rankedBy(rows, r => r.user).map(close))
    const name = people[2]!.name
    const own = rows.filter(r => r.user === name)
    expect(people[2]).toMatchObject({
      blocked: totalsOf(own).blocked,
      redacted: totalsOf(own).redacted,
      alerted: totalsOf(own).alerted,
      apps: [...new Set(own.map(r => r.app))].sort(),
    })
    const person = reader.person(name, range, day)!
    expect(person.person).toEqual(people[2])
    expect(person.apps).toEqual(rankedBy(own, r => r.app).map(close))
    expect(person.buckets.map(b => b.requests).reduce((a, b) => a + b)).toBe(own.length)
    const found = own.flatMap(r => r.findings.map(f => f.detector))
    expect(Object.fromEntries(person.detectors.map(d => [d.name, d.findings]))).toEqual(countEach(found))
    expect(reader.person('nobody', range, day)).toBeUndefined()
    expect(reader.people(range, 'name').map(p => p.name)).toEqual(people.map(p => p.name).sort())
    expect(reader.facets(range).users).toEqual([...new Set(rows.map(r => r.user))].sort())
    expect(reader.facets(range).rules).toEqual(['rule-0', 'rule-1'])
    expect(reader.facets(range).detectors).toEqual(['detector-0', 'detector-1', 'detector-2'])
  })

  test('exemptions are counted by what they took out, and a row of exempt findings alone is not flagged', async () => {
    const of = (exemption: string) => ({ ...finding('jwt'), redacted: false, exemption })
    const hit = { action: 'block', reason: 'x', severity: 'high', notify: [] } as const
    const rows = [
      decision({ at: noon - day, findings: [of('taught-1'), of('taught-1'), of('e')] }),
      decision({ at: noon - 2 * day, findings: [of('taught-1'), finding('iban')] }),
      decision({ at: noon - 3 * day, rules: [{ ...hit, rule: 'r', exemption: 'e' }] }),
      decision({ at: noon - 40 * day, findings: [of('taught-1')] }),
    ]
    await setting().write(rows)
    const reader = setting().place.reader()
    const range = { from: noon - 30 * day, to: noon }
    expect(reader.exemptionUse(range).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'e', requests: 2, findings: 2 },
      { name: 'taught-1', requests: 2, findings: 3 },
    ])
    const { events } = reader.events({ exemption: 'taught-1' }, { limit: 10 })
    expect(events.map(({ id, detectors }) => ({ id, detectors }))).toEqual([
      { id: rows[0]!.id, detectors: {} },
      { id: rows[1]!.id, detectors: { iban: 1 } },
      { id: rows[3]!.id, detectors: {} },
    ])
    expect(reader.events({ flagged: true, exemption: 'taught-1' }, { limit: 10 }).events).toHaveLength(1)
    expect(reader.event(rows[0]!.id)?.findings).toEqual(rows[0]!.findings)
  })
}

function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** Dollars are sums of binary fractions in another order. */
function close<T extends { readonly costUsd: number }>(row: T): T {
  const share =
    'costMeasuredShare' in row ? { costMeasuredShare: expect.closeTo(Number(row.costMeasuredShare), 9) } : {}
  return { ...row, costUsd: expect.closeTo(row.costUsd, 9), ...share }
}
