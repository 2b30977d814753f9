import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportRecords } from '../../../proxy/audit/export.ts'
import { openSqliteAudit } from '../../../proxy/audit/sqlite.ts'
import { verifyAudit } from '../../../proxy/audit/verify.ts'
import { openLimits } from '../../../proxy/limits/memory.ts'
import { silentLog } from '../../../proxy/log.ts'
import { dailyTokens } from './kill-limit.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluice-kill-'))
const script = join(folder, 'child.cjs')

beforeAll(async () => {
  const entry = join(root, 'test/proxy/audit/kill-child.ts')
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(entry).href) },
    logLevel: 'error',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Lets the process work for a while, kills it between any two instructions, and returns the lines it had printed. */
async function runAndKill(path: string, afterMs: number): Promise<string[]> {
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules') }
  const child = spawn(process.execPath, [script, path], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', part => (out += part))
  child.stderr.on('data', part => (err += part))
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  const closed = once(child, 'close')
  setTimeout(() => child.kill('SIGKILL'), afterMs)
  await closed
  expect(err).toBe('')
  return out.split('\n').slice(0, -1)
}

test('kill -9 at any moment loses no decision that was promised, and of the limits at most a second', {
  timeout: 60_000,
}, async () => {
  const path = join(folder, 'sluice.db')
  const promised: string[] = []
  let spentUntil = 0
  for (let round = 0; round < 6; round++) {
    const killedAfter = 100 + Math.random() * 1500
    const lines = await runAndKill(path, killedAfter)
    promised.push(...lines.filter(line => line.startsWith('decided ')).map(line => line.slice(8)))
    const spent = lines.filter(line => line.startsWith('spent ')).map(line => Number(line.slice(6)))
    const killedAt = Math.max(...spent)
    const counted = await tokensIn(path)
    // Each line is one token. Saving itself takes a moment on a busy machine.
    expect(counted).toBeGreaterThanOrEqual(spentUntil + spent.filter(at => at < killedAt - 1500).length)
    expect(counted).toBeLessThanOrEqual(spentUntil + spent.length + 16)
    spentUntil = counted
  }
  expect(promised.length).toBeGreaterThan(200)
  const recorded = new Set([...exportRecords({ path })].map(record => record.id))
  expect(promised.filter(id => !recorded.has(id))).toEqual([])
  const store = openSqliteAudit({ path, log: silentLog, now: Date.now })
  store.recover(Date.now())
  await store.close()
  expect(verifyAudit(path)).toMatchObject({ open: 0, problems: [] })
})

async function tokensIn(path: string): Promise<number> {
  const limits = openLimits({ path, now: Date.now, log: silentLog })
  const [counter] = await limits.state(dailyTokens, Date.now())
  await limits.close()
  return counter!.used
}
