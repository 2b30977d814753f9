import { expect, test } from 'vitest'
import { csvHeader, csvRow } from '../../../console/server/csv.ts'
import type { EventSummary } from '../../../proxy/audit/reader-types.ts'

const event: EventSummary = {
  id: 'ev_1',
  at: Date.UTC(2026, 4, 20, 15),
  user: 'ann@acme.example',
  app: 'openai-api',
  host: 'api.openai.com',
  kind: 'chat',
  model: 'gpt-5.1',
  action: 'redact',
  enforced: 'redact',
  severity: 'critical',
  coverage: 'full',
  rules: ['no-credentials', 'watch'],
  detectors: { 'github-token': 2, iban: 1 },
  status: 200,
  tokens: 120,
  costUsd: 0.0042,
  durationMs: 812,
  ended: true,
}

test('a row has a cell for each heading', () => {
  expect(csvRow(event)).toBe(
    'ev_1,2026-05-20T15:00:00.000Z,ann@acme.example,openai-api,api.openai.com,chat,gpt-5.1,redact,redact,critical,full,no-credentials watch,github-token:2 iban:1,200,120,0.0042,812\r\n',
  )
  expect(csvHeader.trimEnd().split(',')).toHaveLength(csvRow(event).split(',').length)
})

test.each([
  ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
  ['+1', "'+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['a,b', '"a,b"'],
  ['two\nlines', '"two\nlines"'],
])('a model named %j stays data in a spreadsheet', (model, cell) => {
  expect(csvRow({ ...event, model })).toContain(`,${cell},`)
})

test('what is not known is empty', () => {
  const { model: _m, tokens: _t, costUsd: _c, status: _s, durationMs: _d, ...running } = event
  expect(csvRow(running)).toMatch(/,chat,,redact,.*,,,,\r\n$/)
})
