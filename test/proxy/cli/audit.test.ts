import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openSqliteAudit } from '../../../proxy/audit/sqlite.ts'
import { auditCommands } from '../../../proxy/cli/audit.ts'
import { silentLog } from '../../../proxy/log.ts'
import { fullRecord, noon, week } from '../../contracts/audit-records.ts'
import { installation } from './run-command.ts'

async function withRecords(number: number) {
  const place = installation(auditCommands, () => new Date(noon))
  const records = [...week(number), fullRecord()]
  const store = openSqliteAudit({ path: place.database, log: silentLog, now: Date.now })
  await Promise.all(records.map(({ outcome: _outcome, ...record }) => store.decide(record)))
  for (const { id, outcome } of records) if (outcome) store.finish({ id, ...outcome })
  await store.close()
  return { ...place, records }
}

test('export writes every record as JSON lines, in the order they were recorded', async () => {
  const { sluice, records } = await withRecords(1200)
  const { code, out } = await sluice('audit export')
  expect(code).toBe(0)
  const lines = out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines).toEqual(records)
})

test.each([
  ['--since 24h', noon - 86_400_000, Number.POSITIVE_INFINITY],
  ['--since 2d --until 1440m', noon - 2 * 86_400_000, noon - 86_400_000],
  ['--since 2026-11-20', Date.UTC(2026, 10, 20), Number.POSITIVE_INFINITY],
  ['--until 2026-11-20T06:30Z', 0, Date.UTC(2026, 10, 20, 6, 30)],
])('export %s writes that time alone', async (options, from, to) => {
  const { sluice, records } = await withRecords(100)
  const { out } = await sluice(`audit export ${options}`)
  const wanted = records.filter(r => r.at >= from && r.at < to)
  expect(wanted.length).toBeGreaterThan(0)
  expect(wanted.length).toBeLessThan(records.length)
  expect(
    out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line).id),
  ).toEqual(wanted.map(r => r.id))
})

test('export as CSV has a header and one row per exchange', async () => {
  const { sluice, records } = await withRecords(10)
  const { out } = await sluice('audit export --format csv')
  const rows = out.trimEnd().split('\r\n')
  expect(rows).toHaveLength(records.length + 1)
  expect(rows[0]).toMatch(/^id,time,user,/)
  expect(rows.at(-1)).toContain(records.at(-1)!.id)
  expect(rows.at(-1)).toContain('"org:acme ""quoted"" ünï"')
})

test('export takes --json as every command does: it is what it writes anyway', async () => {
  const { sluice } = await withRecords(10)
  expect(await sluice('audit export --json')).toEqual(await sluice('audit export'))
  expect(await sluice('audit export --json --format csv')).toMatchObject({ code: 2 })
})

test('verify finds nothing wrong with a whole database', async () => {
  const { sluice, records } = await withRecords(300)
  const { code, out } = await sluice('audit verify --json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    exchanges: records.length,
    open: records.filter(r => !r.outcome).length,
    problems: [],
  })
  expect((await sluice('audit verify')).out).toMatch(/Rows are not signed/)
})

test.each([
  ['a decision that was removed', 'DELETE FROM exchanges WHERE seq = 7', /1 rows are missing/],
  [
    'an outcome that was removed',
    'DELETE FROM outcomes WHERE change = (SELECT min(change) FROM outcomes)',
    /1 rows are missing/,
  ],
  [
    'an outcome of nothing',
    'UPDATE outcomes SET seq = 99999 WHERE change = (SELECT min(change) FROM outcomes)',
    /belong to no exchange/,
  ],
  ['a row that was written by hand', "UPDATE exchanges SET detail = 'x' WHERE seq = 9", /row 9 cannot be read/],
])('verify finds %s', async (_name, sql, problem) => {
  const { sluice, database } = await withRecords(50)
  const db = new Database(database)
  db.exec(sql)
  db.close()
  const { code, out } = await sluice('audit verify')
  expect(code).toBe(1)
  expect(out).toMatch(problem)
})

test.each([
  ['audit export --format xml', /--format must be jsonl or csv, not xml/],
  ['audit export --since yesterday', /--since yesterday: use a date/],
  ['audit export --since 2026-13-01', /--since 2026-13-01: use a date/],
  ['audit verify', /sluice\.db: does not exist yet/],
])('%s without a database ends with one line and code 2', async (line, message) => {
  const { sluice } = installation(auditCommands)
  const { code, err } = await sluice(line)
  expect(code).toBe(2)
  expect(err).toMatch(message)
})
