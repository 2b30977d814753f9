/** What a compiled policy says to one request: every rule is looked at, the strictest that is not exempted wins. */
import type { CompiledRule } from './compile.ts'
import type { Facts } from './condition.ts'
import {
  type Action,
  actions,
  type Decision,
  type ExemptFinding,
  type Person,
  type PolicyRequest,
  type RuleHit,
  stricter,
} from './decision.ts'
import { type Severity, severities } from './finding.ts'
import {
  type Exempted,
  exempted,
  type FindingExemption,
  type FindingExemptions,
  findingExemptions,
  takenOut,
} from './finding-exemption.ts'
import { PersonFacts } from './people.ts'
import type { RuleVerdict } from './policy.ts'
import { defaultStyle, lessTelling, type RedactionStyle } from './redaction-style.ts'

export interface CompiledPolicy {
  readonly version: string
  readonly mode: 'enforce' | 'monitor'
  readonly rules: readonly CompiledRule[]
  readonly sanctioned: ReadonlySet<string>
  readonly exemptions: FindingExemptions
  /** The settings as rules; undefined where the setting is allow. */
  readonly unknownApps?: CompiledRule
  readonly uninspected?: CompiledRule
}

interface Hit {
  readonly rule: CompiledRule
  readonly exemption: string | undefined
}

/** What is asked of a request, with the findings that exemptions take out. */
interface Case extends Facts {
  readonly found: Exempted | undefined
}

function caseOf(policy: CompiledPolicy, request: PolicyRequest): Case {
  const facts: Facts = { request, person: new PersonFacts(request.person) }
  return { ...facts, found: exempted(policy.exemptions, facts) }
}

/** The same request as the rule sees it. */
function factsFor(rule: CompiledRule, one: Case): Facts {
  const { found } = one
  return found === undefined ? one : { ...one, spared: finding => takenOut(found, rule.id, finding) !== undefined }
}

export function decide(policy: CompiledPolicy, request: PolicyRequest): Decision {
  const facts = caseOf(policy, request)
  const hits: Hit[] = []
  for (const rule of policy.rules) if (matches(rule, facts)) hits.push(hit(rule, facts))
  for (const rule of settingsThatHit(policy, facts, hits)) hits.push(hit(rule, facts))
  return conclude(policy, facts, hits)
}

/** For text that is no request: exemptions that ask for a rule, a person or an app do not apply. */
export function exemptInText(
  exemptions: readonly FindingExemption[],
  scanned: Pick<PolicyRequest, 'segments' | 'findings' | 'hashOf' | 'now'>,
): ExemptFinding[] {
  const general = exemptions.filter(({ rules, conditions }) => !rules && conditions.length === 0)
  const found = exempted(findingExemptions(general), { ...nobody, request: { ...nobody.request, ...scanned } })
  return [...(found ?? [])].map(([finding, fitting]) => ({ finding, exemption: fitting[0]!.id }))
}

/** A tunnel is judged by its host, the person and the time; nothing else of it is known. */
export function decideTunnel(policy: CompiledPolicy, tunnel: { person: Person; host: string; now: Date }): Decision {
  const facts: Case = { ...tunnelFacts(tunnel), found: undefined }
  const hits = policy.rules.filter(rule => rule.tunnel && matches(rule, facts)).map(rule => hit(rule, facts))
  return conclude(policy, facts, hits)
}

/** The same judgement told rule by rule. */
export function explainRules(policy: CompiledPolicy, request: PolicyRequest): RuleVerdict[] {
  const facts = caseOf(policy, request)
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

function matches(rule: CompiledRule, one: Case): boolean {
  const facts = factsFor(rule, one)
  for (const condition of rule.conditions) if (!condition.holds(facts)) return false
  return true
}

function hit(rule: CompiledRule, facts: Facts): Hit {
  return { rule, exemption: rule.exemptions.find(exemption => exemption.applies(facts))?.id }
}

function settingsThatHit(policy: CompiledPolicy, facts: Case, hits: readonly Hit[]): CompiledRule[] {
  const { unknownApps, uninspected } = policy
  const found: CompiledRule[] = []
  if (unknownApps && matches(unknownApps, facts) && !hits.some(({ rule, exemption }) => rule.sanctions && !exemption))
    found.push(unknownApps)
  if (uninspected && matches(uninspected, facts)) found.push(uninspected)
  return found
}

function conclude(policy: CompiledPolicy, facts: Case, hits: readonly Hit[]): Decision {
  let action: Action = 'allow'
  let enforced: Action = 'allow'
  let severity: Severity = 'info'
  /** What is redacted, with the style that a rule asks for. */
  const redact = new Map<number, RedactionStyle | undefined>()
  const rules: RuleHit[] = []
  for (const { rule, exemption } of hits) {
    const chosen =
      rule.action === 'redact' ? (rule.content?.select?.(facts.request, factsFor(rule, facts).spared) ?? []) : []
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
    ...exemptFindings(policy, facts),
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

/** An exemption of certain rules took a finding out where one of them would have counted it. */
function exemptFindings(policy: CompiledPolicy, { found, ...facts }: Case): Pick<Decision, 'exempt'> {
  if (found === undefined) return {}
  const counted = new Map<string, ReadonlySet<number>>()
  for (const rule of policy.rules) {
    const others = rule.conditions.filter(condition => condition !== rule.content)
    if (rule.content?.select && others.every(condition => condition.holds(facts)))
      counted.set(rule.id, new Set(rule.content.select(facts.request)))
  }
  const exempt: ExemptFinding[] = []
  for (const [finding, fitting] of found) {
    const one = fitting.find(({ rules }) => !rules || [...rules].some(rule => counted.get(rule)?.has(finding)))
    if (one) exempt.push({ finding, exemption: one.id })
  }
  return exempt.length === 0 ? {} : { exempt }
}

function record(
  rule: CompiledRule,
  facts: Case,
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
function clauses(rule: CompiledRule, one: Case): string[] {
  const facts = factsFor(rule, one)
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

const nobody = tunnelFacts({ person: { user: '', directoryGroups: [], address: '' }, host: '', now: new Date(0) })
