/** Exemptions made ready: those that take out rules, and those that take out findings. */
import RE2 from 're2'
import { endOf } from './calendar.ts'
import type { CompileContext, Condition, Facts } from './condition.ts'
import { conditionKinds } from './conditions/index.ts'
import { isAboutFindings, type PolicyExemption } from './exemption-entry.ts'
import { entriesOf, type Selector } from './fields.ts'
import type { FindingExemption } from './finding-exemption.ts'
import { anyGlob } from './glob.ts'
import type { Item } from './merge.ts'
import type { ExemptionSummary } from './policy.ts'

/** Takes out rules. */
export interface CompiledExemption {
  readonly id: string
  readonly rules: readonly string[]
  readonly until: Date
  readonly reason: string
  applies(facts: Facts): boolean
}

export interface CompiledExemptions {
  readonly ofRules: readonly CompiledExemption[]
  readonly ofFindings: readonly FindingExemption[]
}

export function compileExemptions(
  items: readonly Item<PolicyExemption>[],
  context: CompileContext,
): CompiledExemptions {
  return {
    ofRules: items.filter(({ value }) => !isAboutFindings(value)).map(item => ruleExemption(item, context)),
    ofFindings: items.filter(({ value }) => isAboutFindings(value)).map(item => findingExemption(item, context)),
  }
}

function ruleExemption({ id, value }: Item<PolicyExemption>, context: CompileContext): CompiledExemption {
  const conditions = conditionsOf(value, context)
  const until = untilOf(value, context)
  return {
    id,
    rules: list(value.rules),
    until,
    reason: value.reason,
    applies: facts => facts.request.now < until && conditions.every(condition => condition.holds(facts)),
  }
}

function findingExemption({ id, value }: Item<PolicyExemption>, context: CompileContext): FindingExemption {
  const { rules, detectors, values, patterns, paths } = value
  const whole = patterns && wholeMatch(list(patterns))
  return {
    id,
    ...(rules && { rules: new Set(list(rules)) }),
    until: untilOf(value, context),
    conditions: conditionsOf(value, context),
    ...(detectors && { detectors: new Set(list(detectors)) }),
    ...(values && { values: new Set(list(values).map(hash => hash.toLowerCase())) }),
    ...(whole && { isValue: text => whole.test(text) }),
    ...(paths && { isPath: anyGlob(list(paths)) }),
  }
}

/** One automaton for all patterns, which must match to both ends of the value. */
export const wholeMatch = (patterns: readonly string[]): RE2 =>
  new RE2(`^(?:${patterns.map(pattern => `(?:${pattern})`).join('|')})$`, 'su')

function conditionsOf({ app, people }: PolicyExemption, context: CompileContext): Condition[] {
  return [
    ...(app === undefined ? [] : [conditionKinds.app.compile(app, context)]),
    ...(people === undefined ? [] : [conditionKinds.people.compile(people, context)]),
  ]
}

function untilOf({ until }: PolicyExemption, { timeZone }: Pick<CompileContext, 'timeZone'>): Date {
  return endOf(until, timeZone) ?? new Date(0) // the loader has refused what is no day
}

/** An exemption as people list it. */
export function exemptionSummary(
  { id, value, place }: Item<PolicyExemption>,
  context: Pick<CompileContext, 'timeZone'>,
): ExemptionSummary {
  return {
    id,
    rules: list(value.rules),
    reason: value.reason,
    until: untilOf(value, context),
    detectors: list(value.detectors),
    values: list(value.values),
    patterns: list(value.patterns),
    paths: list(value.paths),
    people: selected(value.people),
    apps: selected(value.app),
    file: place.file,
    line: place.line,
  }
}

function selected(value: Selector | undefined): string[] {
  if (value === undefined) return []
  const { anyOf, not } = entriesOf(value)
  return [...anyOf.map(({ name }) => name), ...not.map(({ name }) => `not ${name}`)]
}

const list = (value: string | readonly string[] | undefined): string[] => (value === undefined ? [] : [value].flat())
