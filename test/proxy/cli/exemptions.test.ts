/** `sluice exemptions`, on the data folder of an installation. */
import { expect, test } from 'vitest'
import { openSqliteAudit } from '../../../proxy/audit/sqlite.ts'
import { exemptionsCommands } from '../../../proxy/cli/exemptions.ts'
import { openInstallationKey } from '../../../proxy/secret-key.ts'
import { decision, finding } from '../../contracts/audit-records.ts'
import { makeSecret } from '../../secrets.ts'
import { installation } from './run-command.ts'

const now = new Date('2026-11-21T12:00:00Z')
const hash = 'ab'.repeat(16)
const by = `--hash ${hash} --detector github-token --until 2027-01-31 --reason SEC-7`
const setUp = () => installation(exemptionsCommands, () => now)

async function withEvent() {
  const place = setUp()
  const audit = openSqliteAudit({ path: place.database, log: { error: () => undefined }, now: Date.now })
  const record = decision({ findings: [finding('jwt'), { ...finding('github-token'), hash, mask: 'ghp_…(40)' }] })
  await audit.decide(record)
  await audit.close()
  return { ...place, id: record.id }
}

test('a value is taught by its hash, listed and revoked', async () => {
  const { sluice } = setUp()
  expect((await sluice('exemptions list')).out).toContain('Nothing was taught yet')
  const added = await sluice(`exemptions add ${by}`)
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toBe('Added taught-1: github-token … for everyone until 2027-02-01T00:00Z.\n')
  expect((await sluice('exemptions list')).out).toMatch(
    /^taught-1 {2}active {2}github-token … for everyone.*\n {4}SEC-7\n {4}hash abab.*, by command line.* on 2026-11-21\n$/,
  )
  expect(await sluice('exemptions revoke taught-1')).toMatchObject({ code: 0, out: 'Revoked taught-1.\n' })
  expect((await sluice('exemptions list')).out).toMatch(/^taught-1 {2}revoked (.*\n){2}.*; revoked by command line/)
  expect(await sluice('exemptions revoke taught-1')).toMatchObject({ code: 2 })
})

test('a finding of an event is taught, counted from 1', async () => {
  const { sluice, id } = await withEvent()
  const made = await sluice(
    `exemptions add --event ${id} --finding 2 --user ann@acme.example --until 2027-01-31 --reason x --json`,
  )
  expect(JSON.parse(made.out)).toMatchObject({
    ...{ id: 'taught-1', detector: 'github-token', hash, mask: 'ghp_…(40)', fromEvent: id, reason: 'x' },
    scope: { kind: 'user', user: 'ann@acme.example' },
  })
  expect(JSON.parse((await sluice('exemptions list --json')).out)).toHaveLength(1)
})

test('an event without a finding named shows what there is', async () => {
  const { sluice, id } = await withEvent()
  const { code, err } = await sluice(`exemptions add --event ${id} --until 2027-01-31 --reason x`)
  expect(code).toBe(2)
  expect(err).toContain('  1  jwt ****(20) at messages[2].content\n  2  github-token ghp_…(40) at messages[2].content')
})

test.each([
  [`--hash ${hash} --until 2027-01-31 --reason x`, 'give --event and --finding, or --hash and --detector'],
  [by.replace('--until 2027-01-31', ''), '--until must be a day'],
  [by.replace('2027-01-31', 'soon'), '--until must be a day'],
  [by.replace('2027-01-31', '2028-01-31'), 'at most one year ahead'],
  [by.replace('--reason SEC-7', ''), '--reason is required'],
  [by.replace(hash, 'abc'), '32 hex digits'],
  [`${by} --user ann --app chatgpt`, 'exclude each other'],
  [`${by} --value x`, "Unknown option '--value'"],
])('add %s is refused', async (args, message) => {
  const { code, err } = await setUp().sluice(`exemptions add ${args}`)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('the hash of a value on standard input is the one that events show', async () => {
  const { sluice, dataDir } = setUp()
  const value = makeSecret('ghp_[A-Za-z0-9]{36}')
  expect(await sluice('exemptions hash', value)).toMatchObject({ code: 2, out: '' })
  const key = openInstallationKey(dataDir)
  expect(await sluice('exemptions hash', `${value}\n`)).toMatchObject({ code: 0, out: `${key.keyedHash(value)}\n` })
  expect(JSON.parse((await sluice('exemptions hash --json', value)).out)).toEqual({ hash: key.keyedHash(value) })
  expect((await sluice('exemptions hash', '\n')).err).toContain('nothing on standard input')
  expect((await sluice(`exemptions hash ${value}`)).code).toBe(2)
})
