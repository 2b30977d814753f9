/** What a policy asks of answers: which detectors look, and how long text must wait for them. */
import type { CompiledRule } from './compile.ts'
import type { PolicyRequest } from './decision.ts'
import type { Finding, Scanner } from './finding.ts'
import type { Builtin } from './own-detectors.ts'
import { PersonFacts } from './people.ts'
import { holdFor } from './response-hold.ts'
import { type Judge, watchResponse } from './response-scan.ts'
import type { CustomDetector } from './scan-custom.ts'
import type { TextWatcher } from './text-watcher.ts'

export interface ResponseRules {
  /** A rule may redact or cut; otherwise rules only alert, and no text waits. */
  readonly edits: boolean
  /** Watches one text of an answer; `judge` is asked about every value that a rule looks for. */
  watch(judge: Judge): TextWatcher
}

export interface ResponseRulesOptions {
  readonly rules: readonly CompiledRule[]
  readonly mode: 'enforce' | 'monitor'
  readonly builtins: readonly (Builtin & { readonly kind?: string })[]
  readonly custom: readonly CustomDetector[]
  /** A scanner of these detectors alone, with these of the policy's own. */
  readonly scannerOf: (wanted: ReadonlySet<string>, custom: readonly CustomDetector[]) => Scanner
}

/** Null when no rule looks at answers. */
export function responseRules({
  rules,
  mode,
  builtins,
  custom,
  scannerOf,
}: ResponseRulesOptions): ResponseRules | null {
  const looking = rules.filter(rule => rule.content !== undefined && looksAtResponses(rule))
  if (looking.length === 0) return null
  const editing =
    mode === 'monitor'
      ? []
      : looking.filter(rule => !rule.onTrial && (rule.action === 'redact' || rule.action === 'block'))
  // What is told by whole passages (fingerprints, source code) cannot be told while an answer still grows.
  const growing = custom.filter(one => one.kind !== 'fingerprints' && one.kind !== 'code')
  const values = builtins.filter(one => !one.onRequest)
  const all = [...values, ...growing.map(({ id }) => ({ id, category: 'custom' as const }))]
  const looked = detectorsOf(looking, all)
  const mine = growing.filter(one => looked.has(one.id))
  const scanner = scannerOf(looked, mine)
  const hold = holdFor(looked, builtins, custom)
  const waits = detectorsOf(editing, all).size > 0
  const near = mine.filter(one => (one.near?.length ?? 0) > 0).map(one => ({ ...one, near: [] }))
  const candidates = near.length === 0 ? undefined : scannerOf(new Set(near.map(one => one.id)), near)
  return {
    edits: waits,
    watch: judge => watchResponse({ scanner, hold, waits, ...(candidates && { candidates }), judge }),
  }
}

function looksAtResponses(rule: CompiledRule): boolean {
  const direction = rule.conditions.find(condition => condition.kind === 'direction')
  return direction === undefined || direction.holds({ request: probe([]), person: new PersonFacts(probe([]).person) })
}

/** Detectors of which a sure finding would count for one of the rules. */
function detectorsOf(rules: readonly CompiledRule[], all: readonly Builtin[]): ReadonlySet<string> {
  const findings = all.map(
    (one): Finding => ({
      text: 0,
      detector: one.id,
      category: one.category,
      severity: 'high',
      start: 0,
      end: 0,
      confidence: 'high',
      why: [],
    }),
  )
  const wanted = new Set<string>()
  for (const rule of rules)
    for (const index of rule.content?.select?.(probe(findings)) ?? []) wanted.add(all[index]!.id)
  return wanted
}

function probe(findings: readonly Finding[]): PolicyRequest {
  return {
    person: { user: '', directoryGroups: [], address: '' },
    app: '',
    provider: '',
    host: '',
    direction: 'response',
    coverage: { verdict: 'full' },
    segments: [],
    findings,
    now: new Date(0),
  }
}
