/** Text of policy files in, a compiled policy or every error at once out. Throws on no input. */
import { createHash } from 'node:crypto'
import { check } from './check.ts'
import { checkNewApps } from './check-apps.ts'
import { compileRule, compileSetting, defaultSeverity } from './compile.ts'
import { compileExemptions, exemptionSummary } from './compile-exemptions.ts'
import { compileLimit, parseLimitParts } from './compile-limits.ts'
import type { CompileContext, Condition, Names } from './condition.ts'
import type { CompiledPolicy } from './decide.ts'
import { detectors } from './detectors/index.ts'
import { judging } from './judging.ts'
import type { Limit, LimitPart } from './limit.ts'
import { type Item, type Merged, merge } from './merge.ts'
import { filesNamedBy, type NamedFiles, noFiles } from './named-files.ts'
import { type Builtin, ownDetectors } from './own-detectors.ts'
import { compilePeople } from './people.ts'
import type { Policy, PolicyApp } from './policy.ts'
import { type PolicyError, Problems } from './problem.ts'
import { type ResponseRulesOptions, responseRules } from './response-rules.ts'
import { createScanner } from './scan.ts'
import type { PolicyLimit } from './schema.ts'
import { type PolicySource, readSource } from './source.ts'

export type { PolicyError } from './problem.ts'
export { formatProblem } from './problem.ts'
export type { PolicySource } from './source.ts'

/** What a policy may name beside itself. */
export interface Known {
  /** App ids of the catalogue. */
  readonly apps: readonly string[]
  /** Provider ids, the formats Sluice reads. */
  readonly providers: readonly string[]
}

export interface LoadOptions {
  readonly known: Known
  /** For exemptions that have expired. */
  readonly now: Date
  /** Files that the policy names (filesNamedBy), as the host read them. Default: none can be named. */
  readonly files?: NamedFiles
  /** Default: the built-in detectors and their scanner. */
  readonly scanning?: { readonly builtins: readonly Builtin[]; readonly createScanner: typeof createScanner }
}

export type LoadResult =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly PolicyError[] }
  | { readonly ok: false; readonly errors: readonly PolicyError[]; readonly warnings: readonly PolicyError[] }

export function loadPolicy(sources: readonly PolicySource[], options: LoadOptions): LoadResult {
  const problems = new Problems()
  const read = sources.map(source => readSource(source, problems)).filter(source => source !== undefined)
  const merged = merge(read, problems)
  const scanning = options.scanning ?? { builtins: detectors, createScanner }
  const own = ownDetectors(merged, scanning.builtins, options.files ?? noFiles, problems)
  const names = namesOf(merged, own, options.known)
  check(merged, names, options.now, problems)
  checkNewApps(merged.apps, new Set(options.known.apps), problems)
  const limitParts = merged.limits.map(item => ({ item, parts: parseLimitParts(item, names.timeZone, problems) }))
  const { errors, warnings } = problems.sorted()
  if (errors.length > 0) return { ok: false, errors, warnings }
  const open = (file: string) => own.fingerprints.get(file)! // every file that options name was opened above
  const scanner = scanning.createScanner(own.options, open)
  const scans: Scans = {
    scanner,
    scannerOptions: own.options,
    builtins: scanning.builtins.filter(({ id }) => own.active.has(id)),
    custom: own.options.custom,
    scannerOf: (wanted, custom) =>
      scanning.createScanner(
        {
          ...own.options,
          custom,
          disabled: scanning.builtins.filter(({ id }) => !wanted.has(id) || own.disabled.has(id)).map(({ id }) => id),
        },
        open,
      ),
  }
  return {
    ok: true,
    policy: assemble(merged, names, limitParts, scans, versionOf(sources, options.files ?? noFiles)),
    warnings,
  }
}

function namesOf(merged: Merged, own: ReturnType<typeof ownDetectors>, known: Known): Names {
  return {
    apps: new Set([...known.apps, ...merged.apps.keys(), ...merged.broken]),
    providers: new Set(known.providers),
    detectors: own.active,
    disabled: own.disabled,
    people: new Set([...merged.people.keys(), ...merged.broken]),
    timeZone: merged.settings.time_zone ?? 'UTC',
  }
}

type Scans = Pick<Policy, 'scanner' | 'scannerOptions'> &
  Pick<ResponseRulesOptions, 'builtins' | 'custom' | 'scannerOf'>

type LimitParts = readonly { readonly item: Item<PolicyLimit>; readonly parts: readonly LimitPart[] }[]

function assemble(
  merged: Merged,
  names: Names,
  limits: LimitParts,
  { scanner, scannerOptions, ...scans }: Scans,
  version: string,
): Policy {
  const { settings } = merged
  const people = compilePeople(new Map([...merged.people].map(([name, item]) => [name, item.value])))
  const context: CompileContext = { people, timeZone: names.timeZone }
  const { ofRules: exemptions, ofFindings } = compileExemptions(merged.exemptions, context)
  const sanctioned = new Set(
    appsOf(merged)
      .filter(app => app.sanctioned === true)
      .map(app => app.id),
  )
  const uninspected = settings.uninspected ?? 'alert'
  const unknownAiApps = settings.unknown_ai_apps ?? 'allow'
  const compiled: Omit<CompiledPolicy, 'exemptions'> = {
    version,
    mode: settings.mode ?? 'enforce',
    rules: merged.rules.map(item => compileRule(item, exemptions, context)),
    sanctioned,
    ...(unknownAiApps !== 'allow' && {
      unknownApps: compileSetting('unknown_ai_apps', unknownAiApps, isUnknown(sanctioned), exemptions),
    }),
    ...(uninspected !== 'allow' && {
      uninspected: compileSetting('uninspected', uninspected, isUninspected, exemptions),
    }),
  }
  const rest = {
    version,
    mode: compiled.mode,
    onError: settings.on_error ?? 'block',
    uninspected,
    unknownAiApps,
    scanner,
    scannerOptions,
    rules: merged.rules.map(summary),
    exemptions: merged.exemptions.map(item => exemptionSummary(item, context)),
    tests: merged.tests.map(item => ({ ...item.value, file: item.place.file, line: item.place.line })),
    limits: limits.map(({ item, parts }) => onlyRecorded(compileLimit(item, parts, context), compiled.mode)),
    apps: appsOf(merged),
    notify: [...merged.notify.values()].map(({ id, value: { webhook } }) => ({
      id,
      url: webhook.url,
      ...(webhook.secret !== undefined && { secret: webhook.secret }),
    })),
    notice: settings.notice ?? 'header',
    responses: responseRules({ ...scans, rules: compiled.rules, mode: compiled.mode }),
  }
  return judging(rest, compiled, ofFindings)
}

/** Monitor mode changes nothing: a limit that would refuse is recorded as over. */
function onlyRecorded(limit: Limit, mode: Policy['mode']): Limit {
  return mode === 'monitor' ? { ...limit, action: 'alert' } : limit
}

const isUninspected: Condition = {
  kind: 'uninspected',
  holds: ({ request }) => request.direction === 'request' && request.coverage.verdict !== 'full',
  says: ({ request }) => {
    const { verdict, reason } = request.coverage
    return verdict === 'full'
      ? 'all text was read'
      : `${verdict === 'none' ? 'nothing' : 'only a part'} was read${reason ? `: ${reason}` : ''}`
  },
}

function isUnknown(sanctioned: ReadonlySet<string>): Condition {
  return {
    kind: 'unknown_ai_apps',
    holds: ({ request }) => request.direction === 'request' && !sanctioned.has(request.app),
    says: ({ request }) =>
      sanctioned.has(request.app) ? `app ${request.app} is sanctioned` : `app ${request.app} is not sanctioned`,
  }
}

function summary({ id, value, place }: Merged['rules'][number]): Policy['rules'][number] {
  return {
    id,
    ...(value.description !== undefined && { description: value.description }),
    action: value.action,
    severity: value.severity ?? defaultSeverity[value.action],
    mode: value.mode ?? 'enforce',
    ...(value.message !== undefined && { message: value.message }),
    file: place.file,
    line: place.line,
  }
}

/** Entries of `apps:`, and one for each app of `sanctioned_apps:`. */
function appsOf(merged: Merged): PolicyApp[] {
  const sanctioned = new Set(merged.sanctioned.map(({ name }) => name))
  const own = [...merged.apps.values()].map(({ id, value }) => ({
    id,
    ...(value.name !== undefined && { name: value.name }),
    hosts: value.hosts === undefined ? [] : [value.hosts].flat(),
    ...(value.format !== undefined && { format: value.format }),
    ...(value.intercept !== undefined && { intercept: value.intercept }),
    ...((sanctioned.has(id) || value.sanctioned !== undefined) && {
      sanctioned: sanctioned.has(id) || value.sanctioned === true,
    }),
  }))
  const rest = [...sanctioned].filter(id => !merged.apps.has(id)).map(id => ({ id, hosts: [], sanctioned: true }))
  return [...own, ...rest]
}

/** Of the text, and of what the files that it names hold: either may change a decision. */
function versionOf(sources: readonly PolicySource[], files: NamedFiles): string {
  const hash = createHash('sha256')
  for (const { text } of sources) hash.update(text).update('\0')
  for (const file of filesNamedBy(sources)) {
    const read = file.kind === 'words' ? files.words(file) : files.fingerprints(file)
    if (!('error' in read)) hash.update('text' in read ? read.text : read.build).update('\0')
  }
  return hash.digest('hex').slice(0, 12)
}
