/** Cells that count only together, such as a name and a date of birth: pairs of them that stand near each other and belong to one row. */
import type { RecordsIndex } from './records-index.ts'
import { type ColumnIds, joinedUnits } from './records-layout.ts'
import type { Match } from './records-rows.ts'

/** A part of a column in the text; `value` is its id. */
export interface PartAt {
  readonly value: number
  readonly places: readonly number[]
}

/** Parts that each part is tried with, on either side: what bounds the work in a text full of names. */
const mostTried = 24

/** Calls back with the matches of a column of several cells. `partsOf` has the places of each part. */
export function joinParts(
  index: RecordsIndex,
  ids: ColumnIds,
  column: number,
  { partsOf, within }: { partsOf(id: number): readonly PartAt[]; readonly within: number },
  found: (match: Match) => void,
): void {
  let joined = sorted(partsOf(ids.parts[0]!))
  for (let part = 1; part < ids.parts.length && joined.length > 0; part++) {
    const isLast = part === ids.parts.length - 1
    const target = isLast ? ids.final : ids.joins[part - 1]!
    const next: PartAt[] = []
    pairs(joined, sorted(partsOf(ids.parts[part]!)), within, (a, b) => {
      const places = [...a.places, ...b.places]
      index.findWhole(units, joinedUnits(units, a.value, b.value, target), (id, value) => {
        if (id !== target) return
        if (isLast) found({ row: value, column, start: Math.min(...places), end: Math.max(...places), places })
        else next.push({ value, places })
      })
    })
    joined = sorted(next)
  }
}

const units = new Uint16Array(8)

/** A part with where it begins and ends. */
interface Placed extends PartAt {
  readonly start: number
  readonly end: number
}

function sorted(parts: readonly PartAt[]): Placed[] {
  return parts
    .map(({ value, places }) => ({ value, places, start: Math.min(...places), end: Math.max(...places) }))
    .sort((a, b) => a.start - b.start)
}

/** Each one with the nearest of each value on either side, so that every place of a value is met by some pair. */
function pairs(
  a: readonly Placed[],
  b: readonly Placed[],
  within: number,
  visit: (a: PartAt, b: PartAt) => void,
): void {
  eachNear(b, a, within, (one, near) => visit(near, one))
  // The nearest of a row of equal ones has been met.
  eachNear(a, b, within, visit)
}

/** Calls back with each part and those of `others`, sorted as all are, that stand near it: of equal ones on one side only the nearest. */
function eachNear(
  parts: readonly Placed[],
  others: readonly Placed[],
  within: number,
  visit: (one: Placed, near: Placed) => void,
): void {
  const { before, behind } = equals(others)
  let middle = 0
  for (const one of parts) {
    while (middle < others.length && others[middle]!.start < one.start) middle++
    const least = Math.max(0, middle - mostTried)
    for (let i = middle - 1; i >= least && one.end - others[i]!.start <= within; i--)
      if (behind[i]! >= middle && others[i]!.end - others[i]!.start <= within) visit(one, others[i]!)
    const most = Math.min(others.length, middle + mostTried)
    for (let i = middle; i < most && others[i]!.start - one.start <= within; i++)
      if (before[i]! < middle && others[i]!.end - one.start <= within) visit(one, others[i]!)
  }
}

/** Of each part, where the same value stands before it and behind it. */
function equals(parts: readonly Placed[]): { readonly before: Int32Array; readonly behind: Int32Array } {
  const before = new Int32Array(parts.length).fill(-1)
  const behind = new Int32Array(parts.length).fill(parts.length)
  const last = new Map<number, number>()
  parts.forEach(({ value }, i) => {
    const known = last.get(value)
    last.set(value, i)
    if (known === undefined) return
    before[i] = known
    behind[known] = i
  })
  return { before, behind }
}
