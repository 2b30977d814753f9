import { createRequire } from 'node:module'
import { Tiktoken } from 'js-tiktoken/lite'
import { afterEach, expect, test } from 'vitest'
import { createTokenizer, type Tokenizer } from '../../proxy/tokens-worker.ts'

let tokenizer: Tokenizer
afterEach(() => tokenizer.close())

test('counts as o200k does, and exits when idle', { timeout: 20_000 }, async () => {
  tokenizer = createTokenizer({ idleMs: 50, timeoutMs: 20_000 })
  expect(tokenizer.running).toBe(false)
  const text = 'The quick brown fox jumps over the lazy dog.\n\n日本語のテキスト and 😀😀 emoji. '.repeat(40)
  const exact = new Tiktoken(createRequire(import.meta.url)('js-tiktoken/ranks/o200k_base')).encode(text).length
  const counts = await tokenizer.count([text, '', 'hello world'])
  expect(counts).toHaveLength(3)
  expect(Math.abs(counts![0]! - exact) / exact).toBeLessThan(0.02)
  expect(counts!.slice(1)).toEqual([0, 2])
  // The tokenizer alone needs 47 s for 20,000 letters in one run.
  const long = await tokenizer.count(['a'.repeat(20_000), ' '.repeat(20_000), '😀'.repeat(2000)])
  expect(long![0]).toBeGreaterThan(1000)
  await expect.poll(() => tokenizer.running).toBe(false)
})

test('what is too long, too much at once or too slow is left to the estimate', async () => {
  const hangs = `require('node:worker_threads').parentPort.on('message', () => { for (;;); })`
  tokenizer = createTokenizer({ source: hangs, maxChars: 10, maxQueue: 2, timeoutMs: 100, backOffMs: 60_000 })
  expect(await tokenizer.count(['12345', '678901'])).toBeUndefined()
  expect(tokenizer.running).toBe(false)
  const slow = [tokenizer.count(['a']), tokenizer.count(['b'])]
  expect(await tokenizer.count(['c'])).toBeUndefined()
  expect(await Promise.all(slow)).toEqual([undefined, undefined])
  expect(tokenizer.running).toBe(false)
  expect(await tokenizer.count(['d'])).toBeUndefined()
  expect(tokenizer.running).toBe(false)
})

test('a thread that dies answers nobody wrongly, and the next call after the pause starts another', async () => {
  const dies = `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', ({ id, texts }) => { if (texts[0] === 'die') process.exit(1); parentPort.postMessage({ id, counts: [7] }) })`
  tokenizer = createTokenizer({ source: dies, backOffMs: 0 })
  expect(await tokenizer.count(['live'])).toEqual([7])
  expect(await tokenizer.count(['die'])).toBeUndefined()
  expect(await tokenizer.count(['live'])).toEqual([7])
})
