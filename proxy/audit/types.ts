/** The audit record: one per exchange, in two halves. No field can hold matched text. */
import type { Action, RuleHit } from '../../policy/decision.ts'
import type { Category, Confidence, Severity } from '../../policy/finding.ts'
import type { Coverage, Role, SegmentKind } from '../../policy/segment.ts'

/**
 * What the exchange was for. chat, completion, embedding, image, audio, count: model calls; draft: text sent
 * before the person pressed send; upload: a file; websocket: the connection; message: one WebSocket message;
 * other: everything else on an intercepted host.
 */
export const exchangeKinds = [
  'chat',
  'completion',
  'embedding',
  'image',
  'audio',
  'count',
  'draft',
  'upload',
  'websocket',
  'message',
  'other',
] as const
export type ExchangeKind = (typeof exchangeKinds)[number]

export type IdentifiedBy = 'basic' | 'address-map' | 'anonymous'

export interface FindingRecord {
  readonly detector: string
  readonly category: Category
  readonly severity: Severity
  readonly confidence: Confidence
  readonly why: readonly string[]
  /** Where in the request: `messages[2].content`. */
  readonly place: string
  readonly role: Role
  readonly kind: SegmentKind
  readonly start: number
  readonly length: number
  /** First characters and shape only: `AKIA…(20)`. */
  readonly mask: string
  /** HMAC-SHA-256 of the value under the installation's key, hex, 32 characters. */
  readonly hash: string
  readonly redacted: boolean
  /** The exemption that left it out of every rule, or of one that would have counted it. */
  readonly exemption?: string
}

/** Committed before the first byte goes upstream (or with the refusal). */
export interface DecisionRecord {
  /** `ev_` and 26 characters of a ULID: sorts by time. */
  readonly id: string
  /** The WebSocket connection a message belongs to. */
  readonly parentId?: string
  /** Epoch ms. */
  readonly at: number
  readonly user: string
  readonly identifiedBy: IdentifiedBy
  readonly groups: readonly string[]
  readonly clientAddress: string
  readonly app: string
  readonly provider: string
  readonly host: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly model?: string
  /** Account hint: `email:ann@…`, `org:…`, `key:<keyed hash>`. */
  readonly account?: string
  readonly kind: ExchangeKind
  readonly stream: boolean
  readonly coverage: Coverage
  readonly findings: readonly FindingRecord[]
  /** What the rules call for, and what was done. They differ in monitor mode. */
  readonly action: Action
  readonly enforced: Action
  readonly mode: 'enforce' | 'monitor'
  readonly rules: readonly RuleHit[]
  readonly severity: Severity
  readonly policyVersion: string
  /** Refusals of our own: error code (`limit_exceeded`, `policy_blocked`, `body_too_large`, …). */
  readonly refusal?: {
    readonly code: string
    readonly status: number
    readonly message: string
  }
  readonly requestBytes: number
}

/** Normalised: input includes cached tokens, output includes reasoning tokens. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedInputTokens: number
  readonly cacheWriteTokens: number
  readonly reasoningTokens: number
  readonly basis: 'measured' | 'estimated'
  /** The model that answered, when the answer names it. */
  readonly model?: string
}

export interface Cost {
  /** US dollars; undefined when the price is unknown. */
  readonly usd?: number
  readonly basis: 'measured' | 'estimated' | 'unknown'
}

/** Written when the exchange has ended, however it ended. */
export interface Outcome {
  readonly id: string
  /** Status the client got. */
  readonly status?: number
  readonly usage?: Usage
  readonly cost?: Cost
  readonly durationMs: number
  /** From the request's first byte here to the upstream's first response byte. */
  readonly firstByteMs?: number
  /** Our own share before the upstream was asked, in microseconds. */
  readonly ownMicros: number
  readonly responseBytes: number
  readonly abortedBy?: 'client' | 'upstream' | 'proxy'
  /** Error code of errors.ts when something failed; `interrupted`: the process ended before the exchange did. */
  readonly error?: string
}

export type ExchangeRecord = DecisionRecord & {
  readonly outcome?: Omit<Outcome, 'id'>
}

/**
 * Where exchanges are recorded. Contract (suite: test/contracts/audit.ts):
 * - decide() resolves once the row would survive the death of the process; it rejects when it could not be
 *   written, and then nothing may leave. Concurrent calls are committed in groups.
 * - finish() never rejects into the exchange: a failed write is retried, then logged and counted.
 * - A row without an outcome after a restart was cut short by that restart: recover() marks it.
 */
export interface AuditStore {
  decide(record: DecisionRecord): Promise<void>
  finish(outcome: Outcome): void
  /** Byte counts of tunnels that were not opened: per UTC day and host, no person. */
  tunnel(host: string, bytesUp: number, bytesDown: number, at: number): void
  /** Marks rows of an earlier process that never ended; returns how many. */
  recover(now: number): number
  /** Waits for queued outcomes, then closes. */
  close(): Promise<void>
  /** Queue depth and failures, for /healthz and metrics. */
  health(): {
    readonly queued: number
    readonly failed: number
    readonly lastError?: string
  }
}
