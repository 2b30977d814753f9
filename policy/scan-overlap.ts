/** Of findings that overlap, keeps the surest and most specific; what it covers is never less than one of them asked for. */
import { confidences } from './finding.ts'
import type { Hit } from './scan-page.ts'

/**
 * Hits in order of place. A hit goes when a better one overlaps it and reaches as far; one that reaches further stays
 * beside it. The policy's own detectors neither hide others nor are hidden: rules that name them would not match. Nor
 * do hits `beside` values of others.
 */
export function resolveOverlaps(hits: readonly Hit[]): Hit[] {
  if (hits.length < 2) return [...hits]
  const groups = new Map<string, Hit[]>()
  for (const hit of hits) {
    const group = hit.beside || hit.detector.category === 'custom' ? hit.detector.id : ''
    const list = groups.get(group)
    if (list) list.push(hit)
    else groups.set(group, [hit])
  }
  return [...groups.values()].flatMap(resolveGroup).sort((a, b) => a.start - b.start || b.end - a.end)
}

function resolveGroup(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = []
  const reach = createReach(hits)
  for (const hit of [...hits].sort(better)) {
    if (reach.from(hit.start) >= hit.end) continue
    reach.add(hit)
    kept.push(hit)
  }
  return kept
}

interface Reach {
  /** The furthest end of the hits added so far that start at `start` or before it; 0 without any. */
  from(start: number): number
  add(hit: Hit): void
}

/** A binary indexed tree of the furthest ends over the places where hits start. */
function createReach(hits: readonly Hit[]): Reach {
  const starts = [...new Set(hits.map(hit => hit.start))].sort((a, b) => a - b)
  const rank = new Map(starts.map((start, i) => [start, i + 1]))
  const furthest = new Float64Array(starts.length + 1)
  return {
    from(start) {
      let end = 0
      for (let i = rank.get(start)!; i > 0; i -= i & -i) end = Math.max(end, furthest[i]!)
      return end
    },
    add({ start, end }) {
      for (let i = rank.get(start)!; i < furthest.length; i += i & -i) furthest[i] = Math.max(furthest[i]!, end)
    },
  }
}

/** Answers which stretches of a page are taken, for a list of places that does not change any more. */
export interface Spans {
  /** Does one of the places hold all of [start, end)? */
  holds(start: number, end: number): boolean
  /** Does one of the places share a character with [start, end)? */
  touches(start: number, end: number): boolean
}

export function createSpans(places: readonly { readonly start: number; readonly end: number }[]): Spans {
  const sorted = [...places].sort((a, b) => a.start - b.start)
  let reached = 0
  const ends = sorted.map(({ end }) => (reached = Math.max(reached, end)))
  const reachBelow = (limit: number): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.start < limit) low = middle + 1
      else high = middle
    }
    return low === 0 ? -1 : ends[low - 1]!
  }
  return {
    holds: (start, end) => reachBelow(start + 1) >= end,
    touches: (start, end) => reachBelow(end) > start,
  }
}

function better(a: Hit, b: Hit): number {
  return (
    confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) ||
    rank(b) - rank(a) ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start
  )
}

/** A named format says more than a value that only its neighbours give away, and a secret more than personal data. */
const rank = (hit: Hit): number =>
  (hit.detector.category === 'secrets' ? 2 : 0) + (hit.detector.id.startsWith('generic-') ? 0 : 1)
