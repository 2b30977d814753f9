import { expect, test } from 'vitest'
import { recordsReport } from '../../../policy/fingerprints/records-report.ts'
import type { Match } from '../../../policy/fingerprints/records-rows.ts'

const detector = { id: 'customers', category: 'custom', severity: 'medium' } as const
const of = {
  columns: ['email', 'number', 'name+dob'],
  source: 'crm.csv',
  cells: [1, 1, 2],
  kinds: ['mail', 'number', 'text'] as const,
}
const match = (row: number, column: number, ...places: number[]): Match => ({
  row,
  column,
  start: Math.min(...places),
  end: Math.max(...places),
  places,
})
function hits(matches: Match[], together: number, rated?: 'low'): string[] {
  const report = recordsReport(of, { together, within: 300 }, { detector, rated })
  report.add(matches.slice(0, -1))
  report.add(matches)
  return report.hits().map(({ start, end, confidence, why }) => `${start}-${end} ${confidence}: ${why}`)
}

test('each place is a hit, with the columns that stand together', () => {
  expect(hits([match(1, 0, 0, 9), match(1, 2, 20, 25, 30, 36)], 2)).toEqual([
    '0-9 high: email and name+dob of one row of crm.csv',
    '20-25 high: email and name+dob of one row of crm.csv',
    '30-36 high: email and name+dob of one row of crm.csv',
  ])
})

test('a place that several rows have is one hit', () => {
  expect(hits([match(1, 1, 0, 9), match(2, 1, 0, 9)], 1)).toEqual(['0-9 medium: number of one row of crm.csv'])
})

test('one column is sure when it tells by itself, or is made of several cells', () => {
  expect(hits([match(1, 0, 0, 9)], 1)).toEqual(['0-9 high: email of one row of crm.csv'])
  expect(hits([match(1, 2, 0, 5, 8, 14)], 1)[0]).toContain('high')
  expect(hits([match(1, 0, 0, 9)], 1, 'low')[0]).toContain('low')
})
