/** Counts tokens with o200k in a thread of its own: the tokenizer takes a second and 150 MB to load, so it comes when needed and goes when idle. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

export interface Tokenizer {
  /** One count per text; undefined when the tokenizer is too busy, too slow or broken, and an estimate must do. */
  count(texts: readonly string[]): Promise<number[] | undefined>
  /** True while the thread exists. */
  readonly running: boolean
  close(): Promise<void>
}

export interface TokenizerOptions {
  /** Characters of one call; longer ones are not counted. */
  readonly maxChars?: number
  /** Calls waiting at once. */
  readonly maxQueue?: number
  /** From the call to its answer, loading included. */
  readonly timeoutMs?: number
  /** The thread ends after this long without a call. */
  readonly idleMs?: number
  /** After a failure no new thread is tried for this long. */
  readonly backOffMs?: number
  /** What the thread runs; for tests of a thread that hangs or dies. */
  readonly source?: string
}

interface Job {
  readonly resolve: (counts: number[] | undefined) => void
  readonly timer: NodeJS.Timeout
}

export function createTokenizer(options: TokenizerOptions = {}): Tokenizer {
  const { maxChars = 400_000, maxQueue = 64, timeoutMs = 10_000, idleMs = 60_000, backOffMs = 60_000 } = options
  const jobs = new Map<number, Job>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0
  let notBefore = 0
  let closed = false

  function start(): Worker {
    const require = createRequire(import.meta.url)
    const started = new Worker(options.source ?? source, {
      eval: true,
      workerData: { lite: require.resolve('js-tiktoken/lite'), ranks: require.resolve('js-tiktoken/ranks/o200k_base') },
    })
    started.unref()
    started.on('message', (answer: { readonly id: number; readonly counts?: number[] }) => {
      finish(answer.id, answer.counts)
    })
    started.on('error', () => fail(started))
    started.on('exit', () => fail(started))
    return started
  }

  function finish(id: number, counts: number[] | undefined): void {
    const job = jobs.get(id)
    if (!job) return
    clearTimeout(job.timer)
    jobs.delete(id)
    job.resolve(counts)
    if (jobs.size > 0 || closed) return
    clearTimeout(idle)
    idle = setTimeout(() => void stop(), idleMs)
    idle.unref()
  }

  /** A call that waited too long behind others is given up; one that is itself too slow takes the thread down. */
  function late(id: number, asked: Worker): void {
    const oldest = jobs.keys().next().value
    if (id === oldest) fail(asked)
    else finish(id, undefined)
  }

  /** Everything waiting falls back to the estimate; the next call after the pause starts a fresh thread. */
  function fail(failed: Worker): void {
    if (failed !== worker) return
    notBefore = Date.now() + backOffMs
    void stop()
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopped = worker
    worker = undefined
    for (const id of [...jobs.keys()]) finish(id, undefined)
    clearTimeout(idle)
    await stopped?.terminate()
  }

  return {
    count(texts) {
      const chars = texts.reduce((sum, text) => sum + text.length, 0)
      if (closed || chars > maxChars || jobs.size >= maxQueue || Date.now() < notBefore)
        return Promise.resolve(undefined)
      worker ??= start()
      clearTimeout(idle)
      const asked = worker
      const id = ++lastId
      return new Promise(resolve => {
        const timer = setTimeout(() => late(id, asked), timeoutMs)
        timer.unref()
        jobs.set(id, { resolve, timer })
        asked.postMessage({ id, texts })
      })
    },
    get running() {
      return worker !== undefined
    },
    async close() {
      closed = true
      await stop()
    },
  }
}

/**
 * Plain JavaScript as text, so that the thread starts alike from source, from a bundle and under the test runner.
 * The tokenizer needs quadratic time for long runs without a break (20,000 letters: 47 s), so runs are cut at 48
 * characters; the cuts change the count of ordinary text by less than 2 %.
 */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
let encoder
function load() {
  const { Tiktoken } = require(workerData.lite)
  const ranks = require(workerData.ranks)
  encoder = new Tiktoken(ranks.default ?? ranks)
}
function countTokens(text) {
  let tokens = 0, start = 0, run = 0, blankBefore = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const blank = code <= 32
    run = blank === blankBefore ? run + 1 : 1
    blankBefore = blank
    const pair = code >= 0xd800 && code < 0xdc00
    if ((run >= 48 && !pair) || (i - start > 4000 && blank)) {
      tokens += encoder.encode(text.slice(start, i + 1), [], []).length
      start = i + 1
      run = 0
    }
  }
  return tokens + encoder.encode(text.slice(start), [], []).length
}
parentPort.on('message', ({ id, texts }) => {
  if (!encoder) load()
  parentPort.postMessage({ id, counts: texts.map(countTokens) })
})
`
