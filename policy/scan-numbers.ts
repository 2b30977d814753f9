/** Finds cards, accounts and national ids: shape and check digits of each chain of digits, with the label before it. */
import RE2 from 're2'
import type { NumberFormat } from './detectors/detector.ts'
import type { Confidence } from './finding.ts'
import { type Chain, compactOf, eachChain } from './scan-chains.ts'
import { type Engine, type Hit, isDigit, isWord, type Page } from './scan-page.ts'
import { createWordIndex } from './scan-words.ts'

const leastDigits = 5
const mostCharacters = 34
/** How far before a value its label may stand, and how far behind. */
const labelReach = 64
const labelReachBehind = 24

interface Compiled {
  readonly format: NumberFormat
  shape?: RE2
  written?: RE2
}

/** An engine for these formats. */
export function createNumberEngine(formats: readonly NumberFormat[]): Engine {
  const compiled: Compiled[] = formats.map(format => ({ format }))
  const aloneByLength: Compiled[][] = Array.from({ length: mostCharacters + 1 }, () => [])
  for (const entry of compiled) {
    if (!entry.format.alone) continue
    for (let size = entry.format.lengths[0]; size <= Math.min(mostCharacters, entry.format.lengths[1]); size++)
      aloneByLength[size]!.push(entry)
  }
  const labels: string[] = []
  const labelOwners: Compiled[] = []
  for (const entry of compiled) {
    for (const label of entry.format.labels) {
      labels.push(label)
      labelOwners.push(entry)
    }
  }
  const labelGroups = groupLabels(labels, labelOwners)
  const index = createWordIndex(labelGroups.words, true)

  return (page, hits) =>
    eachChain(page, leastDigits, chain => {
      const labelled = labelsAround(page, chain, index, labelGroups.owners)
      matchChain(page, chain, labelled, aloneByLength, hits)
    })
}

/** One entry per distinct label, with every format that it names. */
function groupLabels(
  labels: readonly string[],
  owners: readonly Compiled[],
): { words: string[]; owners: Compiled[][] } {
  const byWord = new Map<string, Compiled[]>()
  labels.forEach((label, i) => {
    const list = byWord.get(label)
    if (list) list.push(owners[i]!)
    else byWord.set(label, [owners[i]!])
  })
  return { words: [...byWord.keys()], owners: [...byWord.values()] }
}

/** Formats whose labels stand around the chain, nearest first. */
function labelsAround(
  page: Page,
  chain: Chain,
  index: ReturnType<typeof createWordIndex>,
  owners: readonly (readonly Compiled[])[],
): Compiled[] {
  const start = chain.bounds[0]!
  const end = chain.bounds[2 * chain.count - 1]!
  const near: { entry: Compiled; distance: number }[] = []
  const note = (distance: number, label: number) => {
    for (const entry of owners[label]!) near.push({ entry, distance })
  }
  let from = Math.max(0, start - labelReach)
  for (let at = start - 1; at >= from; at--) if (page.units[at] === 0) from = at + 1
  index.search(page, (_, labelEnd, label) => note(start - labelEnd, label), from, start)
  index.search(
    page,
    (labelStart, _, label) => note(labelStart - end + labelReach, label),
    end,
    Math.min(page.length, end + labelReachBehind),
  )
  if (near.length === 0) return none
  near.sort((a, b) => a.distance - b.distance)
  return [...new Set(near.map(({ entry }) => entry))]
}

const none: Compiled[] = []

function matchChain(
  page: Page,
  chain: Chain,
  labelled: readonly Compiled[],
  aloneByLength: readonly (readonly Compiled[])[],
  hits: Hit[],
): void {
  let first = 0
  while (first < chain.count) {
    let taken = -1
    for (let last = chain.count - 1; last >= first && taken < 0; last--) {
      const compact = compactOf(page, chain, first, last)
      if (compact.length < leastDigits || compact.length > mostCharacters) continue
      const start = chain.bounds[2 * first]!
      const end = chain.bounds[2 * last + 1]!
      const hit =
        labelledHit(page, compact, start, end, labelled) ??
        aloneHit(page, compact, start, end, aloneByLength[compact.length]!)
      if (!hit) continue
      hits.push(hit)
      taken = last
    }
    first = taken < 0 ? first + 1 : taken + 1
  }
}

function labelledHit(
  page: Page,
  compact: string,
  start: number,
  end: number,
  labelled: readonly Compiled[],
): Hit | undefined {
  for (const entry of labelled) {
    const { format } = entry
    if (compact.length < format.lengths[0] || compact.length > format.lengths[1] || !shapeOf(entry).test(compact))
      continue
    const holds = format.verify?.(compact)
    const known = format.known?.includes(compact)
    const confidence: Confidence = holds === false || known ? 'low' : holds ? 'high' : 'medium'
    const why = [
      'label beside it',
      holds === undefined ? 'shape fits' : `${format.check}: ${holds ? 'holds' : 'does not hold'}`,
    ]
    if (known) why.push('documented test number')
    if (page.length >= end) return { detector: format, start, end, confidence, why }
  }
  return undefined
}

function aloneHit(
  page: Page,
  compact: string,
  start: number,
  end: number,
  entries: readonly Compiled[],
): Hit | undefined {
  for (const entry of entries) {
    const { format } = entry
    if (!shapeOf(entry).test(compact) || format.verify?.(compact) === false) continue
    if (!standsAlone(page, start, end)) continue
    if (format.written) {
      entry.written ??= new RE2(`^(?:${format.written})$`)
      if (!entry.written.test(page.text.slice(start, end))) continue
    }
    const known = format.known?.includes(compact)
    const why = [format.check, known ? 'documented test number' : 'no label beside it']
    return { detector: format, start, end, confidence: known ? 'low' : format.alone!, why }
  }
  return undefined
}

const shapeOf = (entry: Compiled): RE2 => (entry.shape ??= new RE2(`^(?:${entry.format.shape})$`))

/** Not a piece of a longer number, a decimal fraction, an identifier or a path. */
function standsAlone(page: Page, start: number, end: number): boolean {
  const { units } = page
  const before = units[start - 1] ?? 0
  const after = units[end] ?? 0
  if (isWord(before) || isWord(after) || before === 95 || after === 95) return false
  if ((before === 46 || before === 44 || before === 45 || before === 47) && isDigit(units[start - 2] ?? 0)) return false
  if ((after === 46 || after === 44 || after === 45 || after === 47) && isDigit(units[end + 1] ?? 0)) return false
  return before !== 47 && before !== 61 && before !== 35
}
