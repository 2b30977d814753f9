/** What every audit store and its reader must do. Run by the test of each implementation. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditReader, EventFilter } from '../../proxy/audit/reader-types.ts'
import type { AuditStore, ExchangeRecord } from '../../proxy/audit/types.ts'
import {
  countedIn,
  decision,
  finding,
  flagged,
  fullRecord,
  noon,
  outcome,
  rankedBy,
  totalsOf,
  week,
} from './audit-records.ts'

export interface AuditPlace {
  /** A store over the same data every time, as after a restart. */
  store(): AuditStore
  reader(): AuditReader
  /** Keeps readers from taking new rows into whatever they index: what they answer must stay the same. */
  stopIndexing?(): void
  /** Ends what `store` and `reader` opened and removes the data. */
  remove(): Promise<void>
}

export function auditContract(name: string, open: () => AuditPlace): void {
  describe(`audit contract: ${name}`, () => {
    let place: AuditPlace
    let store: AuditStore
    beforeEach(() => {
      place = open()
      store = place.store()
    })
    afterEach(() => place.remove())

    const ended = () => expect.poll(() => store.health().queued).toBe(0)
    async function write(records: readonly ExchangeRecord[]): Promise<void> {
      await Promise.all(records.map(({ outcome: _outcome, ...record }) => store.decide(record)))
      for (const { id, outcome } of records) if (outcome) store.finish({ id, ...outcome })
      await ended()
    }

    describeWriting()
    describeEvents()
    describeSums()

    function describeWriting(): void {
      test('a decision can be read as soon as decide() resolves, by another connection', async () => {
        const reader = place.reader()
        const record = decision()
        await store.decide(record)
        expect(reader.event(record.id)).toEqual(record)
        expect(reader.event('ev_unknown')).toBeUndefined()
      })

      test('every field comes back as it was written', async () => {
        const record = fullRecord()
        await write([record])
        expect(place.reader().event(record.id)).toEqual(record)
      })

      test('many decisions at once are all written', async () => {
        const records = Array.from({ length: 500 }, () => decision())
        await Promise.all(records.map(record => store.decide(record)))
        const reader = place.reader()
        expect(records.filter(record => !reader.event(record.id))).toEqual([])
      })

      test('an exchange ends once, and the outcome of an unknown one is nobody else’s', async () => {
        const record = decision()
        await store.decide(record)
        store.finish(outcome('ev_unknown', { status: 500 }))
        store.finish(outcome(record.id, { status: 201 }))
        store.finish(outcome(record.id, { status: 202 }))
        await ended()
        store.finish(outcome(record.id, { status: 203 }))
        await ended()
        expect(place.reader().event(record.id)?.outcome?.status).toBe(201)
      })

      test('a closed store rejects decisions; outcomes are counted as failed and never throw', async () => {
        await store.close()
        await expect(store.decide(decision())).rejects.toThrow()
        store.finish(outcome('ev_unknown'))
        expect(store.health().failed).toBeGreaterThan(0)
        await store.close()
      })

      test('close() writes what is queued', async () => {
        const record = decision()
        const decided = store.decide(record)
        await decided
        store.finish(outcome(record.id))
        await store.close()
        expect(place.reader().event(record.id)?.outcome?.status).toBe(200)
      })

      test('after a restart, what never ended is marked as interrupted, once', async () => {
        const [cut, whole] = [decision(), decision()]
        await store.decide(cut)
        await store.decide(whole)
        store.finish(outcome(whole.id))
        await store.close()
        store = place.store()
        const running = decision()
        await store.decide(running)
        expect(store.recover(noon + 5000)).toBe(1)
        expect(store.recover(noon + 5000)).toBe(0)
        const reader = place.reader()
        expect(reader.event(cut.id)?.outcome).toMatchObject({ abortedBy: 'proxy', error: 'interrupted' })
        expect(reader.event(whole.id)?.outcome).not.toHaveProperty('error')
        expect(reader.event(running.id)?.outcome).toBeUndefined()
      })
    }

    function describeEvents(): void {
      const records = week(300)
      const newestFirst = records
        .map((record, i) => ({ record, i }))
        .sort((a, b) => b.record.at - a.record.at || b.i - a.i)
        .map(({ record }) => record)
      const range = { from: noon - 3 * 86_400_000, to: noon - 86_400_000 }

      test.each<[string, EventFilter, (r: ExchangeRecord) => boolean]>([
        ['nothing', {}, () => true],
        ['range', { range }, r => r.at >= range.from && r.at < range.to],
        ['user', { user: 'user-3' }, r => r.user === 'user-3'],
        ['app', { app: 'app-1' }, r => r.app === 'app-1'],
        ['what was done', { action: 'redact' }, r => r.enforced === 'redact'],
        ['what was let pass', { action: 'allow' }, r => r.enforced === 'allow'],
        ['rule', { rule: 'rule-1' }, r => r.rules.some(hit => hit.rule === 'rule-1')],
        ['detector', { detector: 'detector-2' }, r => r.findings.some(f => f.detector === 'detector-2')],
        ['coverage', { coverage: 'none' }, r => r.coverage.verdict === 'none'],
        ['full coverage', { coverage: 'full' }, r => r.coverage.verdict === 'full'],
        ['kind', { kind: 'other' }, r => r.kind === 'other'],
        ['flagged', { flagged: true }, flagged],
        ['model calls', { modelCallsOnly: true }, r => r.kind !== 'other'],
        [
          'several',
          { user: 'user-3', app: 'app-1', flagged: true, range, rule: 'rule-0' },
          r =>
            r.user === 'user-3' &&
            r.app === 'app-1' &&
            r.rules.some(hit => hit.rule === 'rule-0') &&
            r.at >= range.from &&
            r.at < range.to,
        ],
      ])('events filtered by %s come newest first, page after page', async (_name, filter, matches) => {
        await write(records.slice(0, 200))
        const reader = place.reader()
        reader.overview({ from: 0, to: noon }, 86_400_000)
        place.stopIndexing?.()
        await write(records.slice(200))
        const seen: string[] = []
        let before: string | undefined
        do {
          const page = reader.events(filter, { limit: 37, ...(before === undefined ? {} : { before }) })
          expect(page.events.length).toBeLessThanOrEqual(37)
          seen.push(...page.events.map(event => event.id))
          before = page.next
        } while (before !== undefined)
        expect(seen).toEqual(newestFirst.filter(matches).map(r => r.id))
      })

      test('an event sums up its record', async () => {
        const record = { ...fullRecord(), findings: [finding('a'), finding('b'), finding('a')] }
        await write([record])
        expect(place.reader().events({}, { limit: 1 }).events).toEqual([
          {
            ...pick(record, ['id', 'at', 'user', 'app', 'host', 'kind', 'model', 'action', 'enforced', 'severity']),
            coverage: 'partial',
            rules: ['no-credentials', 'other'],
            detectors: { a: 2, b: 1 },
            status: 200,
            tokens: 1500,
            costUsd: 0.0125,
            durationMs: 812.125,
            ended: true,
          },
        ])
      })

      test('a live view sees each decision and each end, in order, from the moment it began', async () => {
        const reader = place.reader()
        const start = reader.changes(0, {}, 10)
        expect(start.events).toEqual([])
        const [a, b] = [decision(), decision({ user: 'ben' })]
        await store.decide(a)
        await store.decide(b)
        const first = reader.changes(start.cursor, {}, 10)
        expect(first.events.map(e => [e.id, e.ended])).toEqual([
          [a.id, false],
          [b.id, false],
        ])
        expect(reader.changes(first.cursor, {}, 10).events).toEqual([])
        store.finish(outcome(a.id))
        await ended()
        expect(reader.changes(first.cursor, {}, 10).events.map(e => [e.id, e.ended])).toEqual([[a.id, true]])
        expect(reader.changes(start.cursor, { user: 'ben' }, 10).events.map(e => e.id)).toEqual([b.id])
        const page = reader.changes(start.cursor, {}, 1)
        expect(page.events.map(e => e.id)).toEqual([b.id])
        expect(reader.changes(page.cursor, {}, 1).events.map(e => e.id)).toEqual([a.id])
        expect(reader.changes(0, {}, 10).events).toEqual([])
      })
    }

    function describeSums(): void {
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
        await write(records.slice(0, 300))
        const reader = place.reader()
        reader.overview(range, bucketMs)
        place.stopIndexing?.()
        await write(records.slice(300))
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
        await write(records)
        const reader = place.reader()
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
    }
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

function pick<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  // Exactly the keys asked for.
  return Object.fromEntries(keys.map(key => [key, value[key]])) as Pick<T, K>
}
