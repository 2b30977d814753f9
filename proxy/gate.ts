/** What the stages of an exchange work with, made once by start.ts and handed down. */

import type { LeafStore } from '../certs/store.ts'
import type { Policy } from '../policy/policy.ts'
import type { AuditStore } from './audit/types.ts'
import type { Authority } from './authority.ts'
import type { Caller, Identity, IdentityResult } from './identity/types.ts'
import type { LimitStore } from './limits/types.ts'
import type { Log } from './log.ts'
import type { Pricing } from './pricing.ts'
import type { Catalogue, CatalogueApp } from './providers/catalogue.ts'
import type { Provider } from './providers/types.ts'
import type { ScanPool } from './scan-pool.ts'
import type { Settings } from './settings.ts'
import type { TokenCounter } from './tokens.ts'
import type { Upstream } from './upstream.ts'
import type { Vault } from './vault.ts'

export interface Gate {
  readonly settings: Settings
  readonly log: Log
  readonly now: () => Date
  /** The policy in force with what it was taught; an exchange takes it once and keeps it to its end. */
  readonly policy: () => Policy
  /** Rebuilt with each policy, since `apps:` changes what is intercepted. */
  readonly catalogue: () => Catalogue
  readonly provider: (id: string) => Provider
  readonly leaves: LeafStore
  readonly identify: (caller: Caller) => Promise<IdentityResult> | IdentityResult
  readonly audit: AuditStore
  readonly limits: LimitStore
  readonly pricing: Pricing
  readonly tokens: TokenCounter
  readonly upstream: Upstream
  /** Scans what is too large for the event loop. */
  readonly scans: ScanPool
  readonly newEventId: () => string
  /** HMAC under the installation's key, for what was found. */
  readonly keyedHash: (value: string) => string
  /** The same for a caller's API key, which comes with every request: remembered. */
  readonly accountHash: (value: string) => string
  /** Values that placeholders stand for. */
  readonly vault: Vault
  readonly running: Running
}

/** Where a request came in: one opened CONNECT tunnel, or one absolute-form request. */
export interface Tunnel {
  readonly scheme: 'http' | 'https'
  readonly authority: Authority
  readonly app: CatalogueApp
  readonly identity: Identity
}

/** Exchanges and tunnels under way, for drain and metrics. */
export interface Running {
  draining: boolean
  /** Each has a way to be cut off when the grace period is over. */
  readonly exchanges: Set<{ cut(): void }>
  readonly tunnels: Set<{ cut(): void }>
}
