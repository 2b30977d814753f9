/** `sluice exemptions …`: values that are no findings, taught to a running Sluice, which takes them within seconds. */
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { endOf } from '../../policy/calendar.ts'
import { openSqliteReader } from '../audit/sqlite.ts'
import { SettingsError } from '../errors.ts'
import { openExemptions } from '../exemptions/sqlite.ts'
import type { ExemptionStore, NewExemption, TaughtRecord } from '../exemptions/types.ts'
import { readInstallationKey } from '../secret-key.ts'
import { expected } from './expected.ts'
import type { CliContext, Command } from './types.ts'

const flags = {
  event: { type: 'string' },
  finding: { type: 'string' },
  hash: { type: 'string' },
  detector: { type: 'string' },
  user: { type: 'string' },
  app: { type: 'string' },
  until: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
} as const
type Flags = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']

const add: Command = {
  name: 'exemptions add',
  summary: 'Teach that a value is no finding, from an event or by its keyed hash.',
  usage:
    'sluice exemptions add (--event ID --finding N | --hash HASH --detector ID) [--user NAME | --app ID] --until DAY --reason TEXT [--json]',
  run: (args, context) =>
    expected(add, context, async () => {
      const { values } = parseArgs({ args: [...args], options: flags })
      const wanted = exemptionOf(values, context)
      const made = withExemptions(context, store => store.add(wanted))
      context.stdout.write(values.json ? `${JSON.stringify(made)}\n` : `Added ${made.id}: ${described(made)}.\n`)
      return 0
    }),
}

const list: Command = {
  name: 'exemptions list',
  summary: 'List what was taught, with reason, author and end; those of the policy stand in its file.',
  usage: 'sluice exemptions list [--json]',
  run: (args, context) =>
    expected(list, context, async () => {
      const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
      const all = withExemptions(context, store => store.list())
      if (values.json) context.stdout.write(`${JSON.stringify(all)}\n`)
      else if (all.length === 0) context.stdout.write('Nothing was taught yet. See: sluice exemptions add --help\n')
      else for (const one of all) context.stdout.write(`${lines(one, context.now()).join('\n    ')}\n`)
      return 0
    }),
}

const revoke: Command = {
  name: 'exemptions revoke',
  summary: 'Take an exemption back, within seconds; its record stays.',
  usage: 'sluice exemptions revoke ID [--json]',
  run: (args, context) =>
    expected(revoke, context, async () => {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { json: { type: 'boolean' } },
      })
      if (positionals.length !== 1) throw new SettingsError(`give one id; usage: ${revoke.usage}`)
      const revoked = withExemptions(context, store => store.revoke(positionals[0]!, author()))
      context.stdout.write(values.json ? `${JSON.stringify(revoked)}\n` : `Revoked ${revoked.id}.\n`)
      return 0
    }),
}

const hash: Command = {
  name: 'exemptions hash',
  summary: 'Read a value from standard input and print its keyed hash, for `values:` of the policy.',
  usage: 'sluice exemptions hash [--json]   (the value on standard input; a line break at its end does not count)',
  run: (args, context) =>
    expected(hash, context, async () => {
      const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
      const dir = context.settings().data_dir
      const key = readInstallationKey(dir)
      if (!key) throw new SettingsError(`${dir}: has no installation.key yet; check data_dir, or start Sluice once`)
      const value = (await readAll(context.stdin)).replace(/\r?\n$/, '')
      if (value === '') throw new SettingsError('nothing on standard input: the value is read from there')
      const made = key.keyedHash(value)
      context.stdout.write(values.json ? `${JSON.stringify({ hash: made })}\n` : `${made}\n`)
      return 0
    }),
}

export const exemptionsCommands: readonly Command[] = [add, list, revoke, hash]

function withExemptions<T>(context: CliContext, use: (store: ExemptionStore) => T): T {
  const store = openExemptions({ path: databasePath(context), now: () => context.now().getTime() })
  try {
    return use(store)
  } finally {
    store.close()
  }
}

const databasePath = (context: CliContext): string => join(context.settings().data_dir, 'sluice.db')

function exemptionOf(values: Flags, context: CliContext): NewExemption {
  if (values.user !== undefined && values.app !== undefined)
    throw new SettingsError('--user and --app exclude each other')
  const until = values.until === undefined ? null : endOf(values.until, 'UTC')
  if (until === null) throw new SettingsError('--until must be a day such as 2027-01-31, or 2027-01-31T18:00:00Z')
  if (values.reason === undefined) throw new SettingsError('--reason is required: why, for the auditor')
  return {
    ...(values.event === undefined ? byHash(values) : byEvent(values.event, values, context)),
    scope:
      values.user !== undefined
        ? { kind: 'user', user: values.user }
        : values.app !== undefined
          ? { kind: 'app', app: values.app }
          : { kind: 'everyone' },
    until: until.getTime(),
    reason: values.reason,
    createdBy: author(),
  }
}

type What = Pick<NewExemption, 'detector' | 'hash' | 'mask' | 'fromEvent'>

function byHash({ hash: given, detector }: Flags): What {
  if (given === undefined || detector === undefined)
    throw new SettingsError(`give --event and --finding, or --hash and --detector; usage: ${add.usage}`)
  return { detector, hash: given.toLowerCase(), mask: '…' }
}

/** Findings are counted from 1, in the order of the event. */
function byEvent(id: string, { finding: wanted, hash: given, detector }: Flags, context: CliContext): What {
  if (given !== undefined || detector !== undefined)
    throw new SettingsError('--event takes hash and detector from the finding: leave --hash and --detector out')
  const reader = openSqliteReader({ path: databasePath(context) })
  try {
    const event = reader.event(id)
    if (!event) throw new SettingsError(`there is no event ${id}; it may have expired`)
    const found = event.findings[Number(wanted) - 1]
    if (found) return { detector: found.detector, hash: found.hash, mask: found.mask, fromEvent: id }
    const choices = event.findings.map((one, i) => `  ${i + 1}  ${one.detector} ${one.mask} at ${one.place}`)
    throw new SettingsError(
      choices.length === 0 ? `event ${id} has no findings` : `--finding is one of\n${choices.join('\n')}`,
    )
  } finally {
    reader.close()
  }
}

/** Who types, as far as the system knows. */
function author(): string {
  try {
    return `command line (${userInfo().username})`
  } catch {
    // In a container the user may have no name.
    return 'command line'
  }
}

function described({ detector, mask, scope, until }: TaughtRecord): string {
  const whom = scope.kind === 'everyone' ? 'everyone' : scope.kind === 'user' ? scope.user : `app ${scope.app}`
  return `${detector} ${mask} for ${whom} until ${new Date(until).toISOString().slice(0, 16)}Z`
}

function lines(one: TaughtRecord, now: Date): string[] {
  const state = one.revokedBy !== undefined ? 'revoked' : one.until <= now.getTime() ? 'expired' : 'active'
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  return [
    `${one.id}  ${state}  ${described(one)}`,
    `${one.reason}`,
    `hash ${one.hash}, by ${one.createdBy} on ${day(one.createdAt)}${one.fromEvent ? `, from ${one.fromEvent}` : ''}${
      one.revokedBy === undefined ? '' : `; revoked by ${one.revokedBy} on ${day(one.revokedAt!)}`
    }`,
  ]
}
