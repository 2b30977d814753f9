/** Builds the audit record of one exchange: places, masks and keyed hashes instead of what was found. */

import type { Decision } from '../policy/decision.ts'
import type { Finding } from '../policy/finding.ts'
import { maskValue } from '../policy/mask.ts'
import type { Policy } from '../policy/policy.ts'
import type { Coverage, Segment } from '../policy/segment.ts'
import type { DecisionRecord, ExchangeKind, FindingRecord } from './audit/types.ts'
import type { Gate, Tunnel } from './gate.ts'
import type { AccountHint, RequestHead } from './providers/types.ts'

export interface RecordInput {
  readonly id: string
  readonly parentId?: string
  readonly at: number
  readonly tunnel: Tunnel
  readonly head: RequestHead
  readonly provider: string
  readonly kind: ExchangeKind
  readonly model?: string
  readonly stream: boolean
  readonly account: AccountHint | null
  readonly coverage: Coverage
  readonly segments: readonly Segment[]
  readonly findings: readonly Finding[]
  readonly decision: Decision
  readonly requestBytes: number
  readonly refusal?: DecisionRecord['refusal']
}

export function buildRecord(gate: Gate, input: RecordInput): DecisionRecord {
  const { tunnel, head, decision } = input
  return {
    id: input.id,
    ...(input.parentId === undefined ? {} : { parentId: input.parentId }),
    at: input.at,
    user: tunnel.identity.user,
    identifiedBy: tunnel.identity.identifiedBy,
    groups: tunnel.identity.directoryGroups,
    clientAddress: tunnel.identity.address,
    app: tunnel.app.id,
    provider: input.provider,
    host: tunnel.authority.host,
    method: head.method,
    path: head.path.slice(0, 500),
    ...(input.model === undefined ? {} : { model: input.model.slice(0, 200) }),
    ...(input.account === null ? {} : { account: accountText(gate, input.account) }),
    kind: input.kind,
    stream: input.stream,
    coverage: input.coverage,
    findings: input.findings.length === 0 ? noFindings : findingRecords(gate, input),
    action: decision.action,
    enforced: decision.enforced,
    mode: decision.mode,
    rules: decision.rules,
    severity: decision.severity,
    policyVersion: decision.policyVersion,
    ...(input.refusal === undefined ? {} : { refusal: input.refusal }),
    requestBytes: input.requestBytes,
  }
}

const noFindings: readonly FindingRecord[] = []

function findingRecords(gate: Gate, input: RecordInput): FindingRecord[] {
  const redacted = input.decision.enforced === 'redact' ? new Set(input.decision.redact) : null
  const exempt = new Map(input.decision.exempt?.map(({ finding, exemption }) => [finding, exemption]))
  return input.findings.map((finding, index) => {
    const segment = input.segments[finding.text]!
    const value = segment.text.slice(finding.start, finding.end)
    return {
      detector: finding.detector,
      category: finding.category,
      severity: finding.severity,
      confidence: finding.confidence,
      why: finding.why,
      place: segment.place,
      role: segment.role,
      kind: segment.kind,
      start: finding.start,
      length: finding.end - finding.start,
      mask: maskValue(value, finding.detector),
      hash: gate.keyedHash(value),
      redacted: redacted?.has(index) ?? false,
      ...(exempt.has(index) && { exemption: exempt.get(index)! }),
    }
  })
}

function accountText(gate: Gate, account: AccountHint): string {
  return account.kind === 'api-key'
    ? `api-key:${gate.accountHash(account.value)}`
    : `${account.kind}:${account.value.slice(0, 200)}`
}

/** The decision of a request that no rule was asked about: refused by us, or passed because `on_error` says so. */
export function withoutRules(policy: Policy, action: 'allow' | 'block'): Decision {
  return {
    action,
    enforced: action,
    mode: policy.mode,
    rules: [],
    redact: [],
    severity: action === 'block' ? 'medium' : 'info',
    policyVersion: policy.version,
  }
}
