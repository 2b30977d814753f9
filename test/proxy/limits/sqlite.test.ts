import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { LimitPart } from '../../../policy/limit.ts'
import { createCounter } from '../../../proxy/limits/counter.ts'
import { openCounterFile } from '../../../proxy/limits/sqlite.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const part: LimitPart = { metric: 'tokens', amount: 1000, window: { kind: 'sliding', seconds: 60 } }

function makeFile() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-limits-'))
  const path = join(folder, 'sluice.db')
  const file = openCounterFile(path)
  onTestFinished(() => {
    file.close()
    rmSync(folder, { recursive: true })
  })
  return { path, file }
}

test('a counter is loaded as it was saved; another key has none', () => {
  const { file } = makeFile()
  const counter = createCounter('l', part, 'ann')
  counter.spent.add(70, noon)
  file.save([counter], noon)
  const loaded = createCounter('l', part, 'ann', file.load('l', counter.part, 'ann'))
  expect(loaded.spent.used(noon + 1000)).toBe(70)
  expect(file.load('l', counter.part, 'ben')).toBeUndefined()
})

test('a save is whole or not at all', () => {
  const { path, file } = makeFile()
  const counters = ['ann', 'ben'].map(key => createCounter('l', part, key))
  for (const counter of counters) counter.spent.add(70, noon)
  const lock = new Database(path)
  lock.exec('BEGIN IMMEDIATE')
  expect(() => file.save(counters, noon)).toThrow(/locked/)
  lock.close()
  expect(file.load('l', counters[0]!.part, 'ann')).toBeUndefined()
  file.save(counters, noon)
  expect(file.load('l', counters[1]!.part, 'ben')).toEqual([[noon, 70]])
})

test('rows are dropped when nothing in them counts any more', () => {
  const { file } = makeFile()
  const counter = createCounter('l', part, 'ann')
  counter.spent.add(70, noon)
  file.save([counter], noon)
  file.dropExpired(noon + 59_999)
  expect(file.load('l', counter.part, 'ann')).toBeDefined()
  file.dropExpired(noon + 60_000)
  expect(file.load('l', counter.part, 'ann')).toBeUndefined()
})
