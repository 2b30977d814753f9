/** What a well-shaped policy can still get wrong: names nobody knows, rules that can never match, dates that have passed. */
import { isTimeZone, unknownZone } from './calendar.ts'
import { checkApps } from './check-apps.ts'
import { checkExemption } from './check-exemptions.ts'
import { checkPeople } from './check-people.ts'
import { checkTests } from './check-tests.ts'
import type { ConditionKind, Names, Report } from './condition.ts'
import { conditionKinds } from './conditions/index.ts'
import { listed } from './fields.ts'
import type { Item, Merged } from './merge.ts'
import { didYouMean } from './nearest.ts'
import type { Problems } from './problem.ts'
import { type NotifyTarget, type PolicyRule, settingRules, type When } from './schema.ts'

export function check(merged: Merged, names: Names, now: Date, problems: Problems): void {
  if (!isTimeZone(names.timeZone)) problems.error(merged.settingPlace('time_zone'), unknownZone(names.timeZone))
  checkPeople(merged.people, names, problems)
  checkApps(merged, names, problems)
  const targets = new Set([...merged.notify.keys(), ...merged.broken])
  for (const rule of merged.rules) checkRule(rule, names, targets, problems)
  const ruleIds = new Set([...merged.rules.map(rule => rule.id), ...settingRules, ...merged.broken])
  for (const exemption of merged.exemptions)
    checkExemption(exemption, { names, rules: merged.rules, ruleIds }, now, problems)
  for (const limit of merged.limits) {
    checkConditions(limit.value.when ?? {}, limit, names, problems)
    if (limit.value.per === 'group' && names.people.size === 0)
      problems.error(limit.at(['per']), 'per: group counts the groups of people:, and there are none')
  }
  for (const target of merged.notify.values()) checkTarget(target, problems)
  checkTests(merged, names, ruleIds, problems)
}

function checkRule(rule: Item<PolicyRule>, names: Names, targets: ReadonlySet<string>, problems: Problems): void {
  const { value } = rule
  if ((settingRules as readonly string[]).includes(rule.id))
    problems.error(rule.at(['id']), `'${rule.id}' is the name of a setting: choose another id`)
  checkConditions(value.when, rule, names, problems, ['when'])
  for (const { name, path } of listed(value.notify, ['notify']))
    if (!targets.has(name))
      problems.error(
        rule.at(path),
        `unknown notify target '${name}'${didYouMean(name, targets)}`,
        targets.size === 0 ? 'define it under notify:' : undefined,
      )
  if (value.when.direction === 'response' && value.when.content === undefined)
    problems.warn(
      rule.at(['when', 'direction']),
      `'${rule.id}' does nothing: a rule about answers needs a content condition, which says what to look for`,
    )
  if (value.action === 'redact' && value.when.content === undefined)
    problems.error(rule.at(['action']), 'redact needs a content condition: it says what to replace')
  if (value.action !== 'redact' && value.redact_with !== undefined)
    problems.error(
      rule.at(['redact_with']),
      `redact_with goes with action: redact, and this rule's action is ${value.action}`,
    )
  if (value.when.content !== undefined && [value.when.coverage].flat().every(verdict => verdict === 'none'))
    problems.error(
      rule.at(['when', 'coverage']),
      'can never match: with coverage none there is no text to find anything in',
    )
  if (value.action === 'allow' && value.when.app === undefined)
    problems.warn(
      rule.place,
      `'${rule.id}' changes nothing: allow never overrides another rule; it only sanctions the apps it names`,
      'write an exemption, or name apps',
    )
}

function checkTarget(target: Item<NotifyTarget>, problems: Problems): void {
  const { url, secret } = target.value.webhook
  if (!variable.test(url) && !(URL.canParse(url) && /^https?:\/\//i.test(url)))
    problems.error(target.at(['webhook', 'url']), 'not an address of http or https', 'write https://…, or env:NAME')
  if (secret !== undefined && !variable.test(secret))
    problems.warn(
      target.at(['webhook', 'secret']),
      `'${target.id}': whoever reads this file reads the secret`,
      'write env:NAME and set that variable',
    )
}

const variable = /^env:[A-Za-z_][A-Za-z0-9_]*$/

/** Runs the check of every condition that is given. */
function checkConditions(
  when: Partial<When>,
  item: Item<unknown>,
  names: Names,
  problems: Problems,
  base: string[] = ['when'],
): void {
  for (const kind of Object.values(conditionKinds) as ConditionKind[]) {
    const value = when[kind.id as keyof When] // registry keys are the kinds' ids
    if (value === undefined) continue
    const report: Report = (path, message, hint) => problems.error(item.at([...base, kind.id, ...path]), message, hint)
    kind.check(value, names, report)
  }
}
