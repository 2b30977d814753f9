/** How the list of people is sorted: `costUsd` is descending, `-costUsd` the other way round. */
import type { PersonRow } from '../../contract.ts'

const columns = ['name', 'requests', 'tokens', 'costUsd', 'flagged', 'lastSeen'] as const
export type PeopleColumn = (typeof columns)[number]

export interface PeopleOrder {
  readonly column: PeopleColumn
  readonly reversed: boolean
}

export function peopleOrder(text: string | null): PeopleOrder {
  const reversed = text?.startsWith('-') ?? false
  const column = columns.find(name => name === (reversed ? text?.slice(1) : text)) ?? 'costUsd'
  return { column, reversed }
}

/** Figures largest first, names from A; `reversed` turns that round. */
export function sortPeople(people: readonly PersonRow[], { column, reversed }: PeopleOrder): PersonRow[] {
  const natural = (a: PersonRow, b: PersonRow) =>
    column === 'name' ? a.name.localeCompare(b.name) : b[column] - a[column] || a.name.localeCompare(b.name)
  return [...people].sort((a, b) => (reversed ? -natural(a, b) : natural(a, b)))
}
