/** The embedded audit store: decisions committed in groups before anything leaves, outcomes queued and batched. */
import type { Statement } from 'better-sqlite3'
import type { Log } from '../log.ts'
import { openDatabase, type Sqlite } from './database.ts'
import { decisionRow, hitsOf, outcomeRow } from './rows.ts'
import type { AuditStore, DecisionRecord, Outcome } from './types.ts'

export { openSqliteReader } from './sqlite-reader.ts'

export interface SqliteAuditOptions {
  readonly path: string
  readonly log: Pick<Log, 'error'>
  /** Epoch ms. */
  readonly now: () => number
  /** See database.ts: what survives a machine crash. */
  readonly synchronous?: 'normal' | 'full'
  /** How long a write waits for another process's lock before it fails. */
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
const maxOpen = 200_000
const outcomeAttempts = 5

/** Throws SettingsError when the database cannot be opened. One writing process per file. */
export function openSqliteAudit(options: SqliteAuditOptions): AuditStore {
  return new SqliteAudit(options)
}

class SqliteAudit implements AuditStore {
  readonly #db: Sqlite
  readonly #options: SqliteAuditOptions
  readonly #insert: Statement
  readonly #insertTag: Statement
  readonly #insertOutcome: Statement
  readonly #seqOf: Statement
  readonly #addTunnel: Statement
  readonly #firstSeq: number
  #next: number
  #waiting: Waiting[] = []
  #outcomes: Outcome[] = []
  /** Decided here and not yet ended: id to seq, so that an outcome needs no look-up. */
  readonly #open = new Map<string, number>()
  readonly #tunnels = new Map<string, { day: number; host: string; count: number; up: number; down: number }>()
  #timer: NodeJS.Timeout | undefined
  #scheduled = false
  #attempt = 0
  #failed = 0
  #lastError: string | undefined
  #closed = false

  constructor(options: SqliteAuditOptions) {
    this.#options = options
    this.#db = openDatabase(options)
    const db = this.#db
    this.#insert = db.prepare(`INSERT INTO exchanges VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
    this.#insertTag = db.prepare('INSERT INTO tags VALUES (?,?,?)')
    // An exchange ends once: a second outcome for the same row is dropped.
    this.#insertOutcome = db.prepare('INSERT INTO outcomes VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (seq) DO NOTHING')
    this.#seqOf = db.prepare('SELECT seq FROM exchanges WHERE id = ?').pluck()
    this.#addTunnel = db.prepare(`INSERT INTO tunnels VALUES (?,?,?,?,?) ON CONFLICT (day, host) DO UPDATE SET
      connections = connections + excluded.connections, bytes_up = bytes_up + excluded.bytes_up,
      bytes_down = bytes_down + excluded.bytes_down`)
    // Starts at 2, so that "from now on" in an empty store is a cursor (1) apart from "no cursor yet" (0).
    this.#next = Math.max(this.#lastNumber(), 1) + 1
    this.#firstSeq = this.#next
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
      this.#drop(1, this.#closed ? 'the store is closed' : 'the queue is full')
      return
    }
    this.#outcomes.push(outcome)
    this.#flushLater()
  }

  tunnel(host: string, bytesUp: number, bytesDown: number, at: number): void {
    const day = Math.floor(at / 86_400_000)
    const key = `${day} ${host}`
    const sum = this.#tunnels.get(key) ?? { day, host, count: 0, up: 0, down: 0 }
    sum.count++
    sum.up += bytesUp
    sum.down += bytesDown
    this.#tunnels.set(key, sum)
    this.#flushLater()
  }

  recover(_now: number): number {
    const open = this.#db
      .prepare(
        'SELECT x.seq, x.id FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq WHERE o.seq IS NULL AND x.seq < ?',
      )
      // The columns are declared INTEGER and TEXT NOT NULL.
      .all(this.#firstSeq) as { seq: number; id: string }[]
    this.#write(() => {
      for (const row of open) {
        this.#insertOutcome.run(
          this.#next++,
          row.seq,
          ...outcomeRow({
            id: row.id,
            // How long it ran is not known; the time until the restart would be a lie.
            durationMs: 0,
            ownMicros: 0,
            responseBytes: 0,
            abortedBy: 'proxy',
            error: 'interrupted',
          }),
        )
      }
    })
    return open.length
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#commit()
    this.#closed = true
    clearTimeout(this.#timer)
    this.#flush()
    if (this.#outcomes.length > 0) this.#drop(this.#outcomes.length, this.#lastError ?? 'closed')
    this.#db.close()
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
    const first = this.#next
    try {
      this.#write(() => {
        for (const { record } of group) this.#insertDecision(record)
        this.#insertOutcomes()
      })
    } catch (cause) {
      this.#commitOneByOne(group, cause)
      return
    }
    this.#forgetQueued()
    group.forEach(({ record, resolve }, i) => {
      this.#opened(record, first + i)
      resolve()
    })
  }

  /** One bad record (or a bad queued outcome) must not fail its neighbours; a full disk fails them all. */
  #commitOneByOne(group: readonly Waiting[], groupCause: unknown): void {
    this.#lastError = messageOf(groupCause)
    for (const { record, resolve, reject } of group) {
      try {
        const seq = this.#next
        this.#write(() => this.#insertDecision(record))
        this.#opened(record, seq)
        resolve()
      } catch (cause) {
        this.#failed++
        this.#lastError = messageOf(cause)
        reject(cause)
      }
    }
  }

  #insertDecision(record: DecisionRecord): number {
    const seq = this.#next++
    this.#insert.run(seq, ...decisionRow(record))
    const hits = hitsOf(record)
    if (hits) {
      for (const rule of hits.rules) this.#insertTag.run(`r:${rule}`, seq, 1)
      for (const [detector, n] of Object.entries(hits.detectors)) this.#insertTag.run(`d:${detector}`, seq, n)
    }
    return seq
  }

  /** Only after the commit: an outcome must never point at a row that was rolled back. */
  #opened(record: DecisionRecord, seq: number): void {
    if (this.#open.size >= maxOpen) this.#open.clear()
    this.#open.set(record.id, seq)
  }

  #insertOutcomes(): void {
    for (const outcome of this.#outcomes) {
      const seq = this.#open.get(outcome.id) ?? this.#seqOf.get(outcome.id)
      if (seq === undefined) continue
      this.#insertOutcome.run(this.#next++, seq, ...outcomeRow(outcome))
    }
    for (const t of this.#tunnels.values()) this.#addTunnel.run(t.day, t.host, t.count, t.up, t.down)
  }

  #forgetQueued(): void {
    for (const outcome of this.#outcomes) this.#open.delete(outcome.id)
    this.#outcomes = []
    this.#tunnels.clear()
    this.#attempt = 0
  }

  #flushLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#flush()
    }, this.#options.flushMs ?? 50)
  }

  #flush(): void {
    if (this.#outcomes.length === 0 && this.#tunnels.size === 0) return
    try {
      this.#write(() => this.#insertOutcomes())
      this.#forgetQueued()
    } catch (cause) {
      this.#lastError = messageOf(cause)
      if (++this.#attempt < outcomeAttempts) this.#flushLater()
      else {
        const lost = this.#outcomes.length
        this.#outcomes = []
        this.#attempt = 0
        this.#drop(lost, this.#lastError)
      }
    }
  }

  #drop(lost: number, reason: string): void {
    this.#failed += lost
    this.#lastError = reason
    this.#options.log.error(`outcomes of ${lost} exchanges could not be recorded: ${reason}`, { count: lost })
  }

  #write(change: () => void): void {
    const before = this.#next
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      change()
      this.#db.exec('COMMIT')
    } catch (cause) {
      this.#next = before
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      throw cause
    }
  }

  #lastNumber(): number {
    const last = this.#db
      .prepare(
        'SELECT max(coalesce((SELECT max(seq) FROM exchanges), 0), coalesce((SELECT max(change) FROM outcomes), 0))',
      )
      .pluck()
      .get()
    return Number(last)
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
