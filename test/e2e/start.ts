/** Starts the real product for a test, in this process or as the built command, on ports of the system's choosing. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { type Log, silentLog } from '../../proxy/log.ts'
import { type Settings, settingsSchema } from '../../proxy/settings.ts'
import { type Running, startSluice } from '../../proxy/start.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface StartOptions {
  /** YAML of policies.yaml; `version: 1` is put in front when it is missing. */
  readonly policy?: string
  /** `HOST:PORT` to the port on 127.0.0.1 that plays it. */
  readonly upstreams?: Readonly<Record<string, number>>
  /** PEM files that upstreams are verified with. */
  readonly trust?: readonly string[]
  /** More settings, merged over the test's own. */
  readonly settings?: SettingsInput
  readonly console?: boolean
  /** Variables that `env:NAME` in the policy stands for. */
  readonly environment?: Readonly<Record<string, string>>
  readonly log?: Log
  /** The clock of the product, for startInProcess; the console's own thread keeps the real one. */
  readonly now?: () => Date
  /** Variables of the process, for startProcess. */
  readonly env?: Readonly<Record<string, string>>
  /** Kept between two starts; a new temporary folder when not given. */
  readonly dir?: string
}

type SettingsInput = { readonly [section in keyof Settings]?: unknown }

export interface Sluice extends Running {
  /** `http://127.0.0.1:PORT` */
  readonly proxyUrl: string
  readonly dir: string
}

/** A folder that is gone when the test ends. */
export function temporaryFolder(name = 'sluice-e2e-'): string {
  const dir = mkdtempSync(join(tmpdir(), name))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }))
  return dir
}

/** The product in this process; stopped when the test ends. */
export async function startInProcess(options: StartOptions = {}): Promise<Sluice> {
  const dir = options.dir ?? temporaryFolder()
  const settings = settingsSchema.parse(settingsFor(dir, options))
  const running = await startSluice({
    settings,
    log: options.log ?? silentLog,
    now: options.now ?? (() => new Date()),
    version: '0.0.0-test',
    examplePolicy: join(root, 'policies.example.yaml'),
    dist: pathToFileURL(join(root, 'dist/')),
    environment: name => options.environment?.[name],
  })
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= running.stop())
  onTestFinished(stop)
  return { ...running, stop, dir, proxyUrl: `http://${running.proxyAddress}` }
}

/** Settings of a test: everything in `dir`, on loopback, with a grace period that a test can wait for. */
export function settingsFor(dir: string, options: StartOptions): Record<string, unknown> {
  const policies = join(dir, 'policies.yaml')
  if (options.policy !== undefined || !existsSync(policies)) writeFileSync(policies, policyText(options.policy ?? ''))
  const base: Record<string, unknown> = {
    data_dir: join(dir, 'data'),
    policies,
    proxy: { listen: '127.0.0.1:0' },
    console: { enabled: options.console ?? false, listen: '127.0.0.1:0' },
    shutdown: { grace: 1 },
    upstream: {
      extra_ca_files: options.trust ?? [],
      connect_to: Object.entries(options.upstreams ?? {}).map(([host, port]) => `${host}:127.0.0.1:${port}`),
    },
  }
  for (const [section, value] of Object.entries(options.settings ?? {}))
    base[section] = isRecord(value) && isRecord(base[section]) ? { ...base[section], ...value } : value
  return base
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A policy without rules allows everything; `version` and `mode` need not be repeated in every test. */
function policyText(text: string): string {
  const whole = /^version:/m.test(text) ? text : `version: 1\n${text}`
  return /^rules:/m.test(whole) ? whole : `${whole}\nrules: []\n`
}

export interface SluiceProcess {
  readonly child: ChildProcess
  readonly proxyUrl: string
  readonly proxyPort: number
  readonly consoleUrl?: string
  readonly caFile: string
  readonly dataDir: string
  /** Everything printed so far. */
  output(): { readonly stdout: string; readonly stderr: string }
  /** Resolves with the exit code, or the signal's name. */
  readonly exited: Promise<number | string>
}

/** The built command (`dist/main.js start`) as a process of its own. Rejects with its output when it ends before it listens. */
export async function startProcess(options: StartOptions = {}): Promise<SluiceProcess> {
  const dir = options.dir ?? temporaryFolder()
  const run = runCommand(['start', '--config', writeSettings(dir, options)], {
    cwd: dir,
    ...(options.env && { env: options.env }),
  })
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (/Try it:\n.*\n/.test(run.output().stdout)) resolve()
    }
    run.child.stdout!.on('data', look)
    void run.exited.then(code =>
      reject(new Error(`sluice start ended with ${code}\n${run.output().stdout}${run.output().stderr}`)),
    )
  })
  const { stdout } = run.output()
  const proxyUrl = /Proxy\s+(\S+)/.exec(stdout)![1]!
  const consoleUrl = /Console\s+(\S+)/.exec(stdout)?.[1]
  return {
    ...run,
    proxyUrl,
    proxyPort: Number(new URL(proxyUrl).port),
    ...(consoleUrl === undefined ? {} : { consoleUrl }),
    caFile: /CA file\s+(\S+)/.exec(stdout)![1]!,
    dataDir: join(dir, 'data'),
  }
}

/** Writes sluice.yaml (and policies.yaml) and returns its path. */
export function writeSettings(dir: string, options: StartOptions): string {
  const path = join(dir, 'sluice.yaml')
  writeFileSync(path, stringify(settingsFor(dir, options)))
  return path
}

/** Runs the built command; killed when the test ends. */
export function runCommand(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Pick<SluiceProcess, 'child' | 'output' | 'exited'> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...args], {
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutOurs(process.env), ...options.env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const exited = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exited
  })
  return { child, exited, output: () => ({ stdout, stderr }) }
}

/** Settings of the person who runs the tests must not reach the product under test. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(SLUICE_|https?_proxy$|no_proxy$)/i.test(name)))
}
