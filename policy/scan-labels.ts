/** Remembers where the labels of numbers stand on a page, looking at each part of it at most once and only near numbers. */
import type { Page } from './scan-page.ts'
import { createWordIndex, type WordIndex } from './scan-words.ts'

/** How far before a value its label may stand, and how far behind. */
export const labelReach = 64
/** A value that only its label tells: how far before it, and how far behind (`12345678 is my passport number`). */
const nearEnough = 32
const nearEnoughBehind = 12
const labelReachBehind = 24

/** A label near a value: how many characters lie between, and what the label names. */
export interface NearLabel<T> {
  readonly distance: number
  readonly label: string
  readonly owners: readonly T[]
}

/** Does a label at this distance stand close enough to tell alone what the value is? `between` counts what lies before it. */
export function isRightBeside(distance: number, between = distance): boolean {
  return distance < labelReach ? between <= nearEnough : distance - labelReach <= nearEnoughBehind
}

export interface LabelFinder<T> {
  /** Forgets the last page. */
  reset(): void
  /** Labels around [start, end), nearest first; those behind the value count as further away than those before it. */
  around(page: Page, start: number, end: number, reach?: number): readonly NearLabel<T>[]
  /** Labels in the head of a column, as if they stood right before the value; an ambiguous one must be all of the head. */
  within(page: Page, start: number, end: number): readonly NearLabel<T>[]
}

const none: readonly never[] = []

/** `labels` names what each word or phrase (lower case) stands for. */
export function createLabelFinder<T>(labels: ReadonlyMap<string, readonly T[]>): LabelFinder<T> {
  const spelled = spellingsOf(labels)
  const words = [...spelled.keys()]
  const owners = [...spelled.values()]
  const index: WordIndex = createWordIndex(words, true, true)
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
        if (starts[i]! >= end && namesNext(page, end, starts[i]!, ends[i]!)) continue
        near.push({ distance, label: words[entries[i]!]!, owners: owners[entries[i]!]! })
      }
      return near.length > 1 ? near.sort((a, b) => a.distance - b.distance) : near
    },
    within(page, start, end) {
      const found: NearLabel<T>[] = []
      const add = (from: number, to: number, entry: number): void => {
        const label = words[entry]!
        if (to > end || (ambiguous.has(label) && (from > start || to < end))) return
        found.push({ distance: 0, label, owners: owners[entry]! })
      }
      index.search(page, add, start, end)
      return found
    },
  }
}

/** A hyphen in a label may be a space or an underscore on the page, and the apostrophe of typewriters one of print. */
function spellingsOf<T>(labels: ReadonlyMap<string, readonly T[]>): ReadonlyMap<string, readonly T[]> {
  const spelled = new Map<string, readonly T[]>()
  for (const [label, owners] of labels) {
    const loose = ambiguous.has(label) ? label : label.replaceAll('-', ' ')
    for (const one of new Set([loose, loose.replaceAll("'", '’')]))
      spelled.set(one, [...new Set([...(spelled.get(one) ?? []), ...owners])])
  }
  return spelled
}

/** Labels that are words of their own in some language: they count in capitals or with a sign behind them. */
const ambiguous = new Set(
  'sin pan fin tin ein gst dl cc sc kt cf nas nip nit tic nic run eid nin uid vin cid sc cell ph mob call contact portable account patient konto conto conta compte chassis medicare policy patente documento rg ci pis nis rib ccc ag conta kra cin epic transit plaka targa placa matricula identidade team dic run nid bik kto spz cuenta konto rachunek identity'.split(
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
    ':#=：.><|\t\n)'.includes(text[at] ?? ' ') ||
    (isCapitalised(units[start]!) && startsNumber(units[at]!)) ||
    text.startsWith('is ', at) ||
    text.startsWith('no', at) ||
    text.startsWith('nr', at) ||
    text.startsWith('num', at)
  )
}

const isCapitalised = (unit: number): boolean => unit > 64 && unit < 91
const startsNumber = (unit: number): boolean => (unit > 47 && unit < 58) || unit === 40 || unit === 43

/** A label behind a value on another line, or with a value of its own behind it. */
function namesNext({ units, text }: Page, valueEnd: number, start: number, end: number): boolean {
  for (let at = valueEnd; at < start; at++) if (units[at] === 10) return true
  let at = end
  while (at - end < 8 && ' "\'*]'.includes(text[at] ?? ':')) at++
  const next = units[at]!
  return ':=#：|\t'.includes(text[at] ?? ' ') || (next > 47 && next < 58) || next === 43
}

/** A NUL stands between the texts of a request. */
function crossesText({ units }: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (units[at] === 0) return true
  return false
}
