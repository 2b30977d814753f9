import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createScanner } from '../../policy/scan.ts'
import type { ScanReply, ScanRequest } from '../../proxy/scan-worker.ts'
import { bundleScanWorker } from './scan-entry.ts'

test('answers each message with the findings of the last options, and never with those of options that failed', async () => {
  const entry = await bundleScanWorker()
  const worker = fork(fileURLToPath(entry.url), [], { serialization: 'advanced', execArgv: [] })
  onTestFinished(() => {
    worker.kill('SIGKILL')
    entry.remove()
  })
  const ask = async (request: ScanRequest): Promise<ScanReply> => {
    worker.send(request)
    const [reply] = (await once(worker, 'message')) as [ScanReply] // the worker posts nothing else
    return reply
  }
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
