/** Remembers where the labels of numbers stand on a page, looking at each part of it at most once and only near numbers. */
import type { Page } from './scan-page.ts'
import { createWordIndex, type WordIndex } from './scan-words.ts'

/** How far before a value its label may stand, and how far behind. */
export const labelReach = 64
const labelReachBehind = 24

/** A label near a value: how many characters lie between, and what the label names. */
export interface NearLabel<T> {
  readonly distance: number
  readonly label: string
  readonly owners: readonly T[]
}

export interface LabelFinder<T> {
  /** Forgets the last page. */
  reset(): void
  /** Labels around [start, end), nearest first; those behind the value count as further away than those before it. */
  around(page: Page, start: number, end: number, reach?: number): readonly NearLabel<T>[]
}

const none: readonly never[] = []

/** `labels` names what each word or phrase (lower case) stands for. */
export function createLabelFinder<T>(labels: ReadonlyMap<string, readonly T[]>): LabelFinder<T> {
  const words = [...labels.keys()]
  const owners = [...labels.values()]
  const index: WordIndex = createWordIndex(words, true)
  let starts: number[] = []
  let ends: number[] = []
  let entries: number[] = []
  let searched = 0

  const note = (start: number, end: number, entry: number): void => {
    starts.push(start)
    ends.push(end)
    entries.push(entry)
  }

  return {
    reset() {
      searched = 0
      starts = []
      ends = []
      entries = []
    },
    around(page, start, end, reach = labelReach) {
      const from = Math.max(0, start - reach)
      const to = Math.min(page.length, end + labelReachBehind)
      if (to > searched) {
        // Each part is searched once: what a short reach passed over is not looked at again for the next number.
        index.search(page, note, Math.max(from, searched), to)
        searched = to
      }
      if (starts.length === 0 || starts.at(-1)! < from) return none
      const near: NearLabel<T>[] = []
      for (let i = starts.length - 1; i >= 0 && starts[i]! >= from; i--) {
        const distance = starts[i]! >= end ? starts[i]! - end + labelReach : Math.max(0, start - ends[i]!)
        if (starts[i]! >= to || crossesText(page, Math.min(starts[i]!, end), Math.max(start, starts[i]!))) continue
        if (ambiguous.has(words[entries[i]!]!) && !looksLikeLabel(page, starts[i]!, ends[i]!)) continue
        near.push({ distance, label: words[entries[i]!]!, owners: owners[entries[i]!]! })
      }
      return near.length > 1 ? near.sort((a, b) => a.distance - b.distance) : near
    },
  }
}

/** Labels that are words of their own in some language: they count in capitals or with a sign behind them. */
const ambiguous = new Set(
  'sin pan fin tin ein gst dl cc sc kt cf nas nip nit tic nic run eid nin uid vin cid sc cell ph mob call contact portable account patient konto conto conta compte chassis medicare policy patente documento'.split(
    ' ',
  ),
)

/** In capitals, or followed by a sign that labels have. */
function looksLikeLabel({ units, text }: Page, start: number, end: number): boolean {
  let capitals = true
  for (let at = start; at < end; at++) if (units[at]! > 96 && units[at]! < 123) capitals = false
  if (capitals) return true
  let at = end
  while (units[at] === 32 || units[at] === 34 || units[at] === 39 || units[at] === 42) at++
  return (
    ':#=：.'.includes(text[at] ?? ' ') ||
    text.startsWith('no', at) ||
    text.startsWith('nr', at) ||
    text.startsWith('num', at)
  )
}

/** A NUL stands between the texts of a request. */
function crossesText({ units }: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (units[at] === 0) return true
  return false
}
