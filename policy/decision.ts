/** What the policy says about one request, and why. */
import type { Finding, Severity } from './finding.ts'
import type { RedactionStyle } from './redaction-style.ts'
import type { Coverage, Segment } from './segment.ts'

/** Strictest last: the strictest matching rule wins. */
export const actions = ['allow', 'alert', 'redact', 'block'] as const
export type Action = (typeof actions)[number]
export const stricter = (a: Action, b: Action): Action => (actions.indexOf(a) >= actions.indexOf(b) ? a : b)

/** Who is asking, as the policy sees it. */
export interface Person {
  /** `ann@eng.acme.example`, or `anonymous@10.0.0.7`. */
  readonly user: string
  readonly directoryGroups: readonly string[]
  /** Client IP address, no port. */
  readonly address: string
}

/** Everything conditions may look at. `now` is passed in: the policy has no clock. */
export interface PolicyRequest {
  readonly person: Person
  /** Catalogue app id, e.g. `openai-api`, `chatgpt`. */
  readonly app: string
  /** Format id, e.g. `openai`, `anthropic`, `gemini`, `chatgpt-web`, `generic`. */
  readonly provider: string
  readonly host: string
  readonly model?: string
  readonly direction: 'request' | 'response'
  readonly coverage: Coverage
  /** What was scanned; `Finding.text` indexes it. Conditions read role and kind, and count distinct values. */
  readonly segments: readonly Segment[]
  readonly findings: readonly Finding[]
  readonly now: Date
  /** Path of the URL, without the query. */
  readonly path?: string
  /** The keyed hash of what a finding covers, for exemptions by value. Absent: nothing is exempt by value. */
  readonly hashOf?: (finding: Finding) => string
}

/** A rule that matched (or would have, without the exemption). */
export interface RuleHit {
  readonly rule: string
  readonly action: Action
  /** Plain words: "2 findings of aws-access-key-id, github-token". */
  readonly reason: string
  /** Exemption that took this rule out, if any: the hit is recorded and counts for nothing. */
  readonly exemption?: string
  /** Present when this rule alone is on trial: it counts in `Decision.action`, not in `enforced`. */
  readonly mode?: 'monitor'
  readonly severity: Severity
  readonly notify: readonly string[]
}

/** A finding that did not count. */
export interface ExemptFinding {
  /** Index into `PolicyRequest.findings`. */
  readonly finding: number
  readonly exemption: string
}

export interface Decision {
  /** What the rules call for, exempted ones left out. */
  readonly action: Action
  /** What is done: the strictest of the rules that are not on trial; `allow` in monitor mode. */
  readonly enforced: Action
  /** Mode of the whole policy. */
  readonly mode: 'enforce' | 'monitor'
  readonly rules: readonly RuleHit[]
  /** Findings to redact when `enforced` is `redact`, as ascending indexes into `PolicyRequest.findings`. In monitor mode: those that would be. */
  readonly redact: readonly number[]
  /** How each of `redact` is replaced, in the same order. Absent: irreversibly. */
  readonly styles?: readonly RedactionStyle[]
  /** Findings that an exemption took out of every rule, or of one that would have counted them; ascending. */
  readonly exempt?: readonly ExemptFinding[]
  /** Message for the person, from the strictest rule that has one. */
  readonly message?: string
  readonly severity: Severity
  readonly policyVersion: string
}
