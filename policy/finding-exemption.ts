/** Exemptions that take out findings: which finding is left out of which rule, and by which exemption. */
import type { Condition, Facts } from './condition.ts'
import type { PolicyRequest } from './decision.ts'
import type { Finding } from './finding.ts'

/** Everything that is given must fit. */
export interface FindingExemption {
  readonly id: string
  /** Undefined: every rule. */
  readonly rules?: ReadonlySet<string>
  /** First instant at which it no longer holds. */
  readonly until: Date
  /** On the app and the person. */
  readonly conditions: readonly Condition[]
  /** Ids and categories. */
  readonly detectors?: ReadonlySet<string>
  /** Keyed hashes. */
  readonly values?: ReadonlySet<string>
  readonly isValue?: (value: string) => boolean
  readonly isPath?: (path: string) => boolean
}

/** Exemptions made ready to be looked up: those by value by their hashes, however many there are. */
export interface FindingExemptions {
  readonly byHash: ReadonlyMap<string, readonly FindingExemption[]>
  /** Detectors and categories of which a value may be exempt; undefined: of any. */
  readonly hashed: ReadonlySet<string> | undefined
  readonly others: readonly FindingExemption[]
}

export function findingExemptions(list: readonly FindingExemption[]): FindingExemptions {
  const byHash = new Map<string, FindingExemption[]>()
  let hashed: Set<string> | undefined = new Set()
  for (const one of list) {
    for (const hash of one.values ?? []) byHash.set(hash, [...(byHash.get(hash) ?? []), one])
    if (one.values === undefined) continue
    if (one.detectors === undefined) hashed = undefined
    for (const name of one.detectors ?? []) hashed?.add(name)
  }
  return { byHash, hashed, others: list.filter(one => one.values === undefined) }
}

/** Of each finding that an exemption fits, by its index, those that do. Undefined where there are none, the common case. */
export type Exempted = ReadonlyMap<number, readonly FindingExemption[]>

export function exempted(exemptions: FindingExemptions, facts: Facts): Exempted | undefined {
  const { request } = facts
  if (request.findings.length === 0) return undefined
  const standing = (one: FindingExemption): boolean =>
    request.now < one.until && one.conditions.every(condition => condition.holds(facts))
  const others = exemptions.others.filter(standing)
  if (others.length === 0 && exemptions.byHash.size === 0) return undefined
  const found = new Map<number, readonly FindingExemption[]>()
  for (const [index, finding] of request.findings.entries()) {
    const byValue = sameValue(exemptions, finding, request).filter(standing)
    const fitting = [...others, ...byValue].filter(one => fits(one, finding, request))
    if (fitting.length > 0) found.set(index, fitting)
  }
  return found.size === 0 ? undefined : found
}

/** A hash is made only of values that could be exempt. Without a way to make one, nothing is exempt by value. */
function sameValue(
  { byHash, hashed }: FindingExemptions,
  finding: Finding,
  { hashOf }: PolicyRequest,
): readonly FindingExemption[] {
  if (byHash.size === 0 || hashOf === undefined) return none
  if (hashed && !hashed.has(finding.detector) && !hashed.has(finding.category)) return none
  return byHash.get(hashOf(finding)) ?? none
}

const none: readonly FindingExemption[] = []

function fits(one: FindingExemption, finding: Finding, { segments, path }: PolicyRequest): boolean {
  const { detectors, isValue, isPath } = one
  if (detectors && !detectors.has(finding.detector) && !detectors.has(finding.category)) return false
  const segment = segments[finding.text]
  if (isValue && !(segment && isValue(segment.text.slice(finding.start, finding.end)))) return false
  if (!isPath) return true
  return (path !== undefined && isPath(path)) || (segment?.file !== undefined && isPath(segment.file))
}

/** The exemption that leaves the finding out of the rule. */
export function takenOut(found: Exempted | undefined, rule: string, finding: number): FindingExemption | undefined {
  return found?.get(finding)?.find(one => one.rules === undefined || one.rules.has(rule))
}
