/** A compiled policy: the whole of what the proxy asks of policies.yaml. Immutable; a reload makes a new one. */
import type { Action, Decision, ExemptFinding, Person, PolicyRequest } from './decision.ts'
import type { Scanner, Severity } from './finding.ts'
import type { Limit } from './limit.ts'
import type { ResponseRules } from './response-rules.ts'
import type { ScannerOptions } from './scan.ts'
import type { NoticeKind, PolicyTest } from './schema.ts'
import type { TaughtExemption } from './taught.ts'

/** An entry of `apps:`: a company's own AI host, or a change to the catalogue's app of the same id. */
export interface PolicyApp {
  readonly id: string
  readonly name?: string
  /** Empty: the catalogue's own. `llm.acme.example`, `*.llm.acme.example` (sub-domains), `llm.acme.example:8443`, `10.0.0.9:11434`. */
  readonly hosts: readonly string[]
  /** Provider id that reads it; `generic` when absent and not in the catalogue. */
  readonly format?: string
  readonly sanctioned?: boolean
  /** False: never opened, passed blindly. */
  readonly intercept?: boolean
}

/** An entry of `notify:`. `url` and `secret` are what the file says: a value, or `env:NAME` for the host to look up. */
export interface NotifyTarget {
  readonly id: string
  readonly url: string
  readonly secret?: string
}

/** A rule as the console lists it. */
export interface RuleSummary {
  readonly id: string
  readonly description?: string
  readonly action: Action
  readonly severity: Severity
  readonly mode: 'enforce' | 'monitor'
  readonly message?: string
  readonly file: string
  readonly line: number
}

/** An entry of `exemptions:`. */
export interface ExemptionSummary {
  readonly id: string
  /** Empty: every rule. */
  readonly rules: readonly string[]
  readonly reason: string
  /** First instant at which it no longer holds. */
  readonly until: Date
  /** What chooses findings; all empty: it takes out rules. */
  readonly detectors: readonly string[]
  readonly values: readonly string[]
  readonly patterns: readonly string[]
  readonly paths: readonly string[]
  /** As the file has them; empty: everybody, every app. A name that is not meant begins with `not `. */
  readonly people: readonly string[]
  readonly apps: readonly string[]
  readonly file: string
  readonly line: number
}

/** What one rule said to one request, whether it matched or not. */
export interface RuleVerdict {
  readonly rule: string
  readonly action: Action
  readonly matched: boolean
  readonly exemption?: string
  readonly mode: 'enforce' | 'monitor'
  /** One sentence per condition: "app is chatgpt, not one of openai-api". */
  readonly because: readonly string[]
}

export interface Policy {
  /** First 12 hex digits of the SHA-256 of the sources. */
  readonly version: string
  readonly mode: 'enforce' | 'monitor'
  /** What a failure of ours means for the request. */
  readonly onError: 'block' | 'allow'
  /** What is done with text or files that cannot be read (coverage partial or none). */
  readonly uninspected: 'allow' | 'alert' | 'block'
  /** What is done with AI apps that nothing sanctions. */
  readonly unknownAiApps: 'allow' | 'alert' | 'block'
  readonly scanner: Scanner
  /** What `scanner` was made of: plain data, so that another process can make the same one. */
  readonly scannerOptions: ScannerOptions
  /** In the order of the file. */
  readonly rules: readonly RuleSummary[]
  readonly exemptions: readonly ExemptionSummary[]
  readonly tests: readonly (PolicyTest & { readonly file: string; readonly line: number })[]
  readonly limits: readonly Limit[]
  readonly apps: readonly PolicyApp[]
  readonly notify: readonly NotifyTarget[]
  /** How people learn that values were replaced. */
  readonly notice: NoticeKind
  /** What rules ask of answers; null when no rule looks at them. */
  readonly responses: ResponseRules | null
  decide(request: PolicyRequest): Decision
  /** The same policy with these exemptions beside its own. */
  withTaught(taught: readonly TaughtExemption[]): Policy
  /** Findings of text that is no request (a file) which exemptions take out that are for everybody, every app and every rule. */
  exempt(scanned: Pick<PolicyRequest, 'segments' | 'findings' | 'hashOf' | 'now'>): readonly ExemptFinding[]
  /** What every rule says about the request, in the order of the file. Slower than decide(): for people. */
  explain(request: PolicyRequest): readonly RuleVerdict[]
  /** For CONNECT and plain-HTTP hosts that are not AI: only rules with a `host` condition and no content count. */
  decideTunnel(request: { readonly person: Person; readonly host: string; readonly now: Date }): Decision
}
