import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DecisionRecord } from '../../proxy/audit/types.ts'
import type { Notice } from '../../proxy/notify-message.ts'
import { NoticeWindows } from '../../proxy/notify-windows.ts'
import { decisionRecord, findingRecord, ruleHit } from './decision-record.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(maxWindows = 100) {
  const sent: (Notice & { readonly target: string })[] = []
  const windows = new NoticeWindows({
    send: (target, notice) => void sent.push({ ...notice, target }),
    windowMs: 60_000,
    maxWindows,
  })
  return { windows, sent, counts: () => sent.map(notice => notice.count) }
}

let next = 0
const recordOf = (more: Partial<DecisionRecord> = {}): DecisionRecord =>
  decisionRecord({ id: `ev_${++next}`, at: Date.now(), ...more })

const r = [ruleHit()]

test('a flood is one message at once and one a minute after it, with how many and what was found', () => {
  const { windows, sent, counts } = open()
  for (let second = 0; second < 100; second++) {
    windows.add('soc', recordOf({ findings: [findingRecord(), findingRecord({ detector: 'us-ssn' })] }), r)
    vi.advanceTimersByTime(1000)
  }
  vi.advanceTimersByTime(600_000)
  expect(counts()).toEqual([1, 59, 40])
  expect([...sent[1]!.detectors]).toEqual([
    ['iban', 59],
    ['us-ssn', 59],
  ])
  expect(vi.getTimerCount()).toBe(0)
})

test('one rule, person or target does not keep another from being told at once', () => {
  const { windows, counts } = open()
  windows.add('soc', recordOf(), r)
  windows.add('soc', recordOf({ user: 'bob@example.com' }), r)
  windows.add('soc', recordOf(), [ruleHit({ rule: 'other' })])
  windows.add('legal', recordOf(), r)
  expect(counts()).toEqual([1, 1, 1, 1])
})

test('of several rules of one event only those that were told before are counted', () => {
  const { windows, sent } = open()
  windows.add('soc', recordOf(), [ruleHit({ rule: 'a' })])
  windows.add('soc', recordOf(), [ruleHit({ rule: 'a' }), ruleHit({ rule: 'b' }), ruleHit({ rule: 'c' })])
  expect(sent.map(notice => notice.hits.map(hit => hit.rule))).toEqual([['a'], ['b', 'c']])
  windows.close()
  expect(sent.slice(2).map(notice => [notice.hits[0]!.rule, notice.count])).toEqual([['a', 1]])
})

test('what was counted names the latest event, and when the first of them came', () => {
  const { windows, sent } = open()
  windows.add('soc', recordOf(), r)
  vi.advanceTimersByTime(10_000)
  const second = recordOf()
  windows.add('soc', second, r)
  vi.advanceTimersByTime(10_000)
  const third = recordOf()
  windows.add('soc', third, r)
  vi.advanceTimersByTime(60_000)
  expect(sent[1]).toMatchObject({ record: third, count: 2, since: second.at })
})

test('after a minute without a hit the next is told at once', () => {
  const { windows, counts } = open()
  windows.add('soc', recordOf(), r)
  vi.advanceTimersByTime(60_001)
  windows.add('soc', recordOf(), r)
  expect(counts()).toEqual([1, 1])
})

test('many people take bounded memory: the oldest is told early', () => {
  const { windows, sent } = open(2)
  for (const user of ['a', 'a', 'a', 'b', 'c']) windows.add('soc', recordOf({ user }), r)
  expect(sent.map(({ record, count }) => [record.user, count])).toEqual([
    ['a', 1],
    ['b', 1],
    ['a', 2],
    ['c', 1],
  ])
  expect(vi.getTimerCount()).toBe(2)
})
