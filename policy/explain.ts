/** Everything a policy says about one request, for people: each rule with its reasons, what was found in masks, what would be sent. */
import type { Decision, PolicyRequest } from './decision.ts'
import { redactedTexts } from './example-request.ts'
import type { Finding } from './finding.ts'
import { maskValue } from './mask.ts'
import type { Policy, RuleVerdict } from './policy.ts'

export interface ShownFinding extends Finding {
  /** Where it stands: `messages[2].content`. */
  readonly place: string
  /** The value's public beginning and length, never the value. */
  readonly mask: string
  /** The exemption that left it out of every rule, or of one that would have counted it. */
  readonly exemption?: string
}

export interface Explanation {
  readonly decision: Decision
  /** Every rule, matched or not, in the order of the file; settings that act as rules last. */
  readonly rules: readonly RuleVerdict[]
  readonly findings: readonly ShownFinding[]
  /** The texts as they would be sent; undefined unless the decision is redact. */
  readonly redacted?: readonly string[]
}

export function explain(policy: Policy, request: PolicyRequest): Explanation {
  const decision = policy.decide(request)
  return {
    decision,
    rules: policy.explain(request),
    findings: request.findings.map((finding, index) => {
      const exempt = decision.exempt?.find(one => one.finding === index)
      return { ...shown(finding, request), ...(exempt && { exemption: exempt.exemption }) }
    }),
    ...(decision.action === 'redact' && { redacted: redactedTexts(request, decision.redact) }),
  }
}

function shown(finding: Finding, { segments }: PolicyRequest): ShownFinding {
  const segment = segments[finding.text]
  const value = segment?.text.slice(finding.start, finding.end) ?? ''
  return { ...finding, place: segment?.place ?? '', mask: maskValue(value, finding.detector) }
}
