import { expect, test } from 'vitest'
import {
  decisionRow,
  hitsOf,
  insertExchange,
  insertOutcome,
  outcomeRow,
  parseHits,
  recordOf,
} from '../../../proxy/audit/rows.ts'
import { decision, finding, fullRecord, outcome } from '../../contracts/audit-records.ts'

const places = (sql: string) => sql.split('?').length - 1

test('rows have a value for every column of their insert', () => {
  const { outcome: ended, ...record } = fullRecord()
  // seq; change and seq.
  expect(decisionRow(record).length + 1).toBe(places(insertExchange))
  expect(outcomeRow({ id: record.id, ...ended }).length + 2).toBe(places(insertOutcome))
  expect(decisionRow(decision()).length).toBe(decisionRow(record).length)
  expect(outcomeRow(outcome('x')).length).toBe(outcomeRow({ id: 'x', ...ended }).length)
})

test('a request in which nothing was found carries no JSON', () => {
  expect(decisionRow(decision()).filter(value => String(value).startsWith('{'))).toEqual([])
  expect(hitsOf(decision())).toBeUndefined()
})

test('what was refused or not allowed is flagged, whatever was found', () => {
  const flaggedColumn = 11
  expect(decisionRow(decision())[flaggedColumn]).toBe(0)
  const refusal = { code: 'body_too_large', status: 413, message: 'x' }
  expect(decisionRow(decision({ refusal }))[flaggedColumn]).toBe(1)
  expect(decisionRow(decision({ enforced: 'alert' }))[flaggedColumn]).toBe(1)
  expect(decisionRow(decision({ findings: [finding('a')] }))[flaggedColumn]).toBe(1)
})

test('hits count detectors and name each rule once', () => {
  const hit = { action: 'alert', reason: '', severity: 'low', notify: [] } as const
  const rules = [
    { ...hit, rule: 'x' },
    { ...hit, rule: 'y' },
    { ...hit, rule: 'x' },
  ]
  const hits = hitsOf(decision({ rules, findings: [finding('a'), finding('a')] }))
  expect(hits).toEqual({ rules: ['x', 'y'], detectors: { a: 2 } })
  expect(parseHits(JSON.stringify(hits))).toEqual(hits)
  expect(parseHits(null)).toEqual({ rules: [], detectors: {} })
})

test('a row that is not one of ours is an error', () => {
  expect(() => recordOf({ id: 'x' })).toThrow()
  expect(() => recordOf(null)).toThrow()
})
