import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openLimits } from '../../../proxy/limits/memory.ts'
import type { LimitStore } from '../../../proxy/limits/types.ts'
import { silentLog } from '../../../proxy/log.ts'
import { berlinDay, limit, limitsContract, minute, spend, start } from '../../contracts/limits.ts'

function makePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-limits-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'sluice.db')
}

limitsContract('memory and sqlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-limits-'))
  const opened: LimitStore[] = []
  return {
    open() {
      opened.push(openLimits({ path: join(folder, 'sluice.db'), now: () => start, log: silentLog }))
      return opened.at(-1)!
    },
    async remove() {
      for (const store of opened) await store.close()
      rmSync(folder, { recursive: true })
    },
  }
})

const tokens = limit('tokens', [{ metric: 'tokens', amount: 1000, window: berlinDay }])
const usedBy = async (store: LimitStore, key: string) =>
  (await store.state([{ limit: tokens, keys: [key] }], start))[0]!.used

async function spendOf(store: LimitStore, key: string, amount: number): Promise<void> {
  const result = await store.reserve([{ limit: tokens, keys: [key] }], spend(amount), start)
  if (result.ok) await store.settle(result.reservation, spend(amount), start)
}

describe('saving', () => {
  test('changes are on disk within the interval, without close()', async () => {
    const path = makePath()
    const store = openLimits({ path, now: () => start, log: silentLog, flushMs: 20 })
    await spendOf(store, 'ann', 70)
    await setTimeout(100)
    const second = openLimits({ path, now: () => start, log: silentLog })
    expect(await usedBy(second, 'ann')).toBe(70)
    await second.close()
    await store.close()
  })

  test('a locked database is logged once, counting goes on, and the next save catches up', async () => {
    const path = makePath()
    const errors: string[] = []
    const log = { ...silentLog, error: (message: string) => void errors.push(message) }
    const store = openLimits({ path, now: () => start, log, flushMs: 20 })
    const lock = new Database(path)
    lock.exec('BEGIN IMMEDIATE')
    await spendOf(store, 'ann', 70)
    await setTimeout(400)
    expect(errors).toEqual(['limits could not be saved; counting goes on in memory'])
    expect(await usedBy(store, 'ann')).toBe(70)
    lock.exec('ROLLBACK')
    lock.close()
    await setTimeout(200)
    const second = openLimits({ path, now: () => start, log: silentLog })
    expect(await usedBy(second, 'ann')).toBe(70)
    await second.close()
    await store.close()
  })

  test('more counters than are kept in memory come back from disk', async () => {
    const store = openLimits({ path: makePath(), now: () => start, log: silentLog, maxCounters: 10 })
    for (let i = 0; i < 50; i++) await spendOf(store, `user-${i}`, 100 + i)
    for (let i = 0; i < 50; i++) expect(await usedBy(store, `user-${i}`)).toBe(100 + i)
    await spendOf(store, 'user-0', 5)
    expect(await usedBy(store, 'user-0')).toBe(105)
    await store.close()
  })

  test('a request that runs while its counters leave memory is settled where they are now', async () => {
    const store = openLimits({ path: makePath(), now: () => start, log: silentLog, maxCounters: 4, ttlMs: 1000 })
    const both = limit('both', [
      { metric: 'requests', amount: 1000, window: berlinDay },
      { metric: 'tokens', amount: 1000, window: berlinDay },
    ])
    const ann = [{ limit: both, keys: ['ann'] }]
    const used = async () => (await store.state(ann, start + 5000)).map(counter => counter.used)
    const [running, expired] = [
      await store.reserve(ann, spend(10), start + 4500),
      await store.reserve(ann, spend(10), start),
    ]
    for (let i = 0; i < 20; i++) await spendOf(store, `user-${i}`, 1)
    await store.reserve(ann, spend(1), start + 5000)
    for (let i = 0; i < 20; i++) await spendOf(store, `user-${i}`, 1)
    if (running.ok) await store.settle(running.reservation, spend(7), start + 5000)
    if (expired.ok) await store.settle(expired.reservation, spend(5), start + 5000)
    expect(await used()).toEqual([3, 12])
    await store.close()
  })

  test('rows whose window is over are removed at the next start', async () => {
    const path = makePath()
    const first = openLimits({ path, now: () => start, log: silentLog })
    await spendOf(first, 'ann', 70)
    await first.close()
    await openLimits({ path, now: () => start + 86_400_000, log: silentLog }).close()
    const db = new Database(path)
    expect(db.prepare('SELECT count(*) AS n FROM limit_counters').get()).toEqual({ n: 0 })
    db.close()
  })

  test('a damaged row starts at nothing instead of failing every request', async () => {
    const path = makePath()
    const first = openLimits({ path, now: () => start, log: silentLog })
    await spendOf(first, 'ann', 70)
    await first.close()
    const db = new Database(path)
    db.exec("UPDATE limit_counters SET state = '{broken'")
    db.close()
    const second = openLimits({ path, now: () => start, log: silentLog })
    expect(await usedBy(second, 'ann')).toBe(0)
    await second.close()
  })
})

test('without a path nothing is written and memory stays bounded', async () => {
  const store = openLimits({ now: () => start, log: silentLog, maxCounters: 5 })
  for (let i = 0; i < 20; i++) await spendOf(store, `user-${i}`, 10)
  expect(await usedBy(store, 'user-19')).toBe(10)
  expect(await usedBy(store, 'user-0')).toBe(0)
  await store.close()
})

test('a reservation costs microseconds', async () => {
  const store = openLimits({ now: () => start, log: silentLog })
  const wide = limit('wide', [
    { metric: 'requests', amount: 1e9, window: minute },
    { metric: 'tokens', amount: 1e12, window: berlinDay },
  ])
  const began = performance.now()
  for (let i = 0; i < 20_000; i++) {
    const result = await store.reserve([{ limit: wide, keys: ['ann'] }], spend(100), start + i)
    if (result.ok) await store.settle(result.reservation, spend(50), start + i)
  }
  expect((performance.now() - began) / 20_000).toBeLessThan(0.1)
  await store.close()
})
