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

/** Matches of a column of several cells. `partsOf` has the places of each part. */
export function joinParts(
  index: RecordsIndex,
  ids: ColumnIds,
  column: number,
  partsOf: (id: number) => readonly PartAt[],
  within: number,
): Match[] {
  const matches: Match[] = []
  const sorted = (id: number): PartAt[] => [...partsOf(id)].sort((a, b) => startOf(a) - startOf(b))
  let joined = sorted(ids.parts[0]!)
  for (let part = 1; part < ids.parts.length; part++) {
    const target = part === ids.parts.length - 1 ? ids.final : ids.joins[part - 1]!
    const next: PartAt[] = []
    pairs(joined, sorted(ids.parts[part]!), within, (a, b) => {
      const length = joinedUnits(units, a.value, b.value, target)
      index.findWhole(units, length, (id, value) => {
        if (id === target) next.push({ value, places: [...a.places, ...b.places] })
      })
    })
    joined = next.sort((a, b) => startOf(a) - startOf(b))
  }
  for (const { value, places } of joined)
    matches.push({ row: value, column, start: Math.min(...places), end: Math.max(...places), places })
  return matches
}

const units = new Uint16Array(8)
const startOf = ({ places }: PartAt): number => Math.min(...places)
const endOf = ({ places }: PartAt): number => Math.max(...places)

function pairs(
  a: readonly PartAt[],
  b: readonly PartAt[],
  within: number,
  visit: (a: PartAt, b: PartAt) => void,
): void {
  let middle = 0
  for (const one of b) {
    const start = startOf(one)
    const end = endOf(one)
    while (middle < a.length && startOf(a[middle]!) < start) middle++
    for (let i = middle - 1; i >= 0 && middle - i <= mostTried && end - startOf(a[i]!) <= within; i--) visit(a[i]!, one)
    for (let i = middle; i < a.length && i - middle < mostTried && endOf(a[i]!) - start <= within; i++)
      visit(a[i]!, one)
  }
}
