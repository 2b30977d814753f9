/** What every audit store and its reader must do. Run by the test of each implementation. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditReader, EventFilter } from '../../proxy/audit/reader-types.ts'
import type { AuditStore, ExchangeRecord } from '../../proxy/audit/types.ts'
import { decision, finding, flagged, fullRecord, noon, outcome, week } from './audit-records.ts'

import { describeSums } from './audit-sums.ts'

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

    const ended = () => expect.poll(() => store.health().queued, { interval: 3 }).toBe(0)
    async function write(records: readonly ExchangeRecord[]): Promise<void> {
      await Promise.all(records.map(({ outcome: _outcome, ...record }) => store.decide(record)))
      for (const { id, outcome } of records) if (outcome) store.finish({ id, ...outcome })
      await ended()
    }

    describeWriting()
    describeEvents()
    describeSums(() => ({ place, write }))

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
        ['model calls', { modelCallsOnly: true }, r => r.kind !== 'other' || flagged(r)],
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
  })
}

function pick<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  // Exactly the keys asked for.
  return Object.fromEntries(keys.map(key => [key, value[key]])) as Pick<T, K>
}
