/** Entry point of the `sluice` command: the only reader of process.env, signals and exit codes. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CertificateError } from '../certs/error.ts'
import { findCommand, helpText } from './cli/index.ts'
import type { CliContext } from './cli/types.ts'
import { SettingsError } from './errors.ts'
import { describeError } from './log.ts'
import { loadSettings } from './settings.ts'

/** Bundled to dist/main.js: the product's root is one level up. */
const root = new URL('..', import.meta.url)

process.on('uncaughtException', dieOf)
process.on('unhandledRejection', dieOf)
for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessClosed)
process.exitCode = await main(process.argv.slice(2))
// A pipe takes 64 KB at once: leaving now would cut the rest.
await Promise.all([process.stdout, process.stderr].map(written))
// Worker threads or sockets of a command that failed half-way must not keep the process.
process.exit()

async function main(argv: readonly string[]): Promise<number> {
  const { args, config } = takeConfig(argv)
  if (config === '') return print(process.stderr, 'sluice: --config needs the path of a settings file\n', 2)
  const product = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  if (args[0] === '--version') return print(process.stdout, `sluice ${product.version}\n`, 0)
  if (args.length === 0 || args[0] === '--help' || args[0] === 'help')
    return print(process.stdout, await helpText(args[1]), args.length === 0 ? 2 : 0)
  const context: CliContext = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    settings: () => loadSettings(config ?? process.env['SLUICE_CONFIG'], process.env),
    now: () => new Date(),
    environment: name => process.env[name],
    product: {
      version: product.version,
      examplePolicy: fileURLToPath(new URL('policies.example.yaml', root)),
      dist: new URL('dist/', root),
      extraCaFiles: (process.env['NODE_EXTRA_CA_CERTS'] ?? '') === '' ? [] : [process.env['NODE_EXTRA_CA_CERTS']!],
    },
    stopRequested,
  }
  try {
    const found = await findCommand(args)
    if (!found)
      return print(
        process.stderr,
        `sluice: unknown command '${args.slice(0, 2).join(' ')}'\n${await helpText(args[0])}`,
        2,
      )
    if (found.rest.includes('--help'))
      return print(process.stdout, `${found.command.summary}\n\n  ${found.command.usage}\n`, 0)
    return await found.command.run(found.rest, context)
  } catch (error) {
    // Expected set-up failures are one line; anything else is a defect and says where.
    const expected = error instanceof SettingsError || error instanceof CertificateError
    return print(
      process.stderr,
      `sluice: ${expected ? error.message : `unexpected failure: ${describeError(error)}`}\n`,
      2,
    )
  }
}

/** Nobody knows what state is left: end, so that nothing passes uninspected. Node's own report could quote a body. */
function dieOf(error: unknown): void {
  process.stderr.write(`sluice: unexpected failure, ending: ${describeError(error)}\n`)
  process.exit(1)
}

/** A reader that has seen enough (`| head`) closes its end of the pipe: no failure, and nothing more is written. */
function unlessClosed(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}

/** Resolves when everything was taken, or nobody takes it. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => {
    if (stream.writable) stream.write('', () => resolve())
    else resolve()
  })
}

function takeConfig(argv: readonly string[]): { args: string[]; config?: string } {
  const at = argv.findIndex(arg => arg === '--config' || arg.startsWith('--config='))
  if (at < 0) return { args: [...argv] }
  const inline = argv[at]!.startsWith('--config=')
  const config = (inline ? argv[at]!.slice('--config='.length) : argv[at + 1]) ?? ''
  return {
    args: argv.filter((_, i) => i !== at && (inline || i !== at + 1)),
    config,
  }
}

function print(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(text)
  return code
}

function stopRequested(): Promise<void> {
  return new Promise(resolve => {
    let askedAt: number | undefined
    const onSignal = (): void => {
      // A second signal does not wait for the grace period. Ctrl-C under npm comes twice at once: from terminal and npm.
      if (askedAt !== undefined && performance.now() - askedAt > 500) process.exit(1)
      askedAt ??= performance.now()
      resolve()
    }
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  })
}
