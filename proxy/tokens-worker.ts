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
  return new TokenizerThread(options)
}

class TokenizerThread implements Tokenizer {
  readonly #options: Required<TokenizerOptions>
  readonly #jobs = new Map<number, Job>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #lastId = 0
  #notBefore = 0
  #closed = false

  constructor(options: TokenizerOptions) {
    this.#options = { ...defaults, ...options }
  }

  get running(): boolean {
    return this.#worker !== undefined
  }

  count(texts: readonly string[]): Promise<number[] | undefined> {
    const { maxChars, maxQueue, timeoutMs } = this.#options
    const chars = texts.reduce((sum, text) => sum + text.length, 0)
    if (this.#closed || chars > maxChars || this.#jobs.size >= maxQueue || Date.now() < this.#notBefore)
      return Promise.resolve(undefined)
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#lastId
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#late(id, worker), timeoutMs)
      timer.unref()
      this.#jobs.set(id, { resolve, timer })
      worker.postMessage({ id, texts })
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#stop()
  }

  #start(): Worker {
    const require = createRequire(import.meta.url)
    const started = new Worker(this.#options.source, {
      eval: true,
      workerData: { lite: require.resolve('js-tiktoken/lite'), ranks: require.resolve('js-tiktoken/ranks/o200k_base') },
    })
    started.unref()
    started.on('message', (answer: { readonly id: number; readonly counts?: number[] }) => {
      this.#finish(answer.id, answer.counts)
    })
    started.on('error', () => this.#fail(started))
    started.on('exit', () => this.#fail(started))
    return started
  }

  #finish(id: number, counts: number[] | undefined): void {
    const job = this.#jobs.get(id)
    if (!job) return
    clearTimeout(job.timer)
    this.#jobs.delete(id)
    job.resolve(counts)
    if (this.#jobs.size > 0 || this.#closed) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.#stop(), this.#options.idleMs)
    this.#idle.unref()
  }

  /** A call that waited too long behind others is given up; one that is itself too slow takes the thread down. */
  #late(id: number, worker: Worker): void {
    const oldest = this.#jobs.keys().next().value
    if (id === oldest) this.#fail(worker)
    else this.#finish(id, undefined)
  }

  /** Everything waiting falls back to the estimate; the next call after the pause starts a fresh thread. */
  #fail(failed: Worker): void {
    if (failed !== this.#worker) return
    this.#notBefore = Date.now() + this.#options.backOffMs
    void this.#stop()
  }

  async #stop(): Promise<void> {
    const stopped = this.#worker
    this.#worker = undefined
    for (const id of [...this.#jobs.keys()]) this.#finish(id, undefined)
    clearTimeout(this.#idle)
    await stopped?.terminate()
  }
}

/**
 * Plain JavaScript as text, so that the thread starts alike from source, from a bundle and under the test runner.
 * The tokenizer needs quadratic time for long runs without a break (20,000 letters: 47 s), so runs are cut at 48
 * characters; the cuts change the count of ordinary text by less than 2 %.
 */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
// Counting is never urgent: on Linux this thread steps behind those that carry traffic.
try {
  require('node:os').setPriority(Number(require('node:fs').readlinkSync('/proc/thread-self').split('/').pop()), 10)
} catch (error) {
  if (error.code !== 'ENOENT' && error.code !== 'ERR_SYSTEM_ERROR') throw error
}
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

const defaults: Required<TokenizerOptions> = {
  maxChars: 400_000,
  maxQueue: 64,
  timeoutMs: 10_000,
  idleMs: 60_000,
  backOffMs: 60_000,
  source,
}
