import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsoleWorkerData, FromConsole, ToConsole } from '../../../console/server/messages.ts'
import { openSqliteAudit } from '../../../proxy/audit/sqlite.ts'
import { openUsers } from '../../../proxy/users/sqlite.ts'
import { ours } from '../client.ts'
import { sampleStatus } from '../sample/server.ts'

const password = crypto.randomUUID()
let entry: string
let folder: string
let databasePath: string

beforeAll(async () => {
  // Beside node_modules, so that the bundle finds its packages.
  entry = join(import.meta.dirname, '../../../node_modules/.cache', `console-worker-${process.pid}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, '../../../console/server/worker.ts')],
    ...({ bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const),
    outfile: entry,
    logLevel: 'error',
  })
  folder = mkdtempSync(join(tmpdir(), 'sluice-worker-'))
  databasePath = join(folder, 'sluice.db')
  const audit = openSqliteAudit({ path: databasePath, log: { error: () => undefined }, now: Date.now })
  await audit.close()
  const users = openUsers({ path: databasePath })
  await users.add({ name: 'admin', role: 'admin', groups: [], password })
  users.close()
})
afterAll(() => {
  rmSync(entry, { force: true })
  rmSync(folder, { recursive: true, force: true })
})

function start(change: Partial<ConsoleWorkerData> = {}): { worker: Worker; first: Promise<FromConsole> } {
  const workerData: ConsoleWorkerData = {
    databasePath,
    listen: '127.0.0.1:0',
    sessionHours: 12,
    secureCookie: 'auto',
    trustedProxies: [],
    webRoot: '',
    status: sampleStatus(Date.now()),
    ...change,
  }
  const worker = new Worker(pathToFileURL(entry), { workerData })
  return { worker, first: new Promise(resolve => worker.once('message', resolve)) }
}

test('it listens, signs in against the real user store, shows the status it was sent last, and stops', async () => {
  const { worker, first } = start()
  const message = await first
  if (message.type !== 'listening') throw new Error(JSON.stringify(message))
  const base = `http://${message.address}`
  const signIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { ...ours, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'admin', password }),
  })
  expect(signIn.status).toBe(200)
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
  const status = sampleStatus(Date.now())
  const update: ToConsole = { type: 'status', status: { ...status, policy: { ...status.policy, mode: 'monitor' } } }
  worker.postMessage(update)
  const mode = async () => (await (await fetch(`${base}/api/status`, { headers: { cookie } })).json()).policy.mode
  await expect.poll(mode).toBe('monitor')
  const exited = new Promise(resolve => worker.once('exit', resolve))
  worker.postMessage({ type: 'stop' } satisfies ToConsole)
  expect(await exited).toBe(0)
})

test('a failure to start is one message, and the thread ends', async () => {
  const { worker, first } = start({ listen: '192.0.2.7:0' })
  const exited = new Promise(resolve => worker.once('exit', resolve))
  expect(await first).toEqual({ type: 'failed', message: expect.stringContaining('console.listen 192.0.2.7:0') })
  expect(await exited).toBe(0)
})

test('a database that does not exist is a failure to start', async () => {
  const { worker, first } = start({ databasePath: join(folder, 'none', 'x.db') })
  expect((await first).type).toBe('failed')
  await worker.terminate()
})
