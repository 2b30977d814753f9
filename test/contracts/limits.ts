/** What every limit store must do. Run by the test of each implementation. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Limit, LimitPart } from '../../policy/limit.ts'
import type { LimitCheck, LimitStore, Reservation, Spend } from '../../proxy/limits/types.ts'
import { createModel } from './limits-model.ts'

export interface LimitsPlace {
  /** A store over the same data every time, as after a restart. */
  open(): LimitStore
  remove(): Promise<void>
}

export const minute: LimitPart['window'] = { kind: 'sliding', seconds: 60 }
export const berlinDay: LimitPart['window'] = { kind: 'calendar', unit: 'day', timeZone: 'Europe/Berlin' }
/** 2026-11-21, 12:00 in Berlin. */
export const start = Date.UTC(2026, 10, 21, 11)

export function limit(id: string, parts: readonly LimitPart[], change: Partial<Limit> = {}): Limit {
  return { id, per: 'user', parts, action: 'block', keys: subject => [subject.person.user], ...change }
}

export const spend = (tokens: number, cost = 0): Spend => ({ requests: 1, tokens, cost })

export function limitsContract(name: string, open: () => LimitsPlace): void {
  describe(`limits contract: ${name}`, () => {
    let place: LimitsPlace
    let store: LimitStore
    beforeEach(() => {
      place = open()
      store = place.open()
    })
    afterEach(() => place.remove())

    async function take(checks: readonly LimitCheck[], worst: Spend, now: number): Promise<Reservation> {
      const result = await store.reserve(checks, worst, now)
      if (!result.ok) throw new Error(`refused by ${result.hit.limit}`)
      return result.reservation
    }
    async function used(checks: readonly LimitCheck[], now: number): Promise<number[]> {
      return (await store.state(checks, now)).map(counter => counter.used)
    }

    const requests = limit('fair', [{ metric: 'requests', amount: 3, window: minute }])
    const tokens = limit('tokens', [{ metric: 'tokens', amount: 1000, window: minute }])
    const ann = (of: Limit): LimitCheck[] => [{ limit: of, keys: ['ann'] }]

    test('two concurrent calls never both get the last place', async () => {
      const results = await Promise.all(Array.from({ length: 10 }, () => store.reserve(ann(requests), spend(1), start)))
      expect(results.filter(result => result.ok)).toHaveLength(3)
    })

    test('a reservation counts in every part of every limit, or in none', async () => {
      const both = [...ann(tokens), { limit: requests, keys: ['ann', 'all'] }]
      for (let i = 0; i < 3; i++) await take([{ limit: requests, keys: ['all'] }], spend(1), start)
      expect(await store.reserve(both, spend(10), start)).toMatchObject({ ok: false, hit: { key: 'all' } })
      expect(await used(both, start)).toEqual([0, 0, 3])
      const [counter] = await store.state(ann(tokens), start)
      expect(counter).toMatchObject({ used: 0, reserved: 0 })
    })

    test('settle replaces the reservation by what was used; a second end changes nothing', async () => {
      const reservation = await take(ann(tokens), spend(800), start)
      expect(await store.state(ann(tokens), start)).toMatchObject([{ used: 0, reserved: 800, amount: 1000 }])
      await store.settle(reservation, spend(120), start + 1000)
      await store.settle(reservation, spend(500), start + 1000)
      await store.release(reservation, start + 1000)
      expect(await store.state(ann(tokens), start + 1000)).toMatchObject([{ used: 120, reserved: 0 }])
    })

    test('release takes a reservation back wholly, requests included', async () => {
      const both = [...ann(tokens), ...ann(requests)]
      const reservation = await take(both, spend(800), start)
      await store.release(reservation, start + 1000)
      await store.settle(reservation, spend(500), start + 1000)
      expect(await store.state(both, start + 1000)).toMatchObject([
        { used: 0, reserved: 0 },
        { used: 0, reserved: 0 },
      ])
    })

    test('a long stream does not keep a place in the count of requests', async () => {
      for (let i = 0; i < 3; i++) await take(ann(requests), spend(1), start)
      expect((await store.reserve(ann(requests), spend(1), start + 59_000)).ok).toBe(false)
      expect((await store.reserve(ann(requests), spend(1), start + 61_000)).ok).toBe(true)
    })

    test('a reservation nobody ends expires; ended later, what was used still counts', async () => {
      const reservation = await take(ann(tokens), spend(1000), start)
      expect((await store.reserve(ann(tokens), spend(1), start + 60_000)).ok).toBe(false)
      const late = start + 2 * 3_600_000
      await store.release(await take(ann(tokens), spend(1), late), late)
      await store.settle(reservation, spend(700), late)
      expect(await used(ann(tokens), late)).toEqual([700])
    })

    test('the tightest limit answers: after waiting for it, all others fit as well', async () => {
      const day = limit('day', [{ metric: 'tokens', amount: 500, window: berlinDay }])
      const checks = [...ann(limit('short', [{ metric: 'tokens', amount: 450, window: minute }])), ...ann(day)]
      await store.settle(await take(checks, spend(400), start), spend(400), start)
      const result = await store.reserve(checks, spend(200), start + 1000)
      // Midnight in Berlin is twelve hours away.
      expect(result).toMatchObject({ ok: false, hit: { limit: 'day', retryAfterSeconds: 12 * 3600 - 1 } })
      expect((await store.reserve(checks, spend(200), start + 12 * 3_600_000)).ok).toBe(true)
    })

    test('an alert limit is told and never refuses', async () => {
      const watch = limit('watch', [{ metric: 'tokens', amount: 10, window: minute }], { action: 'alert' })
      const reservation = await take(ann(watch), spend(50), start)
      expect(reservation.alerts).toMatchObject([{ limit: 'watch', action: 'alert', amount: 10 }])
      await store.settle(reservation, spend(50), start)
      expect((await take(ann(watch), spend(1), start)).alerts).toMatchObject([{ used: 50 }])
      expect(await used(ann(watch), start)).toEqual([50])
    })

    test('a request that alone is more than the limit says so instead of promising a time', async () => {
      expect(await store.reserve(ann(tokens), spend(1001), start)).toMatchObject({ ok: false, hit: { tooLarge: true } })
      expect((await store.reserve(ann(tokens), spend(1000), start)).ok).toBe(true)
    })

    test('what running requests hold is told apart from what is spent', async () => {
      await take(ann(tokens), spend(900), start)
      const result = await store.reserve(ann(tokens), spend(200), start)
      expect(result).toMatchObject({ ok: false, hit: { running: true } })
      expect(result.ok ? 0 : result.hit.retryAfterSeconds).toBeLessThanOrEqual(60)
    })

    test('dollars are exact: ten times ten cents are one dollar', async () => {
      const budget = limit('budget', [{ metric: 'cost', amount: 1, window: berlinDay }])
      for (let i = 0; i < 10; i++)
        await store.settle(await take(ann(budget), spend(0, 0.1), start), spend(0, 0.1), start)
      expect(await used(ann(budget), start)).toEqual([1])
      expect((await store.reserve(ann(budget), spend(0, 0.000001), start)).ok).toBe(false)
    })

    test('counters survive a restart, and a changed amount keeps the count', async () => {
      const day = limit('day', [{ metric: 'tokens', amount: 1000, window: berlinDay }])
      const checks = [...ann(tokens), ...ann(requests), ...ann(day)]
      await store.settle(await take(checks, spend(400), start), spend(300), start)
      await take(checks, spend(500), start)
      await store.close()
      store = place.open()
      expect(await used(checks, start + 1000)).toEqual([300, 2, 300])
      expect(await store.state(checks, start + 1000)).toMatchObject([{ reserved: 0 }, {}, { reserved: 0 }])
      const raised = limit('tokens', [{ metric: 'tokens', amount: 5000, window: minute }])
      expect(await store.state(ann(raised), start + 1000)).toMatchObject([{ used: 300, amount: 5000 }])
      expect(await used(checks, start + 61_000)).toEqual([0, 0, 300])
      expect(await used(checks, start + 12 * 3_600_000)).toEqual([0, 0, 0])
    })

    test('a clock that is set back does not freeze a window', async () => {
      await store.settle(await take(ann(tokens), spend(900), start + 86_400_000), spend(900), start + 86_400_000)
      expect((await store.reserve(ann(tokens), spend(200), start)).ok).toBe(false)
      expect((await store.reserve(ann(tokens), spend(200), start + 61_000)).ok).toBe(true)
    })

    const step = fc.oneof(
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
      fc.record({
        do: fc.constant('reserve' as const),
        user: fc.constantFrom('ann', 'ben'),
        worst: fc.integer({ min: 0, max: 400 }),
        calls: fc.integer({ min: 1, max: 4 }),
      }),
      fc.record({
        do: fc.constant('settle' as const),
        which: fc.nat(),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ do: fc.constant('release' as const), which: fc.nat() }),
    )

    test('whatever runs, fails, aborts or streams at once: no overrun, no phantom block, an honest time to retry', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(), async (steps, run) => {
          const model = createModel(store, `run ${run} ${Math.random()}`, start)
          for (const one of steps) {
            if (one.do === 'wait') model.wait(one.ms)
            else if (one.do === 'reserve') await model.reserve(one.user, one.worst, one.calls)
            else if (one.do === 'settle') await model.settle(one.which, one.share)
            else await model.release(one.which)
          }
        }),
        { numRuns: 200 },
      )
    })
  })
}
