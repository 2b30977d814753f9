import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprintCommands } from '../../../proxy/cli/fingerprint.ts'
import { installation } from './run-command.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-fingerprint-records-'))
  writeFileSync(
    join(dir, 'customers.csv'),
    [
      'id,email,name,dob,city',
      '1,jane.doe@acme.example,Jane Doe,2001-03-04,Springfield',
      '2,li@corp.example,"Müller, Zoë",17.12.1969,Springfield',
      '3,,Al,,Springfield',
    ].join('\n'),
  )
})
afterAll(() => rmSync(dir, { recursive: true }))

const now = () => new Date('2026-11-21T12:00:00Z')

test('writes a private file of hashes, says what was left out, and what the policy needs', async () => {
  const { sluice, dataDir } = installation(fingerprintCommands, now)
  const out = join(dir, 'a.slfp')
  const line = `fingerprint records ${dir}/customers.csv --columns email,name+dob,city --common 2 --out ${out}`
  const { code, out: said } = await sluice(line)
  expect(code).toBe(0)
  expect(said).toContain('3 rows of customers.csv, 4 cells')
  expect(said).toContain('email: 2 taken (mail); left out: 1 empty')
  expect(said).toContain('name+dob: 2 taken (text); left out: 1 empty')
  expect(said).toContain('city: 0 taken (text); left out: 3 in more than 2 rows')
  expect(said).toContain(`  customers: { fingerprints: ${out}, together: 2 }`)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'fingerprint.key')).mode & 0o777).toBe(0o600)
  const bytes = readFileSync(out)
  for (const value of ['jane', 'Jane', 'Springfield', 'Zo']) expect(bytes.includes(value)).toBe(false)
})

test('--json, and a key from elsewhere, which is never made', async () => {
  const { sluice, dataDir } = installation(fingerprintCommands, now)
  const line = `fingerprint records ${dir}/customers.csv --columns email --json --out ${dir}/b.slfp`
  const missing = await sluice(`${line} --key ${dir}/other.key`)
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('other.key: does not exist') })
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dir, 'other.key'), Buffer.alloc(32, 7), { mode: 0o600 })
  const { code, out } = await sluice(`${line} --key ${dir}/other.key`)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ rows: 3, cells: 2, columns: [{ name: 'email', kind: 'mail', empty: 1 }] })
  expect(existsSync(join(dataDir, 'fingerprint.key'))).toBe(false)
})

test('rows that do not fit the first line are warned of, and the lines for the policy are YAML under any name', async () => {
  const { sluice } = installation(fingerprintCommands, now)
  const table = 'email,name\nann@acme.example,Lee, Ann\n'
  const { out, err } = await sluice(
    `fingerprint records - --columns email --name (Kunden),2.csv --out ${dir}/(d),1.slfp`,
    table,
  )
  expect(err).toBe(
    'warning: 1 rows have more or fewer cells than the first line names, row 1 first: is the delimiter right, and are values that hold it in quotes?\n',
  )
  expect(out).toContain(`  kunden-2: { fingerprints: "${dir}/(d),1.slfp" }`)
})

test('a table that is much smaller than the last one is warned of', async () => {
  const { sluice } = installation(fingerprintCommands, now)
  const out = join(dir, 'c.slfp')
  await sluice(`fingerprint records ${dir}/customers.csv --columns email --out ${out}`)
  const { code, err } = await sluice(`fingerprint records - --columns email --out ${out}`, 'email\nann@acme.example\n')
  expect(code).toBe(0)
  expect(err).toContain('was made of 3 rows before, now of 1')
})

test.each([
  ['records', 'usage: sluice fingerprint records FILE'],
  ['records DIR/customers.csv', '--columns names the columns'],
  ['records DIR/customers.csv --columns email,', '--columns names the columns'],
  ['records DIR/customers.csv --columns email,email', 'names email twice'],
  ['records DIR/customers.csv --columns emial', "no column 'emial'; did you mean 'email'?; its first line has id"],
  ['records DIR/customers.csv --columns email --common none', '--common is a number of rows'],
  ['records DIR/none.csv --columns email', 'none.csv: does not exist'],
  ['records DIR/customers.csv --columns id', 'has no value in id that could be found again'],
  ['records DIR/customers.csv --columns email --colour', 'Unknown option'],
])('%s is refused in one line', async (args, message) => {
  const { sluice } = installation(fingerprintCommands, now)
  const { code, err } = await sluice(
    `fingerprint ${args.replace('DIR', dir)} --out ${dir}/refused.slfp`.replace('records --out', 'records  --out'),
  )
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) })
  expect(existsSync(join(dir, 'refused.slfp'))).toBe(false)
})
