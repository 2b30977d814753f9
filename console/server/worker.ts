/** The console's worker thread: opens its own handles on the shared database, so that the proxy's event loop never waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteReader } from '../../proxy/audit/sqlite.ts'
import { openExemptions } from '../../proxy/exemptions/sqlite.ts'
import { openUsers } from '../../proxy/users/sqlite.ts'
import type { Status } from '../contract.ts'
import { openConsoleDatabase } from './database.ts'
import type { ConsoleWorkerData, FromConsole, ToConsole } from './messages.ts'
import { openSessions } from './sessions.ts'
import { startConsole } from './start.ts'
import { openTokens } from './tokens.ts'

const hourMs = 3_600_000
/** A browser that has asked for nothing this long is signed out. */
const idleMs = 2 * hourMs

async function run(data: ConsoleWorkerData, port: NonNullable<typeof parentPort>): Promise<void> {
  const tell = (message: FromConsole) => port.postMessage(message)
  const db = openConsoleDatabase(data.databasePath)
  const reader = openSqliteReader({ path: data.databasePath })
  const users = openUsers({ path: data.databasePath })
  const exemptions = openExemptions({ path: data.databasePath })
  let status = data.status ?? (await firstStatus(port))
  const now = Date.now
  const lifetimeMs = data.sessionHours * hourMs
  const running = await startConsole({
    ...data,
    reader,
    users,
    exemptions,
    sessions: openSessions({ db, now, lifetimeMs, idleMs: Math.min(idleMs, lifetimeMs) }),
    tokens: openTokens({ db, now }),
    status: () => status,
    now,
    logError: message => tell({ type: 'error', message }),
  })
  port.on('message', async (message: ToConsole) => {
    if (message.type === 'status') {
      status = message.status
      return
    }
    await running.stop()
    reader.close()
    users.close()
    exemptions.close()
    db.close()
    port.close()
  })
  tell({ type: 'listening', address: running.address })
}

function firstStatus(port: NonNullable<typeof parentPort>): Promise<Status> {
  return new Promise(resolve => {
    const look = (message: ToConsole) => {
      if (message.type !== 'status') return
      port.off('message', look)
      resolve(message.status)
    }
    port.on('message', look)
  })
}

if (parentPort) {
  const port = parentPort
  // The main process is ours and types what it passes with ConsoleWorkerData.
  run(workerData as ConsoleWorkerData, port).catch((cause: unknown) => {
    const message: FromConsole = { type: 'failed', message: cause instanceof Error ? cause.message : String(cause) }
    port.postMessage(message)
    port.close()
  })
}
