/** Reads what stands in another dress (encodings, escapes, look-alike characters) and maps findings back to what must be cut. */

import { encodedViews } from './scan-encoded.ts'
import { escapedViews } from './scan-escapes.ts'
import { foldedView } from './scan-fold.ts'
import { mirroredViews } from './scan-mirrored.ts'
import { createSpans, type Spans } from './scan-overlap.ts'
import type { Hit, Page } from './scan-page.ts'
import { spelledViews } from './scan-spelled.ts'
import { wideViews } from './scan-wide.ts'

/** A stretch of a page as it reads without its dress. */
export interface View {
  readonly text: string
  /** What it was: "base64". */
  readonly dress: string
  /** Numbers that are put together like this are no finding: only secrets are looked for. */
  readonly secretsOnly?: boolean
  /** Where on the page stands what makes up [start, end) of `text`. */
  place(start: number, end: number): { readonly start: number; readonly end: number }
}

const deepest = 3

/**
 * Adds what `scanText` finds in the views of a page. It is called with the depth of its text; views of views are read to
 * depth three.
 */
export function scanViews(
  page: Page,
  depth: number,
  hits: Hit[],
  scanText: (text: string, depth: number, secretsOnly: boolean) => readonly Hit[],
): void {
  if (depth >= deepest) return
  const found: Hit[] = []
  const known = new Map<string, Spans>()
  const isKnown = (id: string, start: number, end: number): boolean => {
    if (!known.has(id)) known.set(id, createSpans(hits.filter(hit => hit.detector.id === id)))
    return known.get(id)!.holds(start, end)
  }
  let plain: readonly Hit[] | undefined
  const heldBy = (start: number, end: number): number => {
    plain ??= hits.filter(isSureSecret).sort((a, b) => a.start - b.start)
    const first = firstFrom(plain, start)
    return plain.slice(first, first + 2).filter(hit => hit.end <= end).length
  }
  for (const view of viewsOf(page, hits)) {
    for (const hit of scanText(view.text, depth + 1, view.secretsOnly ?? false)) {
      if (view.secretsOnly && hit.detector.category !== 'secrets') continue
      const { start, end } = view.place(hit.start, hit.end)
      // A list of whole values, one a line, is not one value in groups.
      if (view.secretsOnly && heldBy(start, end) > 1) continue
      if (!isKnown(hit.detector.id, start, end))
        found.push({ ...hit, start, end, why: [...hit.why, `written as ${view.dress}`] })
    }
  }
  for (const hit of found) hits.push(hit)
}

const isSureSecret = ({ confidence, detector }: Hit): boolean => confidence !== 'low' && detector.category === 'secrets'

/** Index of the first hit, of hits in order, that begins at `start` or behind. */
function firstFrom(hits: readonly Hit[], start: number): number {
  let low = 0
  let high = hits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (hits[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}

function viewsOf(page: Page, hits: readonly Hit[]): View[] {
  const folded = foldedView(page)
  return [
    ...encodedViews(page, hits),
    ...escapedViews(page),
    ...wideViews(page),
    ...spelledViews(page),
    ...mirroredViews(page),
    ...(folded ? [folded] : []),
  ]
}

/** Places of a view whose unit `i` stands at `starts[i]` and ends before `ends[i]`. */
export function placeBy(starts: readonly number[], ends: readonly number[]): View['place'] {
  return (start, end) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? starts[start] ?? 0 })
}
