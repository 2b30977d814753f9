/** Makes the scanner: every built-in detector that is not switched off, and the policy's own. */

import type { Detector } from './detectors/detector.ts'
import { detectors } from './detectors/index.ts'
import { makeValue, seededRandom } from './detectors/make-value.ts'
import { atLeast, type Confidence, type Finding, type Scanner, type ScanText, type Severity } from './finding.ts'
import type { OpenFingerprints } from './fingerprint.ts'
import { type CustomDetector, customDetectors } from './scan-custom.ts'
import { scanViews } from './scan-disguise.ts'
import { createEngines } from './scan-engines.ts'
import { joinTexts, pieceAt } from './scan-join.ts'
import { type Keeps, type Narrowing, narrowing } from './scan-narrow.ts'
import { resolveOverlaps } from './scan-overlap.ts'
import { createPageMaker, type Hit, type Page } from './scan-page.ts'

export type { CustomDetector } from './scan-custom.ts'
export { CustomDetectorError } from './scan-custom.ts'

/** What a policy may change about a built-in detector. */
export interface DetectorOverride extends Narrowing {
  readonly severity?: Severity
  /** Findings below it are dropped. */
  readonly confidence?: Confidence
  /** Taken for this sure, whatever their checks say; comes before `confidence`. */
  readonly rate?: Confidence
}

export interface ScannerOptions {
  readonly custom?: readonly CustomDetector[]
  /** Ids of built-in detectors that stay silent. */
  readonly disabled?: readonly string[]
  readonly overrides?: Readonly<Record<string, DetectorOverride>>
  /** Built-in detectors that run only when asked for (Detector.onRequest), and are. */
  readonly asked?: readonly string[]
}

const openNone: OpenFingerprints = file => {
  throw new Error(`${file}: fingerprints are not read here`)
}

/**
 * A scanner. Throws CustomDetectorError for a custom detector that cannot run, with its id and the reason, and what
 * `open` throws. One scanner serves any number of scans, one at a time (they are synchronous).
 */
export function createScanner(options: ScannerOptions = {}, open: OpenFingerprints = openNone): Scanner {
  const disabled = disabledBy(options)
  const active = detectors.filter(entry => !disabled.has(entry.id))
  const custom = customDetectors(options.custom ?? [], open)
  const keeps = keepers(options)
  const builtIn = createEngines(active)
  const everything = [...builtIn.all, ...custom.engines]
  const overrides = new Map(Object.entries(options.overrides ?? {}))
  // One page at each depth: the text of a view is scanned while the page around it is at hand.
  const pages: ReturnType<typeof createPageMaker>[] = []
  const scanText = (text: string, depth: number, secretsOnly: boolean): Hit[] => {
    const page = (pages[depth] ??= createPageMaker())(text)
    const hits: Hit[] = []
    for (const engine of secretsOnly ? builtIn.secrets : everything) engine(page, hits)
    const kept = keeps.size === 0 ? hits : hits.filter(hit => stays(keeps, page, hit))
    scanViews(page, depth, kept, scanText)
    return kept
  }

  return {
    detectorIds: [...active.map(entry => entry.id), ...custom.ids],
    scan(texts) {
      const joined = joinTexts(texts)
      if (joined.text.length === 0) return []
      const hits = scanText(joined.text, 0, false)
      const wanted = changedHits(hits, disabled, overrides)
      if (wanted.length === 0) return []
      return toFindings(resolveOverlaps(wanted), texts, joined.starts)
    },
  }
}

function disabledBy({ disabled = [], asked = [] }: ScannerOptions): ReadonlySet<string> {
  const silent = detectors.filter(entry => entry.onRequest && !asked.includes(entry.id)).map(entry => entry.id)
  return new Set([...disabled, ...silent])
}

/** What narrows a detector, by its id. */
function keepers({ custom = [], overrides = {} }: ScannerOptions): ReadonlyMap<string, Keeps> {
  const changes: [string, Narrowing][] = [
    ...Object.entries(overrides),
    ...custom.flatMap((one): [string, Narrowing][] =>
      one.kind === 'fingerprints' || one.kind === 'code' ? [] : [[one.id, one]],
    ),
  ]
  return new Map(
    changes.flatMap(([id, change]) => {
      const keep = narrowing(change)
      return keep ? [[id, keep] as const] : []
    }),
  )
}

const stays = (keeps: ReadonlyMap<string, Keeps>, page: Page, { detector, start, end }: Hit): boolean =>
  keeps.get(detector.id)?.(page, start, end) ?? true

/**
 * A made-up text in which the built-in detector `id`, asked for where it runs only on request, finds one value: the same
 * text every time. Throws on an unknown id.
 */
export function sample(id: string): string {
  const found = detectors.find(entry => entry.id === id)
  if (!found) throw new Error(`no built-in detector is named "${id}"`)
  return sampleOf(found).replaceAll(/[«»]/g, '')
}

function sampleOf(entry: Detector): string {
  let seed = 7
  for (const character of entry.id) seed = Math.imul(seed, 31) + character.charCodeAt(0)
  const example = entry.examples.match[0]
  const random = seededRandom(seed)
  return typeof example === 'string' ? makeValue(example, random) : example(random)
}

/** As the policy takes them, before one of them hides another: without those switched off or not sure enough. */
function changedHits(
  hits: readonly Hit[],
  disabled: ReadonlySet<string>,
  overrides: ReadonlyMap<string, DetectorOverride>,
): readonly Hit[] {
  const enabled = disabled.size === 0 ? hits : hits.filter(hit => !disabled.has(hit.detector.id))
  if (overrides.size === 0) return enabled
  return enabled.flatMap(hit => {
    const { severity, confidence, rate } = overrides.get(hit.detector.id) ?? {}
    if (confidence && !atLeast(rate ?? hit.confidence, confidence)) return []
    return {
      ...hit,
      ...(severity && { detector: { ...hit.detector, severity } }),
      ...(rate && { confidence: rate, why: [...hit.why, `rated ${rate} by the policy`] }),
    }
  })
}

function toFindings(hits: readonly Hit[], texts: readonly ScanText[], starts: readonly number[]): Finding[] {
  const findings: Finding[] = []
  for (const { detector, start, end, confidence, why } of hits) {
    const text = pieceAt(starts, end - 1)
    if (text < 0) continue
    const from = Math.max(0, start - starts[text]!)
    const to = Math.min(texts[text]!.text.length, end - starts[text]!)
    if (to <= from) continue
    const { id, category, severity } = detector
    findings.push({ text, detector: id, category, severity, start: from, end: to, confidence, why })
  }
  return findings
}
