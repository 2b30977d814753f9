/** `sluice ca …`: makes the certificate authority, hands out its root, and takes the root key off the machine. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type CertificateAuthority, openCertificateAuthority } from '../../certs/authority.ts'
import { CertificateError } from '../../certs/error.ts'
import { type ExportFormat, exportFormats, exportRoot, rootFingerprint } from '../../certs/export.ts'
import { extendWithRootKey } from '../../certs/intermediate.ts'
import { caFiles, takeRootOffline } from '../../certs/root.ts'
import { formatProblem } from '../../policy/load.ts'
import { SettingsError } from '../errors.ts'
import type { Settings } from '../settings.ts'
import { expected } from './expected.ts'
import type { CliContext, Command } from './types.ts'

/** Where an installation keeps its CA. */
export function caFolder(settings: Settings): string {
  return join(settings.data_dir, 'ca')
}

/** Hosts that the catalogue and the policy of these settings intercept. */
export type HostsOf = (settings: Settings, now: Date) => Promise<readonly string[]>

/** The commands; `hostsOf` is asked by `ca init` and `ca extend` alone. */
export function createCaCommands(hostsOf: HostsOf): readonly Command[] {
  return [init(hostsOf), exportCommand, fingerprint, root, extend(hostsOf)]
}

const init = (hostsOf: HostsOf): Command =>
  command(
    {
      name: 'ca init',
      summary: 'Make the certificate authority, or bring its name constraints up to date.',
      usage: 'sluice ca init [HOST...] [--json]',
    },
    async (args, context) => {
      const { values, positionals } = parse(args, { json: { type: 'boolean' } })
      const settings = context.settings()
      const dir = caFolder(settings)
      const made = !existsSync(caFiles(dir).rootCertificate)
      const hosts = [...(await hostsOf(settings, context.now())), ...positionals]
      const authority = await openCertificateAuthority({
        dir,
        hosts,
        passphrase: settings.certs.passphrase,
        now: context.now,
      })
      const missing = authority.missing(hosts)
      for (const line of authority.notices) context.stderr.write(`${line}\n`)
      const { rootCertificate } = caFiles(dir)
      print(context, values.json, {
        json: {
          made,
          certificate: rootCertificate,
          sha256: authority.rootFingerprint,
          hosts: constraintsOf(authority),
          missing,
        },
        text: [
          `${made ? 'Made' : 'Kept'} ${rootCertificate}`,
          `SHA-256 ${authority.rootFingerprint}`,
          `May certify ${constraintsOf(authority).length} hosts and their sub-domains, nothing else.`,
        ],
      })
      if (missing.length === 0) return 0
      context.stderr.write(
        `${missing.join(', ')}: outside the name constraints, and the root key is offline; run: sluice ca extend --root-key PATH ${missing.join(' ')}\n`,
      )
      return 1
    },
  )

const exportCommand: Command = command(
  {
    name: 'ca export',
    summary: 'Write the root certificate for operating systems and device management.',
    usage: `sluice ca export [--format ${exportFormats.join('|')}] [--out FILE] [--password-file FILE]`,
  },
  async (args, context) => {
    const { values } = parse(
      args,
      {
        format: { type: 'string', default: 'pem' },
        out: { type: 'string' },
        'password-file': { type: 'string' },
      },
      0,
    )
    const format = exportFormats.find(name => name === values.format)
    if (!format) throw new SettingsError(`--format must be one of ${exportFormats.join(', ')}`)
    const bytes = exportRoot(caFolder(context.settings()), format, passwordFor(format, values['password-file']))
    if (values.out) write(values.out, bytes)
    else context.stdout.write(bytes)
    return 0
  },
)

const fingerprint: Command = command(
  {
    name: 'ca fingerprint',
    summary: 'Print the SHA-256 fingerprint of the root certificate.',
    usage: 'sluice ca fingerprint [--json]',
  },
  async (args, context) => {
    const { values } = parse(args, { json: { type: 'boolean' } }, 0)
    const sha256 = rootFingerprint(caFolder(context.settings()))
    print(context, values.json, { json: { sha256 }, text: [sha256] })
    return 0
  },
)

const root: Command = command(
  {
    name: 'ca root',
    summary: 'Move the root key off this machine; leaf certificates go on being made.',
    usage: 'sluice ca root --take-offline PATH [--json]',
  },
  async (args, context) => {
    const { values } = parse(args, { 'take-offline': { type: 'string' }, json: { type: 'boolean' } }, 0)
    const target = values['take-offline']
    if (!target) throw new SettingsError(`usage: ${root.usage}`)
    const settings = context.settings()
    const path = takeRootOffline(caFolder(settings), target, settings.certs.passphrase)
    print(context, values.json, {
      json: { rootKey: path },
      text: [
        `The root key is in ${path}${settings.certs.passphrase ? ', encrypted' : ', not encrypted'}. Move it to where it is kept, and delete it here.`,
        'Hosts outside the present name constraints, and the yearly renewal, need it:',
        '  sluice ca extend --root-key PATH [HOST...]',
      ],
    })
    return 0
  },
)

const extend = (hostsOf: HostsOf): Command =>
  command(
    {
      name: 'ca extend',
      summary: 'Widen the name constraints, or renew the intermediate, with the root key kept elsewhere.',
      usage: 'sluice ca extend [--root-key PATH] [HOST...] [--json]',
    },
    async (args, context) => {
      const { values, positionals } = parse(args, { 'root-key': { type: 'string' }, json: { type: 'boolean' } })
      const settings = context.settings()
      const dir = caFolder(settings)
      const rootKeyFile = values['root-key'] ?? caFiles(dir).rootKey
      if (!existsSync(rootKeyFile))
        throw new SettingsError(`${rootKeyFile} does not exist; give the root key's path with --root-key PATH`)
      const hosts = [...(await hostsOf(settings, context.now())), ...positionals]
      const { passphrase } = settings.certs
      const { constraints, notAfter } = extendWithRootKey({ dir, hosts, rootKeyFile, passphrase, now: context.now() })
      const count = constraints.dns.length + constraints.ips.length
      print(context, values.json, {
        json: { hosts: [...constraints.dns, ...constraints.ips], notAfter: notAfter.toISOString() },
        text: [
          `The intermediate certificate covers ${count} hosts and their sub-domains, until ${notAfter.toISOString().slice(0, 10)}.`,
          'A running Sluice takes it up with the next reload of the policy.',
        ],
      })
      return 0
    },
  )

export const caCommands: readonly Command[] = createCaCommands(hostsOfPolicy)

/** Where there is no policy yet, the catalogue alone. Throws SettingsError when the policy is broken. */
async function hostsOfPolicy(settings: Settings, now: Date): Promise<readonly string[]> {
  const { interceptedHosts } = await import('../providers/catalogue.ts')
  if (!existsSync(settings.policies)) return interceptedHosts([])
  const { loadPolicyAt } = await import('./load-policy.ts')
  const loaded = await loadPolicyAt(settings.policies, { settings: () => settings, now: () => now })
  if (!loaded.ok) throw new SettingsError(loaded.errors.map(formatProblem).join('\n'))
  return interceptedHosts(loaded.policy.apps)
}

/** The command with its expected failures, those of certificates among them, as one line and exit code 2. */
function command(about: Omit<Command, 'run'>, run: Command['run']): Command {
  const made: Command = {
    ...about,
    run: (args, context) => expected(made, context, () => asSettingsError(() => run(args, context))),
  }
  return made
}

async function asSettingsError<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw error instanceof CertificateError ? new SettingsError(error.message, { cause: error }) : error
  }
}

type OptionsConfig = NonNullable<ParseArgsConfig['options']>

/** Arguments after the command; `words` is how many may stand free. Throws TypeError or SettingsError. */
function parse<const O extends OptionsConfig>(args: readonly string[], options: O, words = Infinity) {
  const parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  const extra = parsed.positionals[words]
  if (extra !== undefined) throw new SettingsError(`unexpected argument ${extra}`)
  return parsed
}

function print(context: CliContext, asJson: boolean | undefined, out: { json: object; text: readonly string[] }): void {
  context.stdout.write(asJson ? `${JSON.stringify(out.json)}\n` : `${out.text.join('\n')}\n`)
}

function passwordFor(format: ExportFormat, file: string | undefined): string {
  if (file === undefined) return ''
  if (format !== 'p12') throw new SettingsError('--password-file is for --format p12')
  return onFile(file, 'read', () => readFileSync(file, 'utf8').replace(/\r?\n$/, ''))
}

function write(file: string, bytes: Buffer): void {
  onFile(file, 'written', () => writeFileSync(file, bytes))
}

function onFile<T>(file: string, done: 'read' | 'written', action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new SettingsError(`${file} cannot be ${done}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function constraintsOf({ intermediate }: CertificateAuthority): string[] {
  return [...intermediate.constraints.dns, ...intermediate.constraints.ips]
}
