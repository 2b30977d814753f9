/** Finds cards, accounts and national ids: shape and check digits of each chain of digits, with the label before it. */
import RE2 from 're2'
import type { NumberFormat } from './detectors/detector.ts'
import type { Confidence } from './finding.ts'
import type { LabelOwner } from './scan-chain-engine.ts'
import { type Chain, compactOf } from './scan-chains.ts'
import { isRightBeside, type NearLabel } from './scan-labels.ts'
import { type Hit, isDigit, isWord, type Page } from './scan-page.ts'
import { createShape, type ShapeMatcher } from './scan-shape.ts'

const mostCharacters = 48

interface Compiled {
  readonly format: NumberFormat
  /** From the shape: no letters at all, or letters at its start. */
  readonly digitsOnly: boolean
  readonly lettersFirst: boolean
  shape?: ShapeMatcher
  written?: RE2
}

type Labels = readonly NearLabel<LabelOwner>[]

/** Reads the numbers of these formats out of a chain. */
export function createNumberReader(
  formats: readonly NumberFormat[],
): (page: Page, chain: Chain, labels: Labels, hits: Hit[]) => void {
  const compiled = new Map<LabelOwner, Compiled>(
    formats.map(format => [format, { format, ...lettersOf(format.shape) }]),
  )
  const aloneByLength: Compiled[][] = Array.from({ length: mostCharacters + 1 }, () => [])
  for (const entry of compiled.values()) {
    if (!entry.format.alone) continue
    const [least, most] = entry.format.lengths
    for (let size = least; size <= Math.min(mostCharacters, most); size++) aloneByLength[size]!.push(entry)
  }
  return (page, chain, labels, hits) => {
    const near =
      labels.length === 0 || page.units[chain.bounds[0]! - 1] === 92
        ? noLabels
        : labels.flatMap(({ distance, owners }) =>
            owners.flatMap(owner => {
              const entry = compiled.get(owner)
              return entry ? [{ distance, entry }] : []
            }),
          )
    if (near.length > 0 || chain.digits >= leastDigitsAlone) matchChain(page, chain, near, aloneByLength, hits)
  }
}

/** Native expressions on our own pattern. */
const lettersOf = (shape: string): { digitsOnly: boolean; lettersFirst: boolean } => ({
  digitsOnly: !/[A-Z]/.test(shape),
  lettersFirst: /^\[[A-Z-]+\]/.test(shape) && !shape.includes('|'),
})

interface Near {
  readonly distance: number
  readonly entry: Compiled
}

const leastDigitsAlone = 7
const noLabels: readonly Near[] = []

/** Takes the longest stretch of words that is a number, then goes on behind it. */
function matchChain(
  page: Page,
  chain: Chain,
  near: readonly Near[],
  aloneByLength: readonly (readonly Compiled[])[],
  hits: Hit[],
): void {
  let first = 0
  while (first < chain.count) {
    let taken = -1
    let best: Hit | undefined
    const mayStart = startsAlone(page, chain.bounds[2 * first]!)
    if (!mayStart && near.length === 0) {
      first++
      continue
    }
    for (let last = chain.count - 1; last >= first; last--) {
      // Behind a number whose check failed may stand a word that is none of it; digits and check letters are.
      if (best && (holdsDigit(page, chain, last + 1) || widthOf(chain, last + 1) < 3)) break
      const size = sizeOf(chain, first, last)
      if (
        size > mostCharacters ||
        (aloneByLength[size]!.length === 0 &&
          !near.some(({ entry }) => size >= entry.format.lengths[0] && size <= entry.format.lengths[1]))
      )
        continue
      const start = chain.bounds[2 * first]!
      const end = chain.bounds[2 * last + 1]!
      const alone =
        mayStart && aloneByLength[size]!.length > 0 && endsAlone(page, end) && !isListed(page, chain, first, last)
      if (!alone && near.length === 0) continue
      const compact = compactOf(page, chain, first, last)
      const hit =
        labelledHit(compact, start, end, near, start - chain.bounds[0]!) ??
        (alone ? aloneHit(page, compact, start, end, aloneByLength[size]!) : undefined)
      if (!hit || (best && hit.confidence === 'low')) continue
      best = hit
      taken = last
      if (hit.confidence !== 'low') break
    }
    if (best) hits.push(best)
    first = taken < 0 ? first + 1 : taken + 1
  }
}

function sizeOf(chain: Chain, first: number, last: number): number {
  let size = 0
  for (let word = first; word <= last; word++) size += chain.bounds[2 * word + 1]! - chain.bounds[2 * word]!
  return size
}

/** A row of groups of the same size that goes on before or behind is a table of numbers. */
function isListed(page: Page, chain: Chain, first: number, last: number): boolean {
  const width = (word: number): number => widthOf(chain, word)
  if (first > 0 && width(first - 1) === width(first) && holdsDigit(page, chain, first - 1)) return true
  return last + 1 < chain.count && width(last + 1) === width(last) && page.units[chain.bounds[2 * last + 3]!] !== 47
}

const widthOf = (chain: Chain, word: number): number => chain.bounds[2 * word + 1]! - chain.bounds[2 * word]!

function holdsDigit(page: Page, chain: Chain, word: number): boolean {
  for (let at = chain.bounds[2 * word]!; at < chain.bounds[2 * word + 1]!; at++)
    if (isDigit(page.units[at]!)) return true
  return false
}

function labelledHit(
  compact: string,
  start: number,
  end: number,
  labels: readonly Near[],
  offset: number,
): Hit | undefined {
  let best: Hit | undefined
  let bestDistance = 0
  for (const { distance, entry } of labels) {
    if (best && best.confidence !== 'low' && distance > bestDistance) return best
    const { format } = entry
    if (compact.length < format.lengths[0] || compact.length > format.lengths[1] || !hasShape(entry, compact)) continue
    const holds = format.verify?.(compact)
    // What lies between is other groups of the same chain.
    if ((!format.verify || format.labelled) && (!isRightBeside(distance, distance + offset) || holds === false))
      continue
    const hit = labelled(format, compact, start, end, holds)
    // A check that holds says more than a shape under the same label.
    if (hit.confidence === 'high') return hit
    if (best && (best.confidence !== 'low' || hit.confidence === 'low')) continue
    best = hit
    bestDistance = distance
  }
  return best
}

function labelled(format: NumberFormat, compact: string, start: number, end: number, holds: boolean | undefined): Hit {
  const known = format.known?.includes(compact) || new Set(compact).size === 1
  const sure: Confidence = format.labelled ?? (holds === undefined ? 'medium' : 'high')
  const why = [
    'label beside it',
    holds === undefined ? format.check : `${format.check}: ${holds ? 'holds' : 'does not hold'}`,
  ]
  if (known) why.push('documented or test number')
  return { detector: format, start, end, confidence: holds === false || known ? 'low' : sure, why }
}

function aloneHit(
  page: Page,
  compact: string,
  start: number,
  end: number,
  entries: readonly Compiled[],
): Hit | undefined {
  const letters = holdsLetter(compact)
  for (const entry of entries) {
    const { format } = entry
    if (letters ? entry.digitsOnly : entry.lettersFirst) continue
    if (!hasShape(entry, compact) || format.verify?.(compact) === false) continue
    if (format.written) {
      entry.written ??= new RE2(`^(?:${format.written})$`)
      if (!entry.written.test(page.text.slice(start, end))) continue
    }
    const known = format.known?.includes(compact)
    const why = [`${format.check}: holds`, known ? 'documented test number' : 'no label beside it']
    return { detector: format, start, end, confidence: known ? 'low' : format.alone!, why }
  }
  return undefined
}

function holdsLetter(compact: string): boolean {
  for (let i = 0; i < compact.length; i++) if (compact.charCodeAt(i) > 57) return true
  return false
}

const hasShape = (entry: Compiled, compact: string): boolean =>
  (entry.shape ??= createShape(entry.format.shape))(compact)

/** Not a piece of a longer number, a decimal fraction, an identifier or a path. */
function startsAlone({ units }: Page, start: number): boolean {
  const before = units[start - 1] ?? 0
  if (isWord(before) || before === 95 || before === 47 || before === 61 || before === 35) return false
  return !((before === 46 || before === 44 || before === 45) && isDigit(units[start - 2] ?? 0))
}

function endsAlone({ units }: Page, end: number): boolean {
  const after = units[end] ?? 0
  if (isWord(after) || after === 95) return false
  return !((after === 46 || after === 44 || after === 45 || after === 47) && isDigit(units[end + 1] ?? 0))
}
