/** Which values stand near enough to others of their row. */

/** A value of a row in the text. */
export interface Match {
  readonly row: number
  /** Index of its column. */
  readonly column: number
  readonly start: number
  readonly end: number
  /** Starts and ends of the cells that it consists of. */
  readonly places: readonly number[]
}

/** Calls back with each match that stands, within so many characters, among values of at least `together` columns of its row. */
export function standingTogether(
  matches: readonly Match[],
  { together, within }: { readonly together: number; readonly within: number },
  found: (match: Match, columns: readonly number[]) => void,
): void {
  const rows = new Map<number, Match[]>()
  for (const match of matches) {
    const row = rows.get(match.row)
    if (row) row.push(match)
    else rows.set(match.row, [match])
  }
  for (const row of rows.values()) if (row.length >= together) sweep(row, together, within, found)
}

/** One window slides over the matches of a row; each match is reported once, with the columns of the first window that holds it. */
function sweep(
  row: Match[],
  together: number,
  within: number,
  found: (match: Match, columns: readonly number[]) => void,
): void {
  // A match of several cells is wide: it begins before others that end before it does.
  const byEnd = row.toSorted((a, b) => a.end - b.end)
  row.sort((a, b) => a.start - b.start)
  const inside = new Map<number, number>()
  let first = 0
  let waiting: Match[] = []
  for (const match of byEnd) {
    const from = match.end - within
    if (match.start < from) continue
    inside.set(match.column, (inside.get(match.column) ?? 0) + 1)
    waiting.push(match)
    for (; row[first]!.start < from; first++) leave(inside, row[first]!, within)
    if (inside.size < together) continue
    const columns = [...inside.keys()].sort((a, b) => a - b)
    for (const one of waiting) if (one.start >= from) found(one, columns)
    waiting = []
  }
}

function leave(inside: Map<number, number>, { column, start, end }: Match, within: number): void {
  if (end - start > within) return
  const count = inside.get(column)! - 1
  if (count === 0) inside.delete(column)
  else inside.set(column, count)
}
