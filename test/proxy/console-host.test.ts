/** The console's own worker is shown by test/console/server/worker.test.ts; here small workers play it, good and bad. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ConsoleWorkerData } from '../../console/server/messages.ts'
import { type ConsoleHostOptions, startConsoleHost } from '../../proxy/console-host.ts'
import { createLog } from '../../proxy/log.ts'

const status = { proxy: { version: '1' } } as NonNullable<ConsoleWorkerData['status']> // the worker hands it on unread

/** A worker that runs `code`; `say` posts a message, `data` is what it was given. */
function worker(code: string) {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-console-host-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = join(dir, 'worker.mjs')
  writeFileSync(
    file,
    `import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
     import { parentPort as port, workerData as data } from 'node:worker_threads'
     const say = message => port.postMessage(message)
     const mark = name => appendFileSync(${JSON.stringify(join(dir, 'marks'))}, name + '\\n')
     const before = existsSync(${JSON.stringify(join(dir, 'marks'))})
     ${code}`,
  )
  const lines: string[] = []
  const start = async (more: Partial<ConsoleHostOptions> = {}) => {
    const host = await startConsoleHost({
      entry: pathToFileURL(file),
      data: {
        databasePath: '',
        listen: '127.0.0.1:9',
        sessionHours: 1,
        secureCookie: 'auto',
        trustedProxies: [],
        webRoot: '',
      },
      status: () => status,
      log: createLog('debug', { write: line => void lines.push(line) }),
      firstRestartMs: 5,
      ...more,
    })
    onTestFinished(() => host.stop())
    return host
  }
  return { start, lines, count: (text: string) => lines.filter(line => line.includes(text)).length }
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 5, timeout: 5000 })
const listens = `port.once('message', message => say({ type: 'listening', address: data.listen + '/' + message.status.proxy.version }))
  port.on('message', message => { if (message.type === 'stop') port.close() })`

test('the address is what the worker says, which was given its settings and the first status', async () => {
  const host = await worker(listens).start()
  expect(host.address).toBe('127.0.0.1:9/1')
})

test('the status is told again every second; a status that fails is logged and ends nothing', async () => {
  const { start, lines, count } = worker(`${listens}
    port.on('message', message => { if (message.type === 'status') say({ type: 'error', message: 'told ' + message.status.proxy.version }) })`)
  let asked = 0
  await start({
    status: () => {
      asked++
      if (asked === 2) throw new Error('no status')
      return { proxy: { version: String(asked) } } as NonNullable<ConsoleWorkerData['status']> // as above
    },
  })
  await until(() => count('console: told 3') === 1)
  expect(count('the console was not told the status')).toBe(1)
  expect(lines.join('')).not.toContain('told 2')
})

describe('a worker that does not start', () => {
  test.each([
    ['says why', `say({ type: 'failed', message: 'console.listen 127.0.0.1:9: the port is in use' })`, /in use/],
    ['throws', `throw new TypeError('a defect')`, /the console could not be started/],
    ['ends without a word', `process.exit(0)`, /the console ended before it listened/],
  ])('%s: the start fails with a line for people', async (_, code, words) => {
    await expect(worker(code).start()).rejects.toMatchObject({
      name: 'SettingsError',
      message: expect.stringMatching(words),
    })
  })

  test('because its file is missing', async () => {
    await expect(worker('').start({ entry: new URL('file:///no/such/worker.mjs') })).rejects.toThrow(
      'the console could not be started',
    )
  })
})

describe('a worker that dies later', () => {
  test('is logged and started again, and that one is stopped at the end', async () => {
    const { start, count, lines } = worker(`mark('start')
      if (before) { say({ type: 'error', message: 'second' }); ${listens} }
      else { ${listens}; setTimeout(() => { throw new Error('a defect') }, 20) }
      process.on('exit', () => mark('exit'))`)
    const host = await start()
    await until(() => count('console: second') === 1)
    expect(count('the console stopped; starting it again')).toBe(1)
    expect(lines.join('')).not.toContain('a defect')
    await host.stop()
    expect(count('the console stopped; starting it again')).toBe(1)
  })

  test('and cannot be started again is tried at growing intervals', async () => {
    const { start, lines } = worker(`mark('start')
      if (before) say({ type: 'failed', message: 'port is taken' })
      else { ${listens}; setTimeout(() => process.exit(1), 5) }`)
    const host = await start()
    const waits = (): number[] =>
      lines
        .map(line => JSON.parse(line) as { msg: string; seconds?: number })
        .filter(line => line.msg.includes('starting it again'))
        .map(line => line.seconds!)
    await until(() => waits().length >= 4)
    expect(waits().slice(0, 4)).toEqual([0.005, 0.01, 0.02, 0.04])
    await host.stop()
  })
})

test('a worker that does not end when told is ended', async () => {
  const host = await worker(`say({ type: 'listening', address: 'x:1' }); setInterval(() => undefined, 1000)`).start()
  const started = performance.now()
  await host.stop()
  expect(performance.now() - started).toBeLessThan(3000)
})
