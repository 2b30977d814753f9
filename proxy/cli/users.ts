/** `sluice users …`: people with a password of ours, for the proxy and for the console. A running proxy sees changes within seconds. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '../errors.ts'
import { openUsers } from '../users/sqlite.ts'
import { type UserStore, userRoles } from '../users/types.ts'
import { expected } from './expected.ts'
import type { CliContext, Command } from './types.ts'

const minPasswordLength = 12

const add: Command = {
  name: 'users add',
  summary: 'Add a person; the password is read from standard input, or made and printed once.',
  usage: `sluice users add NAME [--group GROUP]... [--role ${userRoles.join('|')}] [--password-stdin] [--json]`,
  run: (args, context) =>
    expected(add, context, async () => {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          group: { type: 'string', multiple: true, default: [] },
          role: { type: 'string', default: 'employee' },
          'password-stdin': { type: 'boolean' },
          json: { type: 'boolean' },
        },
      })
      const name = onlyName(positionals, add)
      const role = userRoles.find(each => each === values.role)
      if (!role) throw new SettingsError(`--role must be one of ${userRoles.join(', ')}`)
      const given = values['password-stdin'] ? await readPassword(context) : undefined
      const password = given ?? makePassword()
      await withUsers(context, users => users.add({ name, role, groups: values.group, password }))
      tell(
        context,
        values.json,
        { name, role, groups: values.group },
        `Added ${role} ${name}.`,
        given ? undefined : password,
      )
      return 0
    }),
}

const passwd: Command = {
  name: 'users passwd',
  summary: 'Change a password; the old one stops working within seconds.',
  usage: 'sluice users passwd NAME [--password-stdin] [--json]',
  run: (args, context) =>
    expected(passwd, context, async () => {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { 'password-stdin': { type: 'boolean' }, json: { type: 'boolean' } },
      })
      const name = onlyName(positionals, passwd)
      const given = values['password-stdin'] ? await readPassword(context) : undefined
      const password = given ?? makePassword()
      await withUsers(context, users => users.setPassword(name, password))
      tell(context, values.json, { name }, `Changed the password of ${name}.`, given ? undefined : password)
      return 0
    }),
}

const list: Command = {
  name: 'users list',
  summary: 'List people with their role and groups.',
  usage: 'sluice users list [--json]',
  run: (args, context) =>
    expected(list, context, async () => {
      const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
      const users = await withUsers(context, store => store.list())
      if (values.json) context.stdout.write(`${JSON.stringify(users)}\n`)
      else if (users.length === 0) context.stdout.write('No users yet. Add one with: sluice users add NAME\n')
      else {
        const width = Math.max(...users.map(user => user.name.length))
        for (const { name, role, groups, disabled } of users)
          context.stdout.write(
            `${name.padEnd(width)}  ${role.padEnd(8)}  ${disabled ? 'disabled' : 'enabled '}  ${groups.join(' ')}`.trimEnd() +
              '\n',
          )
      }
      return 0
    }),
}

export const usersCommands: readonly Command[] = [
  add,
  passwd,
  list,
  switching('disable', true),
  switching('enable', false),
]

function switching(verb: 'disable' | 'enable', disabled: boolean): Command {
  const command: Command = {
    name: `users ${verb}`,
    summary: disabled ? 'Lock a person out, within seconds; the record stays.' : 'Let a disabled person in again.',
    usage: `sluice users ${verb} NAME [--json]`,
    run: (args, context) =>
      expected(command, context, async () => {
        const { values, positionals } = parseArgs({
          args: [...args],
          allowPositionals: true,
          options: { json: { type: 'boolean' } },
        })
        const name = onlyName(positionals, command)
        await withUsers(context, users => users.setDisabled(name, disabled))
        tell(context, values.json, { name, disabled }, `${disabled ? 'Disabled' : 'Enabled'} ${name}.`)
        return 0
      }),
  }
  return command
}

async function withUsers<T>(context: CliContext, use: (users: UserStore) => T | Promise<T>): Promise<T> {
  const users = openUsers({ path: join(context.settings().data_dir, 'sluice.db') })
  try {
    return await use(users)
  } finally {
    users.close()
  }
}

function onlyName(positionals: readonly string[], command: Command): string {
  if (positionals.length !== 1) throw new SettingsError(`give one user name; usage: ${command.usage}`)
  return positionals[0]!
}

function makePassword(): string {
  return randomBytes(18).toString('base64url')
}

/** First line of standard input. Never an argument: those are seen by everybody on the machine. */
async function readPassword(context: CliContext): Promise<string> {
  let text = ''
  for await (const chunk of context.stdin) {
    text += String(chunk)
    if (text.includes('\n') || text.length > 4096) break
  }
  const password = text.split(/\r?\n/, 1)[0]!
  if (password.length < minPasswordLength)
    throw new SettingsError(`the password has ${password.length} characters; use at least ${minPasswordLength}`)
  return password
}

function tell(
  context: CliContext,
  asJson: boolean | undefined,
  facts: Record<string, unknown>,
  sentence: string,
  password?: string,
): void {
  if (asJson) context.stdout.write(`${JSON.stringify(password === undefined ? facts : { ...facts, password })}\n`)
  else {
    context.stdout.write(`${sentence}\n`)
    if (password !== undefined) context.stdout.write(`Password (shown once, kept nowhere): ${password}\n`)
  }
}
