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
/** Of these, pairs that belong to a row: the others are met from their other part, unless it has as many itself. */
const mostPairs = 6

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
      let pair: Placed | undefined
      index.findWhole(units, joinedUnits(units, a.value, b.value, target), (id, value) => {
        if (id !== target) return
        pair ??= together(a, b)
        if (isLast) found({ row: value, column, start: pair.start, end: pair.end, places: pair.places })
        else next.push({ value, places: pair.places })
      })
      return pair !== undefined
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

function together(a: Placed, b: Placed): Placed {
  const places = [...a.places, ...b.places]
  return { value: b.value, places, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

/** Answers whether they belong to a row. */
type Visit = (a: Placed, b: Placed) => boolean

/** Each one with the nearest of each value on either side, so that every place of a value is in some pair. */
function pairs(a: readonly Placed[], b: readonly Placed[], within: number, visit: Visit): void {
  const met = new Map<Placed, Set<Placed>>()
  eachNear(b, a, within, (one, near) => {
    if (!visit(near, one)) return false
    const others = met.get(near)
    if (others) others.add(one)
    else met.set(near, new Set([one]))
    return true
  })
  eachNear(a, b, within, (one, near) => met.get(one)?.has(near) || visit(one, near))
}

/** Calls back with each part and those of `others`, sorted as all are, that stand near it: of equal ones on one side only the nearest. */
function eachNear(parts: readonly Placed[], others: readonly Placed[], within: number, visit: Visit): void {
  const { before, behind } = equals(others)
  let middle = 0
  for (const one of parts) {
    while (middle < others.length && others[middle]!.start < one.start) middle++
    const least = Math.max(0, middle - mostTried)
    let left = mostPairs
    for (let i = middle - 1; i >= least && left > 0; i--) {
      const { start, end } = others[i]!
      if (one.end - start > within) break
      if (behind[i]! >= middle && end - start <= within && visit(one, others[i]!)) left--
    }
    const most = Math.min(others.length, middle + mostTried)
    left = mostPairs
    for (let i = middle; i < most && left > 0; i++) {
      const { start, end } = others[i]!
      if (start - one.start > within) break
      if (before[i]! < middle && end - one.start <= within && visit(one, others[i]!)) left--
    }
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
