/** What the console is made from. */
import type { AuditReader } from '../../proxy/audit/reader-types.ts'
import type { ExemptionStore } from '../../proxy/exemptions/types.ts'
import type { UserStore } from '../../proxy/users/types.ts'
import type { Status } from '../contract.ts'
import type { SessionStore } from './sessions.ts'
import type { TokenStore } from './tokens.ts'

export interface ConsoleOptions {
  readonly reader: AuditReader
  readonly users: UserStore
  readonly exemptions: ExemptionStore
  readonly sessions: SessionStore
  readonly tokens: TokenStore
  readonly status: () => Status
  readonly now: () => number
  readonly sessionHours: number
  readonly secureCookie: 'auto' | 'always' | 'never'
  readonly trustedProxies: readonly string[]
  /** Folder of the built web app; empty: only the API is served. */
  readonly webRoot: string
  readonly logError: (message: string) => void
  /** Checks every answer against its schema; for tests, where a mismatch must fail. */
  readonly checkAnswers?: boolean
  /** How often live streams look for new rows. */
  readonly livePollMs?: number
}
