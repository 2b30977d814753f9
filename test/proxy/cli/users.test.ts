import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { usersCommands } from '../../../proxy/cli/users.ts'
import { openUsers } from '../../../proxy/users/sqlite.ts'
import { installation } from './run-command.ts'

const makePassword = () => randomBytes(12).toString('hex')

test('a person is added with a password made here, printed once and kept as a hash', async () => {
  const { sluice, database } = installation(usersCommands)
  const { code, out } = await sluice('users add ann@acme.example --group eng --group ops --json')
  expect(code).toBe(0)
  const made = JSON.parse(out)
  expect(made).toEqual({
    name: 'ann@acme.example',
    role: 'employee',
    groups: ['eng', 'ops'],
    password: expect.any(String),
  })
  const users = openUsers({ path: database })
  expect(await users.verify('ann@acme.example', made.password)).toMatchObject({ groups: ['eng', 'ops'] })
  users.close()
  expect((await sluice('users list')).out).toBe('ann@acme.example  employee  enabled   eng ops\n')
})

test('a password from standard input is not printed', async () => {
  const { sluice, database } = installation(usersCommands)
  const password = makePassword()
  const { out } = await sluice('users add ann --role admin --password-stdin', `${password}\n`)
  expect(out).toBe('Added admin ann.\n')
  const users = openUsers({ path: database })
  expect(await users.verify('ann', password)).toMatchObject({ role: 'admin' })
  users.close()
})

test('passwd, disable and enable change who gets in', async () => {
  const { sluice, database } = installation(usersCommands)
  const [first, second] = [makePassword(), makePassword()]
  await sluice('users add ann --password-stdin', first)
  expect((await sluice('users passwd ann --password-stdin', second)).code).toBe(0)
  const users = openUsers({ path: database, refreshMs: 0 })
  expect(await users.verify('ann', first)).toBeUndefined()
  expect(await users.verify('ann', second)).toBeDefined()
  expect((await sluice('users disable ann')).out).toBe('Disabled ann.\n')
  expect(await users.verify('ann', second)).toBeUndefined()
  expect((await sluice('users list')).out).toContain('disabled')
  await sluice('users enable ann')
  expect(await users.verify('ann', second)).toBeDefined()
  users.close()
})

test.each([
  ['users add', /give one user name; usage: sluice users add NAME/],
  ['users add a b', /give one user name/],
  ['users add ann/ben', /user name "ann\/ben": use 1 to 128/],
  ['users add ann --role boss', /--role must be one of employee, auditor, admin/],
  ['users add ann --password geheim', /Unknown option '--password'[\s\S]*usage: sluice users add/],
  ['users passwd nobody', /no user is named nobody; see users list/],
  ['users disable nobody', /no user is named nobody/],
])('%s ends with one clear line and code 2', async (line, message) => {
  const { sluice } = installation(usersCommands)
  const { code, out, err } = await sluice(line)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(message)
  expect(err).not.toContain('    at ')
})

test('a name that exists and a short password are refused', async () => {
  const { sluice } = installation(usersCommands)
  await sluice('users add ann')
  expect((await sluice('users add ann')).err).toMatch(/user ann exists already; change the password with users passwd/)
  expect((await sluice('users add ben --password-stdin', 'kurz\n')).err).toMatch(/has 4 characters; use at least 12/)
})

test('an empty list says what to do', async () => {
  const { sluice } = installation(usersCommands)
  expect((await sluice('users list')).out).toMatch(/No users yet/)
  expect((await sluice('users list --json')).out).toBe('[]\n')
})
