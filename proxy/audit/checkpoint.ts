/** Moves the write-ahead log into the database from a thread of its own, so that no request waits for that fsync. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

export interface Checkpointer {
  /** Something was written: the log is moved within `everyMs`. */
  written(): void
  close(): Promise<void>
}

/**
 * When the thread cannot keep up or cannot run, connections move the log themselves once it has `backstopPages`
 * pages (database.ts), as SQLite does by default; `onError` is told once.
 */
export function createCheckpointer(options: {
  readonly path: string
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}): Checkpointer {
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function fail(error: unknown): void {
    if (stopped) return
    stopped = true
    clearTimeout(timer)
    options.onError(error)
  }

  function ask(): void {
    timer = undefined
    if (!worker) {
      const library = createRequire(import.meta.url).resolve('better-sqlite3')
      worker = new Worker(source, { eval: true, workerData: { library, path: options.path } })
      worker.unref()
      worker.on('error', fail)
    }
    worker.postMessage('checkpoint')
  }

  return {
    written() {
      if (stopped || timer) return
      timer = setTimeout(ask, options.everyMs ?? 500)
      timer.unref()
    },
    async close() {
      stopped = true
      clearTimeout(timer)
      await worker?.terminate()
    },
  }
}

/** Plain JavaScript as text, so that the thread starts alike from source, from a bundle and under the test runner. */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.library)
const db = new Database(workerData.path, { timeout: 0 })
db.pragma('synchronous = NORMAL')
parentPort.on('message', () => {
  // Passive: copies what it can without making anyone wait. Busy means another one is at it.
  try { db.pragma('wal_checkpoint(PASSIVE)') } catch (error) { if (error.code !== 'SQLITE_BUSY') throw error }
})
`
