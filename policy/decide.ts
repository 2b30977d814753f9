/** What a compiled policy says to one request: every rule is looked at, the strictest that is not exempted wins. */
import type { CompiledRule } from './compile.ts'
import type { Facts } from './condition.ts'
import {
  type Action,
  actions,
  type Decision,
  type Person,
  type PolicyRequest,
  type RuleHit,
  stricter,
} from './decision.ts'
import { type Severity, severities } from './finding.ts'
import { PersonFacts } from './people.ts'
import type { RuleVerdict } from './policy.ts'
import { defaultStyle, lessTelling, type RedactionStyle } from './redaction-style.ts'

export interface CompiledPolicy {
  readonly version: string
  readonly mode: 'enforce' | 'monitor'
  readonly rules: readonly CompiledRule[]
  readonly sanctioned: ReadonlySet<string>
  /** The settings as rules; undefined where the setting is allow. */
  readonly unknownApps?: CompiledRule
  readonly uninspected?: CompiledRule
}

interface Hit {
  readonly rule: CompiledRule
  readonly exemption: string | undefined
}

export function decide(policy: CompiledPolicy, request: PolicyRequest): Decision {
  const facts: Facts = { request, person: new PersonFacts(request.person) }
  const hits: Hit[] = []
  for (const rule of policy.rules) if (matches(rule, facts)) hits.push(hit(rule, facts))
  for (const rule of settingsThatHit(policy, facts, hits)) hits.push(hit(rule, facts))
  return conclude(policy, facts, hits)
}

/** A tunnel is judged by its host, the person and the time; nothing else of it is known. */
export function decideTunnel(policy: CompiledPolicy, tunnel: { person: Person; host: string; now: Date }): Decision {
  const facts = tunnelFacts(tunnel)
  const hits = policy.rules.filter(rule => rule.tunnel && matches(rule, facts)).map(rule => hit(rule, facts))
  return conclude(policy, facts, hits)
}

/** The same judgement told rule by rule. */
export function explainRules(policy: CompiledPolicy, request: PolicyRequest): RuleVerdict[] {
  const facts: Facts = { request, person: new PersonFacts(request.person) }
  const hits = policy.rules.filter(rule => matches(rule, facts)).map(rule => hit(rule, facts))
  const settings = settingsThatHit(policy, facts, hits)
  const all = [...policy.rules, policy.unknownApps, policy.uninspected].filter(rule => rule !== undefined)
  return all.map(rule => {
    const matched = hits.some(one => one.rule === rule) || settings.includes(rule)
    const exemption = matched ? hit(rule, facts).exemption : undefined
    return {
      rule: rule.id,
      action: rule.action,
      matched,
      ...(exemption !== undefined && { exemption }),
      mode: rule.onTrial ? 'monitor' : 'enforce',
      because: clauses(rule, facts),
    }
  })
}

function matches(rule: CompiledRule, facts: Facts): boolean {
  for (const condition of rule.conditions) if (!condition.holds(facts)) return false
  return true
}

function hit(rule: CompiledRule, facts: Facts): Hit {
  return { rule, exemption: rule.exemptions.find(exemption => exemption.applies(facts))?.id }
}

function settingsThatHit(policy: CompiledPolicy, facts: Facts, hits: readonly Hit[]): CompiledRule[] {
  const { unknownApps, uninspected } = policy
  const found: CompiledRule[] = []
  if (unknownApps && matches(unknownApps, facts) && !hits.some(({ rule, exemption }) => rule.sanctions && !exemption))
    found.push(unknownApps)
  if (uninspected && matches(uninspected, facts)) found.push(uninspected)
  return found
}

function conclude(policy: CompiledPolicy, facts: Facts, hits: readonly Hit[]): Decision {
  let action: Action = 'allow'
  let enforced: Action = 'allow'
  let severity: Severity = 'info'
  /** What is redacted, with the style that a rule asks for. */
  const redact = new Map<number, RedactionStyle | undefined>()
  const rules: RuleHit[] = []
  for (const { rule, exemption } of hits) {
    const chosen = rule.action === 'redact' ? (rule.content?.select?.(facts.request) ?? []) : []
    const locked = chosen.some(index => facts.request.segments[facts.request.findings[index]!.text]?.editable === false)
    const called = locked ? 'block' : rule.action
    rules.push(record(rule, facts, called, locked, exemption))
    if (exemption !== undefined) continue
    action = stricter(action, called)
    severity = severities.indexOf(rule.severity) > severities.indexOf(severity) ? rule.severity : severity
    if (rule.onTrial && policy.mode === 'enforce') continue
    enforced = stricter(enforced, called)
    for (const index of chosen) redact.set(index, agreed(redact.get(index), rule.redactWith))
  }
  const message = messageOf(hits, rules, enforced, policy.mode)
  return {
    action,
    enforced: policy.mode === 'monitor' ? 'allow' : enforced,
    mode: policy.mode,
    rules,
    ...redactions(redact, facts.request),
    ...(message !== undefined && { message }),
    severity,
    policyVersion: policy.version,
  }
}

const none: readonly number[] = Object.freeze([])

/** What rules ask for counts before the default of the category; of several, the less telling. */
function agreed(a: RedactionStyle | undefined, b: RedactionStyle | undefined): RedactionStyle | undefined {
  return a !== undefined && b !== undefined ? lessTelling(a, b) : (a ?? b)
}

function redactions(
  redact: ReadonlyMap<number, RedactionStyle | undefined>,
  { findings }: PolicyRequest,
): Pick<Decision, 'redact' | 'styles'> {
  if (redact.size === 0) return { redact: none }
  const indexes = [...redact.keys()].sort((a, b) => a - b)
  return { redact: indexes, styles: indexes.map(i => redact.get(i) ?? defaultStyle(findings[i]!.category)) }
}

function record(
  rule: CompiledRule,
  facts: Facts,
  action: Action,
  locked: boolean,
  exemption: string | undefined,
): RuleHit {
  return {
    rule: rule.id,
    action,
    reason: clauses(rule, facts).join('; ') + (locked ? lockedReason : ''),
    ...(exemption !== undefined && { exemption }),
    ...(rule.onTrial && { mode: 'monitor' as const }),
    severity: rule.severity,
    notify: rule.notify,
  }
}

const lockedReason = '; it stands where an edit would break the request, so redact becomes block'

/** What each condition has to say; a rule without conditions is about every request. */
function clauses(rule: CompiledRule, facts: Facts): string[] {
  const said = rule.conditions.map(condition => condition.says(facts)).filter(clause => clause !== '')
  return said.length === 0 ? ['every request'] : said
}

/** Of the rules that bring about what is done, the first that has something to say. */
function messageOf(
  hits: readonly Hit[],
  rules: readonly RuleHit[],
  enforced: Action,
  mode: 'enforce' | 'monitor',
): string | undefined {
  for (const [index, { rule, exemption }] of hits.entries()) {
    if (exemption !== undefined || (rule.onTrial && mode === 'enforce')) continue
    if (actions.indexOf(rules[index]!.action) >= actions.indexOf(enforced) && rule.message !== undefined)
      return rule.message
  }
  return undefined
}

function tunnelFacts({ person, host, now }: { person: Person; host: string; now: Date }): Facts {
  const request: PolicyRequest = {
    person,
    app: '',
    provider: '',
    host,
    direction: 'request',
    coverage: { verdict: 'none', reason: 'the tunnel is not opened' },
    segments: [],
    findings: [],
    now,
  }
  return { request, person: new PersonFacts(person) }
}
