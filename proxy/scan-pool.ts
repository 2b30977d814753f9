/** Scans large texts in processes of their own, with the very findings of the policy's own scanner. Waits for nothing without end: what cannot be scanned in time is an error, never an empty answer. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Finding, ScanText } from '../policy/finding.ts'
import type { Policy } from '../policy/policy.ts'
import { SluiceError } from './errors.ts'
import type { FingerprintKey } from './fingerprints/key.ts'
import type { Log } from './log.ts'
import type { ScanReply, ScanRequest } from './scan-worker.ts'

export interface ScanPool {
  /** Bytes of text up to which a scan is quicker done at once than handed to a child. */
  readonly inlineBytes: number
  /**
   * What `policy.scanner.scan(texts)` finds. Rejects with SluiceError 'inspection_failed' when too many scans wait,
   * when one waits or runs longer than `timeoutMs`, when its process dies, and after close().
   */
  scan(policy: Pick<Policy, 'scannerOptions'>, texts: readonly ScanText[]): Promise<readonly Finding[]>
  /** Ends the processes; what was under way rejects. */
  close(): Promise<void>
}

export interface ScanPoolOptions {
  /** The bundled scan-worker.ts. */
  readonly entry: URL
  /** Most processes at once; each starts when all others are busy, and stays. */
  readonly processes: number
  readonly inlineBytes: number
  /** Scans that wait for a child. */
  readonly maxQueue: number
  /** Default 10 s. For waiting, and again for the scan itself (the first one loads its process). */
  readonly timeoutMs?: number
  /** The key of fingerprints in force: a process opens the files that its detectors name. */
  readonly fingerprintKey?: () => FingerprintKey | undefined
  readonly log: Log
}

export function createScanPool(options: ScanPoolOptions): ScanPool {
  return new Pool(options)
}

interface Job {
  readonly options: Policy['scannerOptions']
  readonly texts: readonly ScanText[]
  readonly resolve: (findings: readonly Finding[]) => void
  readonly reject: (error: SluiceError) => void
  timer?: NodeJS.Timeout
}

/** Not a thread: re2 aborts the whole process when a second thread loads it after the first one has ended (node-re2 issue 235). */
interface Child {
  readonly process: ChildProcess
  job?: Job
  /** What its scanner was made of. */
  options?: Policy['scannerOptions']
}

class Pool implements ScanPool {
  readonly inlineBytes: number
  readonly #options: ScanPoolOptions
  readonly #timeoutMs: number
  readonly #children = new Set<Child>()
  readonly #waiting: Job[] = []
  #closed = false

  constructor(options: ScanPoolOptions) {
    this.inlineBytes = options.inlineBytes
    this.#options = options
    this.#timeoutMs = options.timeoutMs ?? 10_000
  }

  scan({ scannerOptions }: Pick<Policy, 'scannerOptions'>, texts: readonly ScanText[]): Promise<readonly Finding[]> {
    if (this.#closed) return Promise.reject(failed('Sluice is shutting down'))
    const free = this.#freeChild()
    if (!free && this.#waiting.length >= this.#options.maxQueue)
      return Promise.reject(failed('too many large requests wait to be scanned'))
    return new Promise((resolve, reject) => {
      const job: Job = { options: scannerOptions, texts, resolve, reject }
      if (free) this.#run(free, job)
      else this.#wait(job)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.splice(0)) refuse(job, 'Sluice is shutting down')
    for (const child of [...this.#children]) this.#end(child, 'Sluice is shutting down')
  }

  #freeChild(): Child | undefined {
    for (const child of this.#children) if (!child.job) return child
    if (this.#children.size >= this.#options.processes) return undefined
    try {
      return this.#start()
    } catch (error) {
      // The system gives no more processes: those there are must do.
      this.#options.log.error('a process for scans could not be started', { error })
      return undefined
    }
  }

  #start(): Child {
    const process = fork(fileURLToPath(this.#options.entry), [], {
      serialization: 'advanced',
      // What it may print about a text, and what it need not know, stay out.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
      execArgv: [],
    })
    const child: Child = { process }
    // An idle one keeps Sluice from no exit; it ends by itself when Sluice is gone.
    process.unref()
    process.channel?.unref()
    process.on('message', (reply: ScanReply) => this.#answered(child, reply))
    process.on('error', error => this.#end(child, 'its process failed', error))
    process.on('exit', (code, signal) => this.#end(child, 'its process ended', new Error(`exit ${code ?? signal}`)))
    this.#children.add(child)
    return child
  }

  #wait(job: Job): void {
    this.#waiting.push(job)
    job.timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(job), 1)
      refuse(job, `no process was free to scan it within ${this.#timeoutMs / 1000} s`)
    }, this.#timeoutMs).unref()
  }

  #run(child: Child, job: Job): void {
    clearTimeout(job.timer)
    child.job = job
    job.timer = setTimeout(
      () => void this.#end(child, `the scan took longer than ${this.#timeoutMs / 1000} s`),
      this.#timeoutMs,
    ).unref()
    // Lists of words can be long: they are sent once, not with each text.
    const fingerprintKey = this.#options.fingerprintKey?.()
    const request: ScanRequest = {
      ...(child.options !== job.options && { options: job.options, ...(fingerprintKey && { fingerprintKey }) }),
      texts: job.texts.map(({ text, label }) => (label === undefined ? { text } : { text, label })),
    }
    child.process.send(request, error => void (error && this.#end(child, 'its process cannot be reached', error)))
  }

  #answered(child: Child, reply: ScanReply): void {
    const { job } = child
    if (!job) return
    delete child.job
    if ('findings' in reply) {
      child.options = job.options
      clearTimeout(job.timer)
      job.resolve(reply.findings)
    } else {
      delete child.options
      refuse(job, 'the scanner failed', reply.error)
    }
    this.#next()
  }

  /** Takes a process out and refuses its job; whoever waits gets a new one. */
  #end(child: Child, reason: string, cause?: unknown): void {
    if (!this.#children.delete(child)) return
    child.process.kill('SIGKILL')
    const { job } = child
    if (job) refuse(job, reason, cause)
    else if (!this.#closed)
      this.#options.log.warn('a process for scans ended; the next one starts when needed', { error: cause })
    this.#next()
  }

  #next(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      const free = this.#freeChild()
      if (!free) return
      this.#run(free, this.#waiting.shift()!)
    }
  }
}

function refuse(job: Job, reason: string, cause?: unknown): void {
  clearTimeout(job.timer)
  job.reject(failed(reason, cause))
}

function failed(reason: string, cause?: unknown): SluiceError {
  return new SluiceError('inspection_failed', `the request could not be inspected (scan): ${reason}`, { cause })
}
