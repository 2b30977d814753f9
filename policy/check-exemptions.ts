/** What a well-shaped exemption can still get wrong: unknown names, patterns that cannot run or leave nothing, days that have passed. */
import { endOf, isTimeZone } from './calendar.ts'
import { wholeMatch } from './compile-exemptions.ts'
import type { Names, Report } from './condition.ts'
import { conditionKinds } from './conditions/index.ts'
import { findingKeys, isAboutFindings, type PolicyExemption, taughtPrefix } from './exemption-entry.ts'
import { listed } from './fields.ts'
import { anyGlob } from './glob.ts'
import type { Item } from './merge.ts'
import { didYouMean } from './nearest.ts'
import type { Problems } from './problem.ts'
import { reasonAgainst } from './scan-narrow.ts'
import { type PolicyRule, settingRules } from './schema.ts'

export interface ExemptionNames {
  readonly names: Names
  readonly rules: readonly Item<PolicyRule>[]
  /** Rules and settings; broken ones too, so that naming them is no second error. */
  readonly ruleIds: ReadonlySet<string>
}

export function checkExemption(
  item: Item<PolicyExemption>,
  known: ExemptionNames,
  now: Date,
  problems: Problems,
): void {
  const { value } = item
  const report: Report = (path, message, hint) => problems.error(item.at(path), message, hint)
  if (item.id.startsWith(taughtPrefix))
    report(['id'], `an id that begins with ${taughtPrefix} is one of those made in the console: choose another`)
  if (value.people !== undefined) conditionKinds.people.check(value.people, known.names, under('people', report))
  if (value.app !== undefined) conditionKinds.app.check(value.app, known.names, under('app', report))
  if (value.rules === undefined && !isAboutFindings(value))
    problems.error(item.place, `'${item.id}' takes nothing out`, `give rules, or one of ${findingKeys.join(', ')}`)
  checkRules(item, known, report)
  if (value.detectors !== undefined)
    conditionKinds.content.check(value.detectors, known.names, under('detectors', report))
  checkValues(value, report)
  checkUntil(item, known.names, now, problems)
}

const under =
  (key: string, report: Report): Report =>
  (path, message, hint) =>
    report([key, ...path], message, hint)

function checkRules({ value }: Item<PolicyExemption>, { rules, ruleIds }: ExemptionNames, report: Report): void {
  for (const { name, path } of listed(value.rules, ['rules'])) {
    if (!ruleIds.has(name)) report(path, `unknown rule '${name}'${didYouMean(name, ruleIds)}`)
    else if (isAboutFindings(value) && isWithoutContent(name, rules))
      report(path, `'${name}' has no content condition: there are no findings to take out of it`)
  }
}

function isWithoutContent(name: string, rules: readonly Item<PolicyRule>[]): boolean {
  if ((settingRules as readonly string[]).includes(name)) return true
  const rule = rules.find(({ id }) => id === name)
  return rule !== undefined && rule.value.when.content === undefined
}

function checkValues({ values, patterns, paths }: PolicyExemption, report: Report): void {
  for (const { name, path } of listed(values, ['values']))
    if (!/^[0-9a-f]{32}$/i.test(name))
      report(path, 'a value is given by its keyed hash, 32 hex digits', 'sluice exemptions hash makes one')
  for (const { name, path } of listed(patterns, ['patterns'])) {
    const reason = reasonAgainst(name, 'su')
    if (reason !== undefined) report(path, reason)
    else if (unlike.every(text => wholeMatch([name]).test(text)))
      report(
        path,
        `'${name}' matches every value`,
        'name the detectors instead, or write what is special about the value',
      )
  }
  for (const { name, path } of listed(paths, ['paths']))
    if (anyPaths.every(anyGlob([name]))) report(path, `'${name}' is every path`, 'leave paths out to mean every place')
}

/** Values that have nothing in common: what matches all of them is no choice. */
const unlike = ['0'.repeat(40), 'aB3$'.repeat(8), '~Zq!9_/+=.@:|'.repeat(3)]
const anyPaths = ['/', '/v1/chat/completions', '/a/b.txt']

function checkUntil(item: Item<PolicyExemption>, names: Names, now: Date, problems: Problems): void {
  const until = endOf(item.value.until, isTimeZone(names.timeZone) ? names.timeZone : 'UTC')
  if (until === null)
    problems.error(
      item.at(['until']),
      `'${item.value.until}' is not a day`,
      'write 2027-01-31, or 2027-01-31T18:00:00Z',
    )
  else if (until <= now)
    problems.warn(
      item.at(['until']),
      `exemption '${item.id}' has expired and does nothing`,
      'remove it, or set a later day',
    )
}
