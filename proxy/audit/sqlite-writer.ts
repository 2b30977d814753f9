/** The statements of the embedded audit store, each call one transaction: all of it is written, or none. */
import type { Statement } from 'better-sqlite3'
import type { Sqlite } from './database.ts'
import { lastNumber } from './derived.ts'
import { decisionRow, insertExchange, insertOutcome, outcomeRow } from './rows.ts'
import type { DecisionRecord, Outcome } from './types.ts'

interface TunnelSum {
  readonly day: number
  readonly host: string
  count: number
  up: number
  down: number
}

/** Exchanges that may run at once; of more, the oldest ends without an outcome until the next start. */
const maxOpen = 200_000
const noteEvery = 10_000
const maxTunnelHosts = 10_000

export class AuditWriter {
  readonly #db: Sqlite
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #rollback: Statement
  readonly #insertExchange: Statement
  readonly #insertOutcome: Statement
  readonly #addTunnel: Statement
  readonly #setEndedBelow: Statement
  readonly #firstSeq: number
  #next: number
  /** Only known once rows of earlier processes were ended. */
  #endedBelow = Number.POSITIVE_INFINITY
  /** Decided here and not yet ended: id to seq, so that an outcome needs no look-up. */
  readonly #open = new Map<string, number>()
  readonly #tunnels = new Map<string, TunnelSum>()

  constructor(db: Sqlite) {
    this.#db = db
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#rollback = db.prepare('ROLLBACK')
    this.#insertExchange = db.prepare(insertExchange)
    this.#insertOutcome = db.prepare(insertOutcome)
    this.#addTunnel = db.prepare(`INSERT INTO tunnels VALUES (?,?,?,?,?) ON CONFLICT (day, host) DO UPDATE SET
      connections = connections + excluded.connections, bytes_up = bytes_up + excluded.bytes_up,
      bytes_down = bytes_down + excluded.bytes_down`)
    this.#setEndedBelow = db.prepare('UPDATE store SET ended_below = ?')
    // Starts at 2, so that "from now on" in an empty store is a cursor (1) apart from "no cursor yet" (0).
    this.#next = Math.max(lastNumber(db), 1) + 1
    this.#firstSeq = this.#next
  }

  /** Throws SqliteError when the database is full, locked, damaged or closed; then none of it was written. */
  write(decisions: readonly DecisionRecord[], outcomes: readonly Outcome[] = []): void {
    const first = this.#next
    this.#transaction(() => {
      for (const record of decisions) this.#insertExchange.run(this.#next++, ...decisionRow(record))
      for (const outcome of outcomes) {
        // An outcome of an exchange that is not open has nothing to belong to: refused by the store, or ended.
        const seq = this.#open.get(outcome.id)
        if (seq !== undefined) this.#end(seq, outcomeRow(outcome))
      }
      for (const t of this.#tunnels.values()) this.#addTunnel.run(t.day, t.host, t.count, t.up, t.down)
      this.#noteEnded()
    })
    // Only after the commit: an outcome must never point at a row that was rolled back.
    decisions.forEach((record, i) => {
      this.#open.set(record.id, first + i)
    })
    while (this.#open.size > maxOpen) this.#open.delete(this.#open.keys().next().value!)
    for (const outcome of outcomes) this.#open.delete(outcome.id)
    this.#tunnels.clear()
  }

  /** Added up in memory until the next write; while none succeeds, hosts beyond a bound count together as `*`. */
  tunnel(host: string, bytesUp: number, bytesDown: number, at: number): void {
    const day = Math.floor(at / 86_400_000)
    const named = this.#tunnels.size < maxTunnelHosts || this.#tunnels.has(`${day} ${host}`) ? host : '*'
    const key = `${day} ${named}`
    const sum = this.#tunnels.get(key) ?? { day, host: named, count: 0, up: 0, down: 0 }
    sum.count++
    sum.up += bytesUp
    sum.down += bytesDown
    this.#tunnels.set(key, sum)
  }

  get hasTunnels(): boolean {
    return this.#tunnels.size > 0
  }

  /** Ends rows of an earlier process that never ended. How long they ran is not known. */
  recover(): number {
    const open = this.#db
      .prepare(
        `SELECT x.seq FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq
          WHERE o.seq IS NULL AND x.seq >= (SELECT ended_below FROM store) AND x.seq < ?`,
      )
      .pluck()
      .all(this.#firstSeq)
    const interrupted = outcomeRow({
      id: '',
      durationMs: 0,
      ownMicros: 0,
      responseBytes: 0,
      abortedBy: 'proxy',
      error: 'interrupted',
    })
    this.#transaction(() => {
      for (const seq of open) this.#end(seq, interrupted)
      this.#setEndedBelow.run(this.#firstSeq)
    })
    this.#endedBelow = this.#firstSeq
    return open.length
  }

  /** A second end of the same exchange takes no number: a gap in the numbers means that a row was removed. */
  #end(seq: unknown, row: ReturnType<typeof outcomeRow>): void {
    if (this.#insertOutcome.run(this.#next, seq, ...row).changes === 1) this.#next++
  }

  /** Spares the next start a search of all rows: everything below the oldest open exchange has ended. */
  #noteEnded(): void {
    const oldest = this.#open.values().next().value ?? this.#next
    if (oldest - this.#endedBelow < noteEvery) return
    this.#endedBelow = oldest
    this.#setEndedBelow.run(oldest)
  }

  close(): void {
    this.#db.close()
  }

  #transaction(change: () => void): void {
    const before = this.#next
    this.#begin.run()
    try {
      change()
      this.#commit.run()
    } catch (cause) {
      this.#next = before
      if (this.#db.inTransaction) this.#rollback.run()
      throw cause
    }
  }
}
