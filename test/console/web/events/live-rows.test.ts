import { describe, expect, test } from 'vitest'
import type { EventSummary } from '../../../../console/contract.ts'
import { type LiveRows, liveRows, mergeRows, noLiveRows } from '../../../../console/web/events/live-rows.ts'
import { row } from '../data.ts'

const event = (n: number, change: Partial<EventSummary> = {}): EventSummary => ({
  ...row,
  id: `ev_${String(n).padStart(4, '0')}`,
  at: n,
  ...change,
})
const ids = (events: readonly EventSummary[]) => events.map(e => e.at)
const arrive = (state: LiveRows, events: EventSummary[], loaded: readonly EventSummary[], hold = false) =>
  liveRows(state, { type: 'arrive', events, known: new Set(loaded.map(e => e.id)), hold })

const loaded = [event(30), event(20), event(10)]

test('new rows stand on top, newest first', () => {
  const live = arrive(noLiveRows, [event(40), event(50)], loaded)
  expect(ids(mergeRows(loaded, live, false))).toEqual([50, 40, 30, 20, 10])
})

test('a row that ends changes in place', () => {
  const live = arrive(noLiveRows, [event(20, { status: 418 })], loaded)
  const rows = mergeRows(loaded, live, false)
  expect(ids(rows)).toEqual([30, 20, 10])
  expect(rows[1]!.status).toBe(418)
})

describe('while the person reads further down', () => {
  const held = arrive(noLiveRows, [event(40)], loaded, true)

  test('new rows wait, so that nothing jumps', () => {
    expect(ids(mergeRows(loaded, held, false))).toEqual([30, 20, 10])
    expect(held.held.size).toBe(1)
  })

  test('known rows still change', () => {
    expect(mergeRows(loaded, arrive(held, [event(30, { status: 500 })], loaded, true), false)[0]!.status).toBe(500)
  })

  test('a held row that ends stays one held row', () => {
    expect(arrive(held, [event(40, { ended: true })], loaded, true).held.size).toBe(1)
  })

  test('asked for, they come', () => {
    expect(ids(mergeRows(loaded, liveRows(held, { type: 'show' }), false))).toEqual([40, 30, 20, 10])
  })
})

test('an old row that ends waits for its page, unless all pages are there', () => {
  const live = arrive(noLiveRows, [event(5)], loaded)
  expect(ids(mergeRows(loaded, live, false))).toEqual([30, 20, 10])
  expect(ids(mergeRows(loaded, live, true))).toEqual([30, 20, 10, 5])
})

test('rows of the same moment keep their order by id', () => {
  const twins = [event(40, { at: 99 }), event(41, { at: 99 })]
  expect(mergeRows([], arrive(noLiveRows, twins, []), true).map(e => e.id)).toEqual(['ev_0041', 'ev_0040'])
})

test('memory is bounded: the oldest arrivals go first', () => {
  const many = Array.from({ length: 1500 }, (_, n) => event(n + 100))
  const live = arrive(noLiveRows, many, [], true)
  expect(live.fresh.size).toBe(1000)
  expect(live.held.size).toBe(1000)
  expect(live.fresh.has('ev_0100')).toBe(false)
  expect(live.fresh.has('ev_1599')).toBe(true)
})

test('another filter starts anew', () => {
  expect(liveRows(arrive(noLiveRows, [event(40)], loaded), { type: 'reset' })).toEqual(noLiveRows)
})
