/** `detectors:` of the policy: its own words and patterns, and built-in ones switched off or changed. */
import { type Category, categories } from './finding.ts'
import type { Item, Merged } from './merge.ts'
import { didYouMean } from './nearest.ts'
import type { Problems } from './problem.ts'
import type { DetectorOverride, ScannerOptions } from './scan.ts'
import { type CustomDetector, CustomDetectorError, customDetectors } from './scan-custom.ts'
import type { DetectorEntry } from './schema.ts'

export interface Builtin {
  readonly id: string
  readonly category: Category
}

export interface OwnDetectors {
  readonly options: Required<ScannerOptions>
  /** Every active detector and its category; broken ones count, so that naming them is no second error. */
  readonly active: ReadonlyMap<string, string>
  readonly disabled: ReadonlySet<string>
}

export function ownDetectors(merged: Merged, builtins: readonly Builtin[], problems: Problems): OwnDetectors {
  const builtin = new Map(builtins.map(({ id, category }) => [id, category]))
  const custom: CustomDetector[] = []
  const disabled = new Set<string>()
  const overrides: Record<string, DetectorOverride> = {}
  const active = new Map<string, string>([...builtin, ...[...merged.broken].map(id => [id, 'custom'] as const)])
  for (const item of merged.detectors.values()) {
    if (builtin.has(item.id)) {
      if (checkBuiltin(item, problems)) overrides[item.id] = overrideOf(item.value)
      if (item.value.enabled === false) disabled.add(item.id)
      continue
    }
    if (item.value.enabled === false) continue
    active.set(item.id, 'custom')
    const own = ownDetector(item, [...builtin.keys()], problems)
    if (own && canRun(own, item, problems)) custom.push(own)
  }
  for (const id of disabled) active.delete(id)
  return { options: { custom, disabled: [...disabled], overrides }, active, disabled }
}

function checkBuiltin(item: Item<DetectorEntry>, problems: Problems): boolean {
  const foreign = (['words', 'pattern', 'near', 'entropy', 'ignore_case'] as const).filter(
    key => item.value[key] !== undefined,
  )
  for (const key of foreign)
    problems.error(
      item.at([key]),
      `'${item.id}' is a built-in detector: only enabled, severity and confidence can be set`,
      'give your own detector another id',
    )
  return foreign.length === 0
}

function overrideOf({ severity, confidence }: DetectorEntry): DetectorOverride {
  return { ...(severity && { severity }), ...(confidence && { confidence }) }
}

function ownDetector(
  item: Item<DetectorEntry>,
  builtins: readonly string[],
  problems: Problems,
): CustomDetector | undefined {
  const { id, value, place } = item
  if ((categories as readonly string[]).includes(id)) {
    problems.error(place, `'${id}' is the name of a category`, 'choose another id')
    return undefined
  }
  if (value.words !== undefined && value.pattern !== undefined) {
    problems.error(place, `'${id}' has words and pattern: give one of the two`)
    return undefined
  }
  const common = {
    id,
    ...(value.severity && { severity: value.severity }),
    ...(value.confidence && { confidence: value.confidence }),
    ...(value.near !== undefined && { near: [value.near].flat() }),
    ...(value.ignore_case !== undefined && { ignoreCase: value.ignore_case }),
  }
  if (value.words !== undefined) {
    if (value.entropy !== undefined) problems.error(item.at(['entropy']), 'entropy goes with pattern, not with words')
    return { ...common, kind: 'words', words: [value.words].flat() }
  }
  if (value.pattern !== undefined)
    return {
      ...common,
      kind: 'pattern',
      pattern: value.pattern,
      ...(value.entropy !== undefined && { entropy: value.entropy }),
    }
  const guess = didYouMean(id, builtins)
  problems.error(place, guess ? `unknown detector '${id}'${guess}` : `detector '${id}' needs words or pattern`)
  return undefined
}

function canRun(own: CustomDetector, item: Item<DetectorEntry>, problems: Problems): boolean {
  try {
    customDetectors([own])
    return true
  } catch (cause) {
    if (!(cause instanceof CustomDetectorError)) throw cause
    problems.error(item.at([own.kind]), cause.message)
    return false
  }
}
