/** Rules and what exempts from them made ready: every name resolved, every glob compiled, nothing left to parse per request. */
import type { CompiledExemption } from './compile-exemptions.ts'
import type { CompileContext, Condition, ConditionKind } from './condition.ts'
import { conditionKinds } from './conditions/index.ts'
import type { Action } from './decision.ts'
import type { Severity } from './finding.ts'
import type { Item } from './merge.ts'
import type { RedactionStyle } from './redaction-style.ts'
import type { PolicyRule, settingRules, When } from './schema.ts'

export interface CompiledRule {
  readonly id: string
  readonly action: Action
  /** How a rule that redacts replaces values; undefined: by category. */
  readonly redactWith?: RedactionStyle
  readonly severity: Severity
  readonly onTrial: boolean
  readonly message?: string
  readonly notify: readonly string[]
  /** All must hold. Cheap ones first. */
  readonly conditions: readonly Condition[]
  /** The condition whose findings the rule counts and redacts. */
  readonly content?: Condition
  readonly exemptions: readonly CompiledExemption[]
  /** Counts for tunnels that are not opened. */
  readonly tunnel: boolean
  /** When it matches, the app is sanctioned: an allow rule that names apps. */
  readonly sanctions: boolean
}

export const defaultSeverity: Readonly<Record<Action, Severity>> = {
  block: 'high',
  redact: 'medium',
  alert: 'low',
  allow: 'info',
}

export function compileRule(
  { id, value }: Item<PolicyRule>,
  exemptions: readonly CompiledExemption[],
  context: CompileContext,
): CompiledRule {
  const conditions = compileWhen(value.when, context)
  const content = conditions.find(condition => condition.select !== undefined)
  const kinds = (Object.values(conditionKinds) as ConditionKind[]).filter(kind => Object.hasOwn(value.when, kind.id))
  return {
    id,
    action: value.action,
    ...(value.redact_with !== undefined && { redactWith: value.redact_with }),
    severity: value.severity ?? defaultSeverity[value.action],
    onTrial: value.mode === 'monitor',
    ...(value.message !== undefined && { message: value.message }),
    notify: value.notify === undefined ? [] : [value.notify].flat(),
    conditions,
    ...(content && { content }),
    exemptions: exemptions.filter(exemption => exemption.rules.includes(id)),
    tunnel: value.when.host !== undefined && kinds.every(kind => kind.tunnel),
    sanctions: value.action === 'allow' && value.when.app !== undefined,
  }
}

/** `unknown_ai_apps` and `uninspected` as rules, so that they are recorded, exempted and explained like the others. */
export function compileSetting(
  id: (typeof settingRules)[number],
  action: 'allow' | 'alert' | 'block',
  condition: Condition,
  exemptions: readonly CompiledExemption[],
): CompiledRule {
  return {
    id,
    action,
    severity: defaultSeverity[action],
    onTrial: false,
    notify: [],
    conditions: [condition],
    exemptions: exemptions.filter(exemption => exemption.rules.includes(id)),
    tunnel: false,
    sanctions: false,
  }
}

/** A rule is about what leaves unless it says otherwise. Not worth a word when it holds. */
const leaves: Condition = {
  kind: 'direction',
  holds: ({ request }) => request.direction === 'request',
  says: ({ request }) => (request.direction === 'request' ? '' : 'it is a response'),
}

function compileWhen(when: When, context: CompileContext): Condition[] {
  const conditions = (Object.values(conditionKinds) as ConditionKind[]).flatMap(kind => {
    const value = when[kind.id as keyof When] // registry keys are the kinds' ids
    return value === undefined || value === 'any' ? [] : [kind.compile(value, context)]
  })
  return when.direction === undefined ? [leaves, ...conditions] : conditions
}
