import { afterEach, beforeEach, expect, test } from 'vitest'
import { csvHeader, csvRow, exportRecords } from '../../../proxy/audit/export.ts'
import { decision, fullRecord, noon, week } from '../../contracts/audit-records.ts'
import { type SqlitePlace, sqlitePlace } from './place.ts'

let place: SqlitePlace
beforeEach(() => {
  place = sqlitePlace()
})
afterEach(() => place.remove())

test('records come in the order they were recorded, those written meanwhile included', async () => {
  const store = place.store()
  const records = week(1200).map(({ outcome: _outcome, ...record }) => record)
  await Promise.all(records.slice(0, 1100).map(record => store.decide(record)))
  const seen: string[] = []
  for (const { id } of exportRecords({ path: place.path })) {
    if (seen.length === 0) await Promise.all(records.slice(1100).map(record => store.decide(record)))
    seen.push(id)
  }
  expect(seen).toEqual(records.map(record => record.id))
})

test('a range is from its first to before its last millisecond', async () => {
  const store = place.store()
  for (const at of [noon - 1, noon, noon + 1]) await store.decide(decision({ at }))
  const times = [...exportRecords({ path: place.path, from: noon, to: noon + 1 })].map(record => record.at)
  expect(times).toEqual([noon])
})

test('an export that is given up closes the database', async () => {
  await place.store().decide(decision())
  const records = exportRecords({ path: place.path })
  expect(records.next().done).toBe(false)
  expect(records.return(undefined).done).toBe(true)
})

const fields = (row: string) => Object.fromEntries(csvHeader.split(',').map((name, i) => [name, row.split(',')[i]]))

test('a CSV row has a field for every column', () => {
  expect(fields(csvRow(decision()))).toMatchObject({
    time: '2026-11-21T12:00:00.000Z',
    user: 'ann@acme.example',
    coverage: 'full',
    status: '',
    cost_usd: '',
  })
  expect(fields(csvRow({ ...fullRecord(), account: 'org:acme' }))).toMatchObject({
    rules: 'no-credentials other',
    detectors: 'aws-access-key-id',
    input_tokens: '1200',
    cost_usd: '0.0125',
    reasoning_tokens: expect.stringMatching(/^\d+$/),
    own_us: expect.stringMatching(/^\d+$/),
    aborted_by: 'client',
  })
})

test.each([
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['a\nb', '"a\nb"'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
])('the path %j is written so that no spreadsheet runs or splits it', (path, field) => {
  expect(csvRow(decision({ path }))).toContain(`,${field},`)
})
