/** Of findings that overlap, keeps the surest and most specific; what it covers is never less than one of them asked for. */
import { confidences } from './finding.ts'
import type { Hit } from './scan-page.ts'

/** Hits in order of place. A hit goes when a better one overlaps it and reaches as far; one that reaches further stays beside it. */
export function resolveOverlaps(hits: readonly Hit[]): Hit[] {
  if (hits.length < 2) return [...hits]
  const kept: Hit[] = []
  for (const hit of [...hits].sort(better)) {
    if (!kept.some(best => overlaps(best, hit) && covered(best, hit))) kept.push(hit)
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end)
}

const overlaps = (a: Hit, b: Hit): boolean => a.start < b.end && b.start < a.end
const covered = (best: Hit, hit: Hit): boolean => best.start <= hit.start && best.end >= hit.end

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
