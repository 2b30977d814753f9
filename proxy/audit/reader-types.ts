/** Reading the audit store: what the console, `sluice audit export` and the API ask. Suite: test/contracts/audit.ts. */
import type { Action } from '../../policy/decision.ts'
import type { Severity } from '../../policy/finding.ts'
import type { ExchangeKind, ExchangeRecord } from './types.ts'

/** Epoch ms, `to` exclusive. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

export interface EventFilter {
  readonly range?: TimeRange
  readonly user?: string
  readonly app?: string
  /** By what was done (`enforced`). */
  readonly action?: Action
  readonly rule?: string
  readonly detector?: string
  /** Only rows of which the exemption took something out. */
  readonly exemption?: string
  readonly coverage?: 'full' | 'partial' | 'none'
  readonly kind?: ExchangeKind
  /** Only rows with a finding, a rule hit or a refusal. */
  readonly flagged?: boolean
  /** Leaves out kind `other` (page loads and telemetry of web apps) unless it is flagged. */
  readonly modelCallsOnly?: boolean
}

export interface EventSummary {
  readonly id: string
  readonly at: number
  readonly user: string
  readonly app: string
  readonly host: string
  readonly kind: ExchangeKind
  readonly model?: string
  readonly action: Action
  readonly enforced: Action
  readonly severity: Severity
  readonly coverage: 'full' | 'partial' | 'none'
  readonly rules: readonly string[]
  /** Detector id to number of findings, without those that are exempt. */
  readonly detectors: Readonly<Record<string, number>>
  readonly status?: number
  readonly tokens?: number
  readonly costUsd?: number
  readonly durationMs?: number
  /** False while the exchange is still running. */
  readonly ended: boolean
}

export interface Totals {
  readonly requests: number
  readonly people: number
  readonly tokens: number
  readonly costUsd: number
  /** Share of cost that was measured, 0..1; the rest is estimated. */
  readonly costMeasuredShare: number
  readonly allowed: number
  readonly alerted: number
  readonly redacted: number
  readonly blocked: number
  /** Requests whose price is unknown. */
  readonly unpriced: number
}

export interface Bucket extends Totals {
  /** Start, epoch ms. */
  readonly at: number
}

export interface Ranked {
  readonly name: string
  readonly requests: number
  readonly tokens: number
  readonly costUsd: number
  readonly flagged: number
}

export interface Overview {
  readonly totals: Totals
  /** The same length of time just before, for comparison. */
  readonly previous: Totals
  readonly buckets: readonly Bucket[]
  readonly topPeople: readonly Ranked[]
  readonly topApps: readonly Ranked[]
  readonly topModels: readonly Ranked[]
  readonly topDetectors: readonly {
    readonly name: string
    readonly findings: number
  }[]
  readonly coverage: Readonly<Record<'full' | 'partial' | 'none', number>>
}

export interface PersonRow extends Ranked {
  readonly redacted: number
  readonly blocked: number
  readonly alerted: number
  readonly lastSeen: number
  readonly apps: readonly string[]
}

export interface PersonDetail {
  readonly person: PersonRow
  readonly buckets: readonly Bucket[]
  readonly apps: readonly Ranked[]
  readonly models: readonly Ranked[]
  readonly detectors: readonly {
    readonly name: string
    readonly findings: number
  }[]
}

export interface AuditReader {
  overview(range: TimeRange, bucketMs: number): Overview
  /** Newest first. `before` is the id of the last event of the page before. */
  events(
    filter: EventFilter,
    page: { readonly before?: string; readonly limit: number },
  ): { readonly events: readonly EventSummary[]; readonly next?: string }
  /** Rows written or ended after `cursor` (0: from now on), oldest first, for a live view. */
  changes(
    cursor: number,
    filter: EventFilter,
    limit: number,
  ): { readonly events: readonly EventSummary[]; readonly cursor: number }
  event(id: string): ExchangeRecord | undefined
  people(
    range: TimeRange,
    order: 'costUsd' | 'requests' | 'tokens' | 'flagged' | 'lastSeen' | 'name',
  ): readonly PersonRow[]
  person(user: string, range: TimeRange, bucketMs: number): PersonDetail | undefined
  /** Values seen in the range, for filter menus. */
  facets(range: TimeRange): {
    readonly users: readonly string[]
    readonly apps: readonly string[]
    readonly rules: readonly string[]
    readonly detectors: readonly string[]
    readonly models: readonly string[]
  }
  /** How often exemptions took something out in the range: requests, and findings or rules. */
  exemptionUse(
    range: TimeRange,
  ): readonly { readonly name: string; readonly requests: number; readonly findings: number }[]
  close(): void
}
