import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprintCommands } from '../../../proxy/cli/fingerprint.ts'
import { installation } from './run-command.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-fingerprint-show-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const now = () => new Date('2026-11-21T12:00:00Z')

test('shows what a file was made of, and whether this key opens it', async () => {
  const here = installation(fingerprintCommands, now)
  const file = join(dir, 'a.slfp')
  await here.sluice(`fingerprint records - --columns email --name crm.csv --out ${file}`, 'email\nann@acme.example\n')
  const { code, out } = await here.sluice(`fingerprint show ${file}`)
  expect(code).toBe(0)
  expect(out).toContain('fingerprints of records, made of crm.csv at 2026-11-21T12:00:00.000Z')
  expect(out).toContain('columns: email\nholds: 1 rows, 1 cells')
  expect(out).toContain('checked: whole, and made with this key')

  const elsewhere = installation(fingerprintCommands, now)
  expect((await elsewhere.sluice(`fingerprint show ${file}`)).out).toContain('not checked: there is no key at')
  writeFileSync(join(dir, 'other.key'), Buffer.alloc(32, 1), { mode: 0o600 })
  const other = await elsewhere.sluice(`fingerprint show ${file} --key ${dir}/other.key --json`)
  expect(other.code).toBe(1)
  expect(JSON.parse(other.out)).toMatchObject({ sound: false, reason: expect.stringContaining('another key') })

  writeFileSync(file, readFileSync(file).subarray(0, -1))
  expect(await here.sluice(`fingerprint show ${file}`)).toMatchObject({
    code: 1,
    out: expect.stringContaining('refused: is damaged'),
  })
})

test('what is no file of fingerprints is said to be none', async () => {
  const { sluice } = installation(fingerprintCommands, now)
  writeFileSync(join(dir, 'b.slfp'), 'text')
  expect(await sluice(`fingerprint show ${dir}/b.slfp`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('b.slfp: is no file of fingerprints'),
  })
})
