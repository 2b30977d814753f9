/** `sluice fingerprint show`: what a file of fingerprints was made of, and whether this key opens it. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SettingsError } from '../errors.ts'
import { type Header, readContainer, readHeader } from '../fingerprints/container.ts'
import { fingerprintKeyFile, readFingerprintKey } from '../fingerprints/key.ts'
import { expected } from './expected.ts'
import type { CliContext, Command } from './types.ts'

export const showCommand: Command = {
  name: 'fingerprint show',
  summary: 'Show what a file of fingerprints was made of, and check it with the key.',
  usage: 'sluice fingerprint show FILE [--key FILE] [--json]',
  run: (args, context) => expected(showCommand, context, () => run(args, context)),
}

async function run(args: readonly string[], context: CliContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new SettingsError(`usage: ${showCommand.usage}`)
  const header = await reading(file, () => readHeader(file))
  const checked = await check(file, values.key, context)
  const { kind, source, created, columns, counts, build } = header
  const about = { file, kind, source, created, columns, counts, build, ...checked }
  context.stdout.write(values.json ? `${JSON.stringify(about)}\n` : text(header, file, checked))
  return checked.sound === false ? 1 : 0
}

interface Checked {
  /** Undefined: there is no key here. */
  readonly sound?: boolean
  readonly reason?: string
}

async function check(file: string, keyFile: string | undefined, context: CliContext): Promise<Checked> {
  const path = keyFile ?? fingerprintKeyFile(context.settings())
  if (keyFile === undefined && !existsSync(path)) return { reason: `there is no key at ${path}` }
  const key = readFingerprintKey(path)
  try {
    await readContainer(file, key)
    return { sound: true }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { sound: false, reason: error.message }
  }
}

async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof SettingsError ? new SettingsError(`${file}: ${error.message}`, { cause: error }) : error
  }
}

function text(
  { kind, source, created, columns, counts, build }: Header,
  file: string,
  { sound, reason }: Checked,
): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
  return [
    `${file}: fingerprints of ${kind}, made of ${source} at ${created}`,
    ...(columns.length > 0 ? [`columns: ${columns.join(', ')}`] : []),
    `holds: ${numbers.join(', ')}`,
    `build: ${build}`,
    sound === undefined
      ? `not checked: ${reason}`
      : sound
        ? 'checked: whole, and made with this key'
        : `refused: ${reason}`,
    '',
  ].join('\n')
}
