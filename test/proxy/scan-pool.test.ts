import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ScanText } from '../../policy/finding.ts'
import type { ScannerOptions } from '../../policy/scan.ts'
import { silentLog } from '../../proxy/log.ts'
import { createScanPool, type ScanPool, type ScanPoolOptions } from '../../proxy/scan-pool.ts'
import { makeSecret } from '../secrets.ts'
import { compilePolicy } from './gate.ts'
import { bundleScanWorker, type ScanEntry } from './scan-entry.ts'

let entry: ScanEntry
let playedProcess: URL
beforeAll(async () => {
  entry = await bundleScanWorker()
  playedProcess = new URL('played.mjs', entry.url)
  writeFileSync(playedProcess, played)
})
afterAll(() => entry.remove())

const filler = 'const total = await fetchInvoices(customer.id, { page: 3, size: 50 })\n'
const key = makeSecret('AKIA[A-Z2-7]{16}')

function open(options: Partial<ScanPoolOptions> = {}): ScanPool {
  const pool = createScanPool({
    entry: entry.url,
    processes: 1,
    inlineBytes: 0,
    maxQueue: 10,
    timeoutMs: 15_000,
    log: silentLog,
    ...options,
  })
  onTestFinished(() => pool.close())
  return pool
}

const failure = (reason: string) =>
  expect.objectContaining({
    code: 'inspection_failed',
    message: `the request could not be inspected (scan): ${reason}`,
  })

describe('findings', () => {
  test('are those of the policy’s own scanner', async () => {
    const policy = compilePolicy(`detectors:
  falcon: { words: [Project Falcon], ignore_case: true, severity: critical }
  ticket: { pattern: 'ACME-[0-9]{5,}', near: [incident] }
  email-address: { enabled: false }
  aws-access-key-id: { severity: low }
`)
    const texts: ScanText[] = [
      { text: `${filler.repeat(50)}use ${key}, write to ann@acme.example` },
      { text: '' },
      { text: makeSecret('[a-z0-9]{24}'), label: 'api_key' },
      { text: 'incident ACME-123456 of project falcon \ud83d 😀 日本語' },
    ]
    const found = await open().scan(policy, texts)
    expect(found).toEqual(policy.scanner.scan(texts))
    expect(found.map(({ detector, severity }) => `${detector} ${severity}`)).toEqual(
      expect.arrayContaining(['aws-access-key-id low', 'falcon critical', 'ticket medium']),
    )
  })

  test('are those of each policy, when one takes the place of another and back', async () => {
    const [first, second] = [wordPolicy('Bluebird'), wordPolicy('Nightjar')]
    const pool = open()
    const texts = [{ text: 'Bluebird' }, { text: 'and Nightjar' }]
    for (const policy of [first, first, second, first, second])
      expect(await pool.scan(policy, texts)).toEqual(policy.scanner.scan(texts))
    expect((await pool.scan(second, texts)).map(({ text }) => text)).toEqual([1])
  })

  test('come while the event loop goes on', async () => {
    const policy = compilePolicy('mode: enforce')
    const pool = open()
    await pool.scan(policy, [{ text: filler.repeat(1000) }])
    const texts = [{ text: filler.repeat(30_000) }]
    const startedAt = performance.now()
    const here = policy.scanner.scan(texts)
    const stalledMs = performance.now() - startedAt
    let longestMs = 0
    let lastAt = performance.now()
    const ticking = setInterval(() => {
      const now = performance.now()
      longestMs = Math.max(longestMs, now - lastAt)
      lastAt = now
    }, 1)
    expect(await pool.scan(policy, texts)).toEqual(here)
    clearInterval(ticking)
    expect(longestMs).toBeGreaterThan(0)
    expect(longestMs).toBeLessThan(stalledMs / 2)
  })
})

describe('what cannot be scanned is an error', () => {
  test('a scanner that throws, and its process scans on with the right policy', async () => {
    const pool = open()
    const policy = wordPolicy('Bluebird')
    const broken: ScannerOptions = { custom: [{ id: 'broken', kind: 'words', words: [] }] }
    await pool.scan(policy, [{ text: 'x' }])
    await expect(pool.scan({ scannerOptions: broken }, [{ text: 'Bluebird' }])).rejects.toEqual(
      failure('the scanner failed'),
    )
    await expect(pool.scan({ scannerOptions: broken }, [{ text: 'Bluebird' }])).rejects.toEqual(
      failure('the scanner failed'),
    )
    expect(await pool.scan(policy, [{ text: 'Bluebird' }])).toHaveLength(1)
  })

  test('a queue that is full refuses at once, and those that wait have their turn', async () => {
    const pool = open({ entry: playedProcess, maxQueue: 1 })
    const scans = ['answer', 'answer', 'answer'].map(text => pool.scan(none, [{ text }]))
    await expect(scans[2]).rejects.toEqual(failure('too many large requests wait to be scanned'))
    expect(await Promise.all(scans.slice(0, 2))).toEqual([[], []])
  })

  test('a scan that takes too long is refused with its process, and the next has a new one', async () => {
    const pool = open({ entry: playedProcess, timeoutMs: 1000 })
    const hung = pool.scan(none, [{ text: 'hang' }])
    const next = pool.scan(none, [{ text: 'answer' }])
    await expect(hung).rejects.toEqual(failure('the scan took longer than 1 s'))
    // It has waited as long as it may, or was taken on just before.
    await next.catch((error: unknown) => expect(error).toEqual(failure('no process was free to scan it within 1 s')))
    expect(await pool.scan(none, [{ text: 'answer' }])).toEqual([])
  })

  test.each([['exit'], ['kill']])(
    'a process that dies (%s) refuses its scan, and whoever waits has a new one',
    async way => {
      const pool = open({ entry: playedProcess })
      const [dies, waits] = [pool.scan(none, [{ text: way }]), pool.scan(none, [{ text: 'answer' }])]
      await expect(dies).rejects.toEqual(failure('its process ended'))
      expect(await waits).toEqual([])
    },
  )

  test('an idle process that dies is replaced when it is needed', async () => {
    const warned: string[] = []
    const pool = open({ entry: playedProcess, log: { ...silentLog, warn: message => void warned.push(message) } })
    expect(await pool.scan(none, [{ text: 'die-later' }])).toEqual([])
    await expect.poll(() => warned).toEqual(['a process for scans ended; the next one starts when needed'])
    expect(await pool.scan(none, [{ text: 'answer' }])).toEqual([])
  })

  test('a program that is not there', async () => {
    const pool = open({ entry: new URL('file:///nowhere/scan-worker.js') })
    await expect(pool.scan(none, [{ text: 'x' }])).rejects.toEqual(failure('its process ended'))
  })

  test('after the close, and what the close finds under way', async () => {
    const pool = open({ entry: playedProcess })
    const scans = ['hang', 'answer'].map(text => pool.scan(none, [{ text }]))
    const ended = Promise.allSettled(scans)
    await pool.close()
    const shutdown = { status: 'rejected', reason: failure('Sluice is shutting down') }
    expect(await ended).toEqual([shutdown, shutdown])
    await expect(pool.scan(none, [{ text: 'answer' }])).rejects.toEqual(failure('Sluice is shutting down'))
  })
})

const none = { scannerOptions: {} }

/** A process that does what the text says. */
const played = `
  process.on('message', ({ texts: [{ text }] }) => {
    if (text === 'hang') for (;;);
    if (text === 'exit') process.exit(1)
    if (text === 'kill') process.kill(process.pid, 'SIGKILL')
    process.send({ findings: [] })
    if (text === 'die-later') setTimeout(() => process.exit(1), 10)
  })`

function wordPolicy(word: string) {
  return compilePolicy(`detectors: { names: { words: [${word}] } }\n`)
}
