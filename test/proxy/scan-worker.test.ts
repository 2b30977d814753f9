import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createScanner } from '../../policy/scan.ts'
import { makeRecords } from '../../proxy/fingerprints/records-make.ts'
import type { ScanReply, ScanRequest } from '../../proxy/scan-worker.ts'
import { bundleScanWorker } from './scan-entry.ts'

async function startWorker() {
  const entry = await bundleScanWorker()
  const worker = fork(fileURLToPath(entry.url), [], { serialization: 'advanced', execArgv: [] })
  onTestFinished(() => {
    worker.kill('SIGKILL')
    entry.remove()
  })
  return async (request: ScanRequest): Promise<ScanReply> => {
    worker.send(request)
    const [reply] = (await once(worker, 'message')) as [ScanReply] // the worker posts nothing else
    return reply
  }
}

test('answers each message with the findings of the last options, and never with those of options that failed', async () => {
  const ask = await startWorker()
  const texts = [{ text: 'Bluebird at 4111 1111 1111 1111' }]
  const options = { custom: [{ id: 'names', kind: 'words' as const, words: ['Bluebird'] }] }
  const findings = createScanner(options).scan(texts)
  expect(findings.map(({ detector }) => detector)).toEqual(['names', 'credit-card'])
  expect(await ask({ texts })).toMatchObject({ error: { message: 'this process was given no scanner' } })
  expect(await ask({ options, texts })).toEqual({ findings })
  expect(await ask({ texts })).toEqual({ findings })
  const broken = { custom: [{ id: 'names', kind: 'words' as const, words: [] }] }
  expect(await ask({ options: broken, texts })).toHaveProperty('error')
  expect(await ask({ texts })).toMatchObject({ error: { message: 'this process was given no scanner' } })
})

test('opens the fingerprints that options name, with the key, and no others than the policy was loaded with', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const fingerprintKey = randomBytes(32)
  const file = join(folder, 'table.slfp')
  writeFileSync(join(folder, 'table.csv'), 'email\nann@acme.example\n')
  const { build } = await makeRecords({
    file: join(folder, 'table.csv'),
    stdin: process.stdin,
    columns: ['email'],
    out: file,
    key: fingerprintKey,
    source: 'table.csv',
    common: 20,
    now: new Date(),
    progress: () => undefined,
  })
  const use = { columns: [], together: 1, within: 300, passage: 30 }
  const custom = [{ id: 'customers', kind: 'fingerprints' as const, file, build, use }]
  const ask = await startWorker()
  const texts = [{ text: 'write to ann@acme.example' }]
  expect(await ask({ options: { custom }, texts })).toMatchObject({
    error: { message: 'this process was given no key of fingerprints' },
  })
  expect(await ask({ options: { custom }, fingerprintKey, texts })).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ detector: 'customers', start: 9, end: 25 })]),
  })
  const anew = custom.map(one => ({ ...one, build: 'another' }))
  expect(await ask({ options: { custom: anew }, fingerprintKey, texts })).toMatchObject({
    error: { message: 'the fingerprints were made anew after the policy was loaded' },
  })
})
