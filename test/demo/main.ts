/** Runs the demo: a week of four employees' work through the real product, then the console stays open until Ctrl-C. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '../../proxy/log.ts'
import { settingsSchema } from '../../proxy/settings.ts'
import { type Running, startSluice } from '../../proxy/start.ts'
import { createDesk, type Desk } from './clients.ts'
import { type Client, type Employee, employees, pastedCode } from './people.ts'
import { type DemoProviders, demoHosts, startProviders } from './providers.ts'

/** Bundled to dist/demo/main.js. */
const root = new URL('../../', import.meta.url)
const days = 7
const dayMs = 86_400_000
const quick = process.argv.includes('--once')

const folder = mkdtempSync(join(tmpdir(), 'sluice-demo-'))
// The clock of the product starts a week ago and catches up while the employees work.
let clockOffsetMs = -days * dayMs

// However it ends, nothing stays: also when it is stopped while the employees still work.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
let waiting: (() => void) | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (waiting ? waiting() : process.exit(1)))

process.exitCode = await run()
process.exit()

async function run(): Promise<number> {
  const providers = await startProviders()
  const sluice = await start(providers)
  const stop = async (): Promise<void> => {
    await sluice.stop()
    await providers.stop()
  }
  try {
    say('Four employees work for a week, with the official SDKs and a web app, through the proxy…')
    const tally = await work(sluice, providers)
    clockOffsetMs = 0
    report(sluice, tally)
    if (!quick) await stopRequested()
    return tally.leaked === 0 ? 0 : 1
  } finally {
    await stop()
  }
}

function start(providers: DemoProviders): Promise<Running> {
  const caFile = join(folder, 'providers-ca.pem')
  writeFileSync(caFile, providers.caPem)
  const settings = settingsSchema.parse({
    data_dir: join(folder, 'data'),
    policies: join(folder, 'policies.yaml'),
    proxy: { listen: '127.0.0.1:0' },
    console: { listen: quick ? '127.0.0.1:0' : '127.0.0.1:8090' },
    shutdown: { grace: 1 },
    log: { level: 'error' },
    upstream: {
      extra_ca_files: [caFile],
      connect_to: demoHosts.map(host => `${host}:443:127.0.0.1:${providers.port}`),
    },
  })
  return startSluice({
    settings,
    log: createLog('error'),
    now: () => new Date(Date.now() + clockOffsetMs),
    version: 'demo',
    examplePolicy: fileURLToPath(new URL('policies.example.yaml', root)),
    dist: new URL('dist/', root),
  })
}

interface Tally {
  sent: number
  blocked: number
  /** Secrets that the employees typed. */
  secrets: number
  /** Of these, how many arrived at a provider: none, or the product is broken. */
  leaked: number
}

async function work(sluice: Running, providers: DemoProviders): Promise<Tally> {
  const caPem = sluice.gate ? await caOf(sluice) : ''
  const tally: Tally = { sent: 0, blocked: 0, secrets: 0, leaked: 0 }
  const secrets: string[] = []
  const desks: (readonly [Employee, Desk])[] = []
  for (const employee of employees) {
    const password = 'demo-password-only'
    await sluice.users.add({ name: employee.user, role: 'employee', groups: employee.groups, password })
    desks.push([employee, createDesk(`http://${sluice.proxyAddress}`, caPem, employee.user, password)])
  }
  for (const at of workingTimes()) {
    clockOffsetMs = at - Date.now()
    const [employee, desk] = desks[pick(desks.map(([e]) => e.perDay))]!
    await turn(employee, desk, tally, secrets)
  }
  await Promise.all(desks.map(([, desk]) => desk.close()))
  tally.secrets = secrets.length
  const arrived = providers.arrived.join('')
  tally.leaked = secrets.filter(secret => arrived.includes(secret)).length
  return tally
}

async function caOf(sluice: Running): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(sluice.caFile, 'utf8')
}

async function turn(employee: Employee, desk: Desk, tally: Tally, secrets: string[]): Promise<void> {
  const client: Client = employee.clients[pick(employee.clients.map(([, weight]) => weight))]![0]
  const slips = Math.random() < employee.slipRate
  const prompt = slips ? sample(employee.slips)() : { text: sample(employee.ordinary), secrets: [] }
  secrets.push(...prompt.secrets)
  const pasted = client === 'openai' || client === 'anthropic' ? pastedCode() : ''
  tally.sent++
  try {
    await desk.ask(client, sample(employee.models[client] ?? [undefined]), prompt.text + pasted, Math.random() < 0.5)
  } catch {
    // A refusal reaches the SDK as its own exception; the console tells the rest.
    tally.blocked++
  }
}

/** Times from a week ago until now, in order: weekdays and office hours are busy, as everywhere. */
function workingTimes(): number[] {
  const now = Date.now()
  const total = employees.reduce((sum, e) => sum + e.perDay, 0) * days
  const times: number[] = []
  while (times.length < (quick ? 60 : total)) {
    const at = now - Math.random() * days * dayMs
    const date = new Date(at)
    const weekend = date.getDay() === 0 || date.getDay() === 6
    const hour = date.getHours()
    const busy = (weekend ? 0.15 : 1) * (hour >= 8 && hour < 19 ? 1 : 0.08)
    if (Math.random() < busy) times.push(at)
  }
  return times.sort((a, b) => a - b)
}

function pick(weights: readonly number[]): number {
  let left = Math.random() * weights.reduce((a, b) => a + b, 0)
  for (let i = 0; i < weights.length; i++) if ((left -= weights[i]!) < 0) return i
  return weights.length - 1
}

function sample<T>(items: readonly T[]): T {
  return items[Math.floor(Math.random() * items.length)]!
}

function report(sluice: Running, tally: Tally): void {
  say(`
${tally.sent} requests sent, ${tally.blocked} refused. ${tally.secrets} secrets were typed; ${tally.leaked} of them reached a provider.

  Console   http://${sluice.consoleAddress}
  Sign in   ${sluice.firstAdmin?.name} / ${sluice.firstAdmin?.password}

Look at:
  Overview  seven days of use and cost, and what was redacted and blocked (choose "7 days")
  Events    filter by action "block": carla's list of card numbers; open one to see what was found where, in masks
  People    ann: what she used, what it cost, how often something was stopped

The providers are fakes on this machine, the clock of the first seven days is simulated; everything else is the product.
Everything is in ${folder} and is removed at the end.${quick ? '' : ' Press Ctrl-C to end.'}
`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function stopRequested(): Promise<void> {
  return new Promise(resolve => {
    waiting = resolve
  })
}
