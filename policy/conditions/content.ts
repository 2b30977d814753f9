/** `content`: what detectors found in the text. Counts distinct values, since a chat sends its history again every turn. */
import { z } from 'zod'
import type { Condition, ConditionKind, Names, Report, Spared } from '../condition.ts'
import { orList } from '../condition.ts'
import type { PolicyRequest } from '../decision.ts'
import { listed, names, oneOrMany } from '../fields.ts'
import { atLeast, categories, confidences, type Finding } from '../finding.ts'
import { didYouMean } from '../nearest.ts'
import { roles, segmentKinds } from '../segment.ts'

const full = z.strictObject({
  any_of: oneOrMany.optional().describe('Detectors or categories that count. Default: every detector.'),
  all_of: oneOrMany.optional().describe('Detectors or categories of which each must be found.'),
  not: oneOrMany.optional().describe('Detectors or categories that do not count.'),
  confidence: z.enum(confidences).optional().describe('Least confidence that counts. Default: medium.'),
  at_least: z.int().min(1).max(100_000).optional().describe('How many distinct values there must be. Default: 1.'),
  distinct: z.boolean().optional().describe('false: count every occurrence, repeated values too. Default: true.'),
  roles: z
    .union([z.enum(roles), z.array(z.enum(roles)).min(1)])
    .optional()
    .describe('Whose text counts. Default: everybody.'),
  kinds: z
    .union([z.enum(segmentKinds), z.array(z.enum(segmentKinds)).min(1)])
    .optional()
    .describe('Which text counts. Default: all.'),
})
const schema = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1, 'the list is empty'), full], {
    error: 'must be a detector or category, a list of them, or { any_of, all_of, not, confidence, at_least, … }',
  })
  .describe('What was found in the text, by detectors and categories.')

type Full = z.infer<typeof full>

export const content: ConditionKind<typeof schema> = {
  id: 'content',
  schema,
  tunnel: false,
  check(value, known, report) {
    if (typeof value === 'string' || Array.isArray(value)) checkDetectors(value, [], known, report)
    else checkFull(value, known, report)
  },
  compile: value => compileContent(typeof value === 'string' || Array.isArray(value) ? { any_of: value } : value),
}

function checkFull(value: Full, known: Names, report: Report): void {
  for (const key of ['any_of', 'all_of', 'not'] as const) checkDetectors(value[key], [key], known, report)
  const refused = new Set(names(listed(value.not, [])))
  const wanted = names(listed(value.any_of, []))
  if (wanted.length > 0 && wanted.every(name => refused.has(name)))
    report([], 'can never match: not takes out everything that any_of names')
  for (const { name, path } of listed(value.all_of, ['all_of']))
    if (refused.has(name)) report(path, `can never match: '${name}' is also under not`)
}

function checkDetectors(value: string | string[] | undefined, path: string[], known: Names, report: Report): void {
  const active = new Set(known.detectors.values())
  for (const entry of listed(value, path)) {
    if (known.detectors.has(entry.name)) continue
    if (known.disabled.has(entry.name)) report(entry.path, `detector '${entry.name}' is switched off under detectors:`)
    else if (!(categories as readonly string[]).includes(entry.name))
      report(
        entry.path,
        `unknown detector or category '${entry.name}'${didYouMean(entry.name, [...known.detectors.keys(), ...categories])}`,
      )
    else if (!active.has(entry.name))
      report(entry.path, `can never match: no active detector is in category '${entry.name}'`)
  }
}

function compileContent(value: Full): Condition {
  const anyOf = names(listed(value.any_of, []))
  const allOf = names(listed(value.all_of, []))
  const counts = counting(value, [...anyOf, ...allOf])
  const least = value.at_least ?? 1
  const each = allOf.map(name => (finding: Finding) => finding.detector === name || finding.category === name)
  const oneOfAny = anyOf.length === 0 ? undefined : named(anyOf)
  const select = (request: PolicyRequest, spared?: Spared) => {
    const chosen: number[] = []
    for (let i = 0; i < request.findings.length; i++)
      if (counts(request.findings[i]!, request) && !spared?.(i)) chosen.push(i)
    return chosen
  }
  const number = (request: PolicyRequest, chosen: readonly number[]) =>
    value.distinct === false ? chosen.length : distinctValues(request, chosen, least)
  return {
    kind: 'content',
    select,
    holds({ request, spared }) {
      if (request.findings.length === 0) return false
      const chosen = select(request, spared)
      if (chosen.length < least) return false
      if (oneOfAny && !chosen.some(i => oneOfAny(request.findings[i]!))) return false
      if (!each.every(one => chosen.some(i => one(request.findings[i]!)))) return false
      return least === 1 || number(request, chosen) >= least
    },
    says({ request, spared }) {
      const chosen = select(request, spared)
      const exempt = spared === undefined ? 0 : select(request).length - chosen.length
      const what = orList([...anyOf, ...allOf.map(name => `also ${name}`)]) || 'any detector'
      const floor = `${value.confidence ?? 'medium'} confidence`
      if (chosen.length === 0)
        return `nothing of ${what} at ${floor} or more${exempt === 0 ? '' : `, ${exempt} exempt`}`
      const kinds = [...new Set(chosen.map(i => request.findings[i]!.detector))].join(', ')
      const count = value.distinct === false ? chosen.length : distinctValues(request, chosen, Number.POSITIVE_INFINITY)
      const noun =
        value.distinct === false ? (count === 1 ? 'finding' : 'findings') : count === 1 ? 'value' : 'different values'
      return `${count} ${noun} of ${kinds}${least > 1 ? ` (the rule asks for ${least})` : ''}${exempt === 0 ? '' : `, ${exempt} more exempt`}`
    },
  }
}

/** Whether one finding counts: named, not excluded, sure enough, in the right text. */
function counting(value: Full, wanted: readonly string[]): (finding: Finding, request: PolicyRequest) => boolean {
  const isWanted = wanted.length === 0 ? undefined : named(wanted)
  const refused = names(listed(value.not, []))
  const isRefused = refused.length === 0 ? undefined : named(refused)
  const floor = value.confidence ?? 'medium'
  const roleSet = value.roles && new Set<string>([value.roles].flat())
  const kindSet = value.kinds && new Set<string>([value.kinds].flat())
  return (finding, request) => {
    if (isWanted && !isWanted(finding)) return false
    if (isRefused?.(finding) || !atLeast(finding.confidence, floor)) return false
    if (!roleSet && !kindSet) return true
    const segment = request.segments[finding.text]
    // A finding whose place is not known counts: a rule must not be dodged by an unusual shape.
    return segment === undefined || ((!roleSet || roleSet.has(segment.role)) && (!kindSet || kindSet.has(segment.kind)))
  }
}

function named(list: readonly string[]): (finding: Finding) => boolean {
  const set = new Set(list)
  return finding => set.has(finding.detector) || set.has(finding.category)
}

/** Counts values that differ in more than spaces, dashes and case; stops at `enough`. */
function distinctValues(request: PolicyRequest, chosen: readonly number[], enough: number): number {
  const seen = new Set<string>()
  for (const i of chosen) {
    const finding = request.findings[i]!
    const value = request.segments[finding.text]?.text.slice(finding.start, finding.end)
    seen.add(value === undefined ? `#${i}` : `${finding.detector} ${value.replaceAll(/[\s-]/g, '').toLowerCase()}`)
    if (seen.size >= enough) break
  }
  return seen.size
}
