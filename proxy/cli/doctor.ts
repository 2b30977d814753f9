/** `sluice doctor`: checks an installation and names the remedy of each thing that is wrong. */
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { get } from 'node:http'
import { join, resolve } from 'node:path'
import { rootFingerprint } from '../../certs/export.ts'
import { nearEnd, readIntermediate, usable } from '../../certs/intermediate.ts'
import { caFiles, day, readRoot } from '../../certs/root.ts'
import { formatProblem } from '../../policy/load.ts'
import { createAddressGuard } from '../address-guard.ts'
import { openDatabase } from '../audit/database.ts'
import { loadTrust, parseConnectTo } from '../connect.ts'
import { targetProblems } from '../notify.ts'
import { parseParentProxy } from '../parent-proxy.ts'
import type { Settings } from '../settings.ts'
import { loadPolicyAt } from './load-policy.ts'
import type { CliContext, Command } from './types.ts'

export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failed'
  readonly detail: string
}

export const doctorCommands: readonly Command[] = [
  { name: 'doctor', summary: 'Check this installation and say what to mend', usage: 'sluice doctor [--json]', run },
]

async function run(args: readonly string[], context: CliContext): Promise<number> {
  const unknown = args.find(arg => arg !== '--json')
  if (unknown !== undefined) {
    context.stderr.write(`sluice doctor: unknown argument ${unknown}\n`)
    return 2
  }
  const checks = await examine(context)
  if (args.includes('--json')) context.stdout.write(`${JSON.stringify({ checks }, null, 2)}\n`)
  else for (const check of checks) context.stdout.write(`${check.state.padEnd(8)}${check.name}: ${check.detail}\n`)
  return checks.some(check => check.state === 'failed') ? 1 : 0
}

async function examine(context: CliContext): Promise<Check[]> {
  const settings = context.settings()
  const dir = resolve(settings.data_dir)
  return [
    attempt('settings', () => settings.configFile ?? 'defaults and environment'),
    attempt('data folder', () => dataFolder(dir)),
    attempt('database', () => database(dir)),
    attempt('certificate authority', () => authority(dir, settings.certs.passphrase || undefined, context.now())),
    await attemptLater('policy', () => policy(settings, context)),
    attempt('upstream trust', () => upstream(settings, context.product.extraCaFiles)),
    await proxy(settings),
  ]
}

/** What `work` throws is the detail of a failed check; what it returns, of a good one. */
function attempt(name: string, work: () => string | Check): Check {
  try {
    const result = work()
    return typeof result === 'string' ? { name, state: 'ok', detail: result } : result
  } catch (error) {
    return failed(name, error)
  }
}

async function attemptLater(name: string, work: () => Promise<Check>): Promise<Check> {
  try {
    return await work()
  } catch (error) {
    return failed(name, error)
  }
}

function failed(name: string, error: unknown): Check {
  return { name, state: 'failed', detail: error instanceof Error ? error.message : String(error) }
}

function dataFolder(dir: string): string | Check {
  if (!existsSync(dir))
    return { name: 'data folder', state: 'warning', detail: `${dir} does not exist yet; sluice start makes it` }
  accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
  const mode = statSync(dir).mode & 0o777
  if ((mode & 0o077) !== 0)
    return {
      name: 'data folder',
      state: 'warning',
      detail: `${dir} has mode ${mode.toString(8)}; others of this machine may look inside: chmod 700 ${dir}`,
    }
  return dir
}

function database(dir: string): string | Check {
  const path = join(dir, 'sluice.db')
  if (!existsSync(path)) return { name: 'database', state: 'warning', detail: 'not made yet; sluice start makes it' }
  const db = openDatabase({ path })
  try {
    const result = db.pragma('quick_check(1)', { simple: true })
    if (result !== 'ok')
      return {
        name: 'database',
        state: 'failed',
        detail: `${path} is damaged (${String(result)}); restore it from a backup`,
      }
    return path
  } finally {
    db.close()
  }
}

function authority(dir: string, passphrase: string | undefined, now: Date): string | Check {
  const name = 'certificate authority'
  const files = caFiles(join(dir, 'ca'))
  if (!existsSync(files.rootCertificate))
    return { name, state: 'warning', detail: 'not made yet; sluice start or sluice ca init makes it' }
  const root = readRoot(join(dir, 'ca'))
  const rootOnline = existsSync(files.rootKey)
  const intermediate = readIntermediate(files, root, passphrase, [])
  // With the root key at hand the next start makes or renews what is missing.
  if (!rootOnline) usable(intermediate, now, join(dir, 'ca'))
  const detail = `SHA-256 ${rootFingerprint(join(dir, 'ca'))}; ${
    rootOnline ? 'root key on this machine; take it away with sluice ca root --take-offline PATH' : 'root key offline'
  }`
  if (root.notAfter.getTime() - now.getTime() < rootNoticeMs)
    return {
      name,
      state: root.notAfter <= now ? 'failed' : 'warning',
      detail: `${detail}; the root ends on ${day(root.notAfter)}: move the CA folder away, start again and install the new root`,
    }
  if (!rootOnline && intermediate && nearEnd(intermediate, now))
    return {
      name,
      state: 'warning',
      detail: `${detail}; the intermediate ends on ${day(intermediate.notAfter)}: sluice ca extend --root-key PATH renews it`,
    }
  return detail
}

/** Time enough to bring a new root to every client. */
const rootNoticeMs = 180 * 86_400_000

async function policy(settings: Settings, context: CliContext): Promise<Check> {
  const path = resolve(settings.policies)
  if (!existsSync(path))
    return { name: 'policy', state: 'warning', detail: `${path} does not exist yet; sluice start copies the example` }
  const loaded = await loadPolicyAt(path, { settings: () => settings, now: context.now })
  if (!loaded.ok) return { name: 'policy', state: 'failed', detail: loaded.errors.map(formatProblem).join('; ') }
  const { version, mode } = loaded.policy
  const warnings = [...loaded.warnings.map(formatProblem), ...targetProblems(loaded.policy, context.environment)]
  return {
    name: 'policy',
    state: warnings.length > 0 ? 'warning' : 'ok',
    detail: [`${path}, version ${version}, mode ${mode}`, ...warnings].join('; '),
  }
}

function upstream(settings: Settings, extraCaFiles: readonly string[]): string {
  loadTrust([...settings.upstream.extra_ca_files, ...extraCaFiles])
  createAddressGuard(settings.upstream.allow_networks)
  const pairs = parseConnectTo(settings.upstream.connect_to).size
  const parent = parseParentProxy(settings.upstream.parent_proxy)
  return [
    `${settings.upstream.extra_ca_files.length} extra CA files`,
    `${pairs} connect_to pairs`,
    parent ? `parent proxy ${parent.host}:${parent.port}` : 'no parent proxy',
  ].join(', ')
}

/** Whether a proxy answers on the configured address, and what it says of itself. */
function proxy(settings: Settings): Promise<Check> {
  const name = 'running proxy'
  const split = settings.proxy.listen.lastIndexOf(':')
  const host = settings.proxy.listen.slice(0, split).replace(/^\[|\]$/g, '')
  const target = {
    host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host,
    port: Number(settings.proxy.listen.slice(split + 1)),
  }
  return new Promise(done => {
    const request = get({ ...target, path: '/healthz', timeout: 2000 }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        done({
          name,
          state: response.statusCode === 200 ? 'ok' : 'failed',
          detail: `${settings.proxy.listen}: ${Buffer.concat(chunks).toString().replace(/\s+/g, ' ').slice(0, 300)}`,
        }),
      )
    })
    request.on('timeout', () => request.destroy(new Error('no answer within 2 s')))
    request.on('error', error =>
      done({
        name,
        state: 'warning',
        detail: `${settings.proxy.listen} does not answer (${(error as NodeJS.ErrnoException).code ?? error.message}); start it with sluice start`,
      }),
    )
  })
}
