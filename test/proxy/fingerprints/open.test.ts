import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFingerprints } from '../../../proxy/fingerprints/open.ts'
import { makeRecords } from '../../../proxy/fingerprints/records-make.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-open-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

test('a file of records is opened with its engine, and only with its key', async () => {
  const key = randomBytes(32)
  const out = join(dir, 'table.slfp')
  writeFileSync(join(dir, 'table.csv'), 'email\nann@acme.example\n')
  const { build } = await makeRecords({
    file: join(dir, 'table.csv'),
    stdin: new PassThrough(),
    columns: ['email'],
    out,
    key,
    source: 'table.csv',
    common: 20,
    now: new Date(),
    progress: () => undefined,
  })
  expect(await openFingerprints(out, key)).toMatchObject({ kind: 'records', file: out, build, columns: ['email'] })
  await expect(openFingerprints(out, randomBytes(32))).rejects.toThrow('was made with another key')
})
