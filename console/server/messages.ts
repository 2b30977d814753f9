/** What the main process and the console's worker thread say to each other. */
import type { Status } from '../contract.ts'

export interface ConsoleWorkerData {
  /** The SQLite file of audit and users; the console adds its own two tables. */
  readonly databasePath: string
  /** HOST:PORT. */
  readonly listen: string
  readonly sessionHours: number
  readonly secureCookie: 'auto' | 'always' | 'never'
  /** CIDR networks whose X-Forwarded-* are believed. */
  readonly trustedProxies: readonly string[]
  /** Folder of the built web app. */
  readonly webRoot: string
  /** Absent: the thread loads what it needs and listens once the first status message has come. */
  readonly status?: Status
}

export type ToConsole = { readonly type: 'status'; readonly status: Status } | { readonly type: 'stop' }

export type FromConsole =
  | { readonly type: 'listening'; readonly address: string }
  /** The console did not start; the message is one line for people. */
  | { readonly type: 'failed'; readonly message: string }
  /** A request failed; the message holds no request content. */
  | { readonly type: 'error'; readonly message: string }
