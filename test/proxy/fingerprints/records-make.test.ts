import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHeader } from '../../../proxy/fingerprints/container.ts'
import { checkColumns, makeRecords } from '../../../proxy/fingerprints/records-make.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-records-make-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

function make(content: string, columns: readonly string[]) {
  writeFileSync(join(dir, 'table.csv'), content)
  return makeRecords({
    file: join(dir, 'table.csv'),
    stdin: new PassThrough(),
    columns,
    out: join(dir, 'table.slfp'),
    key: randomBytes(32),
    source: 'table.csv',
    common: 20,
    now: new Date('2026-11-21T12:00:00Z'),
    progress: () => undefined,
  })
}

test('counts rows and cells, and the file says so', async () => {
  const made = await make('email,name,dob\nann@acme.example,Ann Lee,2001-03-04\nbob@acme.example,,\n', [
    'email',
    'name+dob',
  ])
  expect(made).toMatchObject({
    rows: 2,
    cells: 3,
    columns: [
      { name: 'email', taken: 2 },
      { name: 'name+dob', empty: 1 },
    ],
  })
  expect(await readHeader(join(dir, 'table.slfp'))).toMatchObject({
    kind: 'records',
    source: 'table.csv',
    created: '2026-11-21T12:00:00.000Z',
    columns: ['email', 'name+dob'],
    counts: { rows: 2, cells: 3 },
    build: made.build,
  })
})

test('a table without anything to find writes nothing', async () => {
  rmSync(join(dir, 'table.slfp'), { force: true })
  await expect(make('email\n\n', ['email'])).rejects.toThrow('has no value in email that could be found again')
  await expect(make('email\nab\n', ['email'])).rejects.toThrow('has no value in email')
  expect(existsSync(join(dir, 'table.slfp'))).toBe(false)
})

test.each([
  [[], /--columns names/],
  [['email', ''], /--columns names/],
  [['name+'], /--columns names/],
  [['a', 'b', 'a'], /names a twice/],
  [Array.from({ length: 12 }, (_, i) => `a${i}+b${i}`), /too many columns: 32 at most/],
])('columns %j are refused', (columns, reason) => expect(() => checkColumns(columns)).toThrow(reason))
