/** The embedded audit store: decisions committed in groups before anything leaves, outcomes queued and batched. */
import type { Log } from '../log.ts'
import { type Checkpointer, createCheckpointer } from './checkpoint.ts'
import { openDatabase } from './database.ts'
import { AuditWriter } from './sqlite-writer.ts'
import type { AuditStore, DecisionRecord, Outcome } from './types.ts'

export { openSqliteReader } from './sqlite-reader.ts'

export interface SqliteAuditOptions {
  readonly path: string
  readonly log: Pick<Log, 'error'>
  /** Epoch ms. */
  readonly now: () => number
  /** See database.ts: what survives a machine crash. */
  readonly synchronous?: 'normal' | 'full'
  /** How long a write waits for another process's lock before it fails. The wait blocks the thread. */
  readonly busyTimeoutMs?: number
  /** Longest time an outcome waits in memory; a kill -9 loses at most these outcomes, never decisions. */
  readonly flushMs?: number
}

interface Waiting {
  readonly record: DecisionRecord
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

const maxQueuedOutcomes = 50_000
const outcomeAttempts = 5
const logEveryMs = 10_000

/** Throws SettingsError when the database cannot be opened. One writing process per file. */
export function openSqliteAudit(options: SqliteAuditOptions): AuditStore {
  return new SqliteAudit(options)
}

class SqliteAudit implements AuditStore {
  readonly #options: SqliteAuditOptions
  readonly #writer: AuditWriter
  readonly #checkpointer: Checkpointer
  #waiting: Waiting[] = []
  #outcomes: Outcome[] = []
  #timer: NodeJS.Timeout | undefined
  #scheduled = false
  #attempt = 0
  #failed = 0
  #unlogged = 0
  #loggedAt = Number.NEGATIVE_INFINITY
  #lastError: string | undefined
  #closed = false

  constructor(options: SqliteAuditOptions) {
    this.#options = options
    this.#writer = new AuditWriter(openDatabase(options))
    this.#checkpointer = createCheckpointer({
      path: options.path,
      onError: error => options.log.error('the log of the audit database is moved by the proxy itself', { error }),
    })
  }

  decide(record: DecisionRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject })
      if (this.#scheduled) return
      this.#scheduled = true
      // After this turn's I/O: every request that arrived in the same turn shares one commit.
      setImmediate(() => this.#commit())
    })
  }

  finish(outcome: Outcome): void {
    if (this.#closed || this.#outcomes.length >= maxQueuedOutcomes) {
      this.#drop(1, this.#closed ? new Error('the store is closed') : new Error('the queue is full'))
      return
    }
    this.#outcomes.push(outcome)
    this.#flushLater()
  }

  tunnel(host: string, bytesUp: number, bytesDown: number, at: number): void {
    this.#writer.tunnel(host, bytesUp, bytesDown, at)
    this.#flushLater()
  }

  recover(_now: number): number {
    return this.#writer.recover()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#commit()
    this.#closed = true
    clearTimeout(this.#timer)
    while (this.#outcomes.length > 0 || this.#writer.hasTunnels) if (!this.#flush()) break
    await this.#checkpointer.close()
    this.#writer.close()
  }

  health() {
    return {
      queued: this.#waiting.length + this.#outcomes.length,
      failed: this.#failed,
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    }
  }

  #commit(): void {
    this.#scheduled = false
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []
    try {
      this.#writer.write(group.map(waiting => waiting.record))
    } catch (cause) {
      this.#commitOneByOne(group, cause)
      return
    }
    for (const waiting of group) waiting.resolve()
    this.#checkpointer.written()
  }

  /** One bad record must not fail its neighbours; a full disk fails them all. */
  #commitOneByOne(group: readonly Waiting[], groupCause: unknown): void {
    this.#lastError = messageOf(groupCause)
    for (const { record, resolve, reject } of group) {
      try {
        this.#writer.write([record])
        resolve()
      } catch (cause) {
        this.#failed++
        this.#lastError = messageOf(cause)
        reject(cause)
      }
    }
  }

  #flushLater(): void {
    if (this.#closed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#flush()
    }, this.#options.flushMs ?? 50)
  }

  /** False when nothing could be written and nothing was given up. */
  #flush(): boolean {
    const batch = this.#outcomes
    try {
      this.#writer.write([], batch)
      this.#outcomes = []
      this.#attempt = 0
      this.#checkpointer.written()
      return true
    } catch (cause) {
      this.#lastError = messageOf(cause)
      if (++this.#attempt < outcomeAttempts && !this.#closed) {
        this.#flushLater()
        return false
      }
      this.#attempt = 0
      this.#outcomes = []
      return this.#flushOneByOne(batch)
    }
  }

  /** The last attempt: whatever can be written is, the rest is given up, logged once and counted. */
  #flushOneByOne(batch: readonly Outcome[]): boolean {
    let lost = 0
    let last: unknown
    for (const outcome of batch) {
      try {
        this.#writer.write([], [outcome])
      } catch (cause) {
        lost++
        last = cause
      }
    }
    if (lost > 0) this.#drop(lost, last)
    return lost < batch.length
  }

  /** Logged at once, and then at most every ten seconds with what came together. */
  #drop(lost: number, error: unknown): void {
    this.#failed += lost
    this.#unlogged += lost
    this.#lastError = messageOf(error)
    const now = this.#options.now()
    if (Math.abs(now - this.#loggedAt) < logEveryMs) return
    this.#options.log.error('outcomes of exchanges could not be recorded', { count: this.#unlogged, error })
    this.#loggedAt = now
    this.#unlogged = 0
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
