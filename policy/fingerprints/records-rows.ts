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
  row.sort((a, b) => a.start - b.start)
  const inside = new Map<number, number>()
  let first = 0
  let reported = 0
  row.forEach((match, last) => {
    inside.set(match.column, (inside.get(match.column) ?? 0) + 1)
    while (first < last && match.end - row[first]!.start > within) {
      const { column } = row[first++]!
      const count = inside.get(column)! - 1
      if (count === 0) inside.delete(column)
      else inside.set(column, count)
    }
    if (inside.size < together) return
    const columns = [...inside.keys()].sort((a, b) => a - b)
    for (let i = Math.max(first, reported); i <= last; i++) found(row[i]!, columns)
    reported = last + 1
  })
}
