/** `detectors:` of the policy: its own ones, and built-in ones switched off, switched on or changed. */
import type { DetectorEntry } from './detector-entry.ts'
import { atLeast, type Category, categories } from './finding.ts'
import type { Fingerprints } from './fingerprint.ts'
import type { Item, Merged } from './merge.ts'
import type { NamedFiles } from './named-files.ts'
import { kindOf, ownDetector } from './own-detector.ts'
import type { Problems } from './problem.ts'
import type { DetectorOverride, ScannerOptions } from './scan.ts'
import { type CustomDetector, CustomDetectorError, checkCustom } from './scan-custom.ts'
import { checkPatterns } from './scan-narrow.ts'
import { doubtAbout } from './scan-patterns.ts'

export interface Builtin {
  readonly id: string
  readonly category: Category
  /** Runs only when the policy names it, or its category, or switches it on. */
  readonly onRequest?: boolean
}

export interface OwnDetectors {
  readonly options: Required<ScannerOptions>
  /** Every active detector and its category; broken ones count, so that naming them is no second error. */
  readonly active: ReadonlyMap<string, string>
  readonly disabled: ReadonlySet<string>
  /** Opened for the policy's own detectors, by Fingerprints.file. */
  readonly fingerprints: ReadonlyMap<string, Fingerprints>
}

export function ownDetectors(
  merged: Merged,
  builtins: readonly Builtin[],
  files: NamedFiles,
  problems: Problems,
): OwnDetectors {
  const builtin = new Map(builtins.map(({ id, category }) => [id, category]))
  const custom: CustomDetector[] = []
  const fingerprints = new Map<string, Fingerprints>()
  const changes = changesOf(merged, builtins, problems)
  const active = new Map<string, string>([...builtin, ...[...merged.broken].map(id => [id, 'custom'] as const)])
  for (const item of merged.detectors.values()) {
    if (builtin.has(item.id) || isCategory(item.id)) continue
    const around = { builtins: [...builtin.keys(), ...categories], files, problems }
    // One that is switched off must be one all the same: a misspelt id would leave on what is meant.
    const kind = kindOf(item, around)
    if (item.value.enabled === false) continue
    active.set(item.id, 'custom')
    if (kind === undefined) continue
    const own = ownDetector(item, around)
    if (own?.fingerprints) fingerprints.set(own.fingerprints.file, own.fingerprints)
    if (own && canRun(own.detector, item, problems)) custom.push(own.detector)
  }
  for (const id of changes.disabled) active.delete(id)
  warnOfAnswers(merged, builtins, custom, problems)
  const asked = builtins.filter(one => one.onRequest && isAsked(one, merged, changes.enabled)).map(({ id }) => id)
  return {
    options: { custom, disabled: [...changes.disabled], overrides: changes.overrides, asked },
    active,
    disabled: changes.disabled,
    fingerprints,
  }
}

const isCategory = (id: string): boolean => (categories as readonly string[]).includes(id)

interface Changes {
  readonly disabled: ReadonlySet<string>
  readonly enabled: ReadonlySet<string>
  readonly overrides: Readonly<Record<string, DetectorOverride>>
}

/** What the policy says of built-in detectors and of whole categories; an entry of a detector counts before that of its category. */
function changesOf(merged: Merged, builtins: readonly Builtin[], problems: Problems): Changes {
  const disabled = new Set<string>()
  const enabled = new Set<string>()
  const overrides: Record<string, DetectorOverride> = {}
  for (const item of merged.detectors.values()) {
    const isOne = builtins.some(({ id }) => id === item.id)
    if (isOne || isCategory(item.id)) checkBuiltin(item, isOne, problems)
    const category = builtins.find(({ id }) => id === item.id)?.category
    if (item.value.enabled === undefined && merged.detectors.get(category ?? '')?.value.enabled === false)
      problems.warn(
        item.place,
        `'${item.id}' stays switched off with its category '${category}'`,
        'enabled: true switches it on',
      )
  }
  for (const { id, category } of builtins) {
    const entry = { ...merged.detectors.get(category)?.value, ...merged.detectors.get(id)?.value }
    if (entry.enabled === false) disabled.add(id)
    if (entry.enabled === true) enabled.add(id)
    const override = overrideOf(entry)
    if (Object.keys(override).length > 0) overrides[id] = override
  }
  return { disabled, enabled, overrides }
}

/** Keys that change a built-in detector. */
const changing = ['enabled', 'severity', 'confidence', 'rate', 'near', 'within', 'only', 'except']

function checkBuiltin(item: Item<DetectorEntry>, isOne: boolean, problems: Problems): void {
  const foreign = Object.keys(item.value).filter(key => !changing.includes(key))
  for (const key of foreign)
    problems.error(
      item.at([key]),
      isOne
        ? `'${item.id}' is a built-in detector: ${key} cannot be set`
        : `'${item.id}' is the name of a category: ${key} cannot be set`,
      `what can: ${changing.join(', ')}; give your own detector another id`,
    )
  const { within, near, rate, confidence } = item.value
  if (item.id === 'custom')
    problems.error(item.place, "'custom' holds the policy's own detectors: change each of them where it stands")
  if (within !== undefined && near === undefined)
    problems.error(item.at(['within']), 'within says how far near looks: give near as well')
  if (rate && confidence && !atLeast(rate, confidence))
    problems.warn(
      item.at(['rate']),
      `rated ${rate}, every finding is below the confidence ${confidence} and dropped`,
      'to switch it off, say enabled: false',
    )
  checkPatterns(item, problems)
}

function overrideOf(entry: DetectorEntry): DetectorOverride {
  const { severity, confidence, rate, near, within, only, except } = entry
  return {
    ...(severity && { severity }),
    ...(confidence && { confidence }),
    ...(rate && { rate }),
    ...(near !== undefined && { near: [near].flat() }),
    ...(within !== undefined && { within }),
    ...(only !== undefined && { only: [only].flat() }),
    ...(except !== undefined && { except: [except].flat() }),
  }
}

/** A detector that runs on request is asked for by a rule that names it or its category, or by `enabled: true`. */
function isAsked({ id, category }: Builtin, merged: Merged, enabled: ReadonlySet<string>): boolean {
  return (
    enabled.has(id) ||
    merged.rules.some(rule => {
      const named = namedBy(rule)
      return named.includes(id) || named.includes(category)
    })
  )
}

/** Detectors and categories that count for a rule; none: every detector does. */
function namedBy({ value: { when } }: Merged['rules'][number]): readonly string[] {
  const { content } = when
  if (content === undefined) return []
  return typeof content === 'string' || Array.isArray(content)
    ? [content].flat()
    : [content.any_of ?? [], content.all_of ?? []].flat()
}

/** Whole passages cannot be told while an answer still grows: response-rules.ts leaves their detectors out. */
function warnOfAnswers(
  merged: Merged,
  builtins: readonly Builtin[],
  custom: readonly CustomDetector[],
  problems: Problems,
): void {
  const passages = new Set([
    ...builtins.filter(one => one.onRequest).map(({ id }) => id),
    ...custom.filter(({ kind }) => kind === 'fingerprints' || kind === 'code').map(({ id }) => id),
  ])
  for (const rule of merged.rules) {
    const named = namedBy(rule)
    if (rule.value.when.direction === 'response' && named.length > 0 && named.every(name => passages.has(name)))
      problems.warn(
        rule.at(['when', 'content']),
        `'${rule.id}' does nothing: answers are not looked through for code and fingerprints, which are told by whole passages`,
      )
  }
}

function canRun(own: CustomDetector, item: Item<DetectorEntry>, problems: Problems): boolean {
  try {
    checkCustom(own)
  } catch (cause) {
    if (!(cause instanceof CustomDetectorError)) throw cause
    problems.error(item.at([own.kind]), cause.message)
    return false
  }
  const doubt = doubtOf(own)
  if (doubt !== undefined) problems.warn(item.at(['pattern']), doubt)
  return true
}

/** A pattern that is narrowed may match much. */
function doubtOf(own: CustomDetector): string | undefined {
  if (own.kind !== 'pattern' || own.near || own.only || own.entropy !== undefined) return undefined
  return doubtAbout(own.pattern, own.ignoreCase ?? false)
}
