/** Matches of records as findings: each value for itself, so that redaction leaves the text between them. */
import type { FingerprintUse } from '../fingerprint.ts'
import type { Hit } from '../scan-page.ts'
import type { CellKind } from './records-cell.ts'
import { type Match, standingTogether } from './records-rows.ts'

export interface ReportedColumns {
  readonly columns: readonly string[]
  readonly source: string
  readonly cells: readonly number[]
  readonly kinds: readonly CellKind[]
}

/** One value of these is enough to know whose it is. */
const telling: ReadonlySet<CellKind> = new Set<CellKind>(['mail', 'iban', 'card'])

export interface RecordsReport {
  /** Takes matches of a stretch of the page; the same ones may come again. */
  add(matches: readonly Match[]): void
  /** A hit for each place, once, however many rows have its value. */
  hits(): Hit[]
}

/** For one page. `rated` is the confidence that the policy gives them, if any. */
export function recordsReport(
  of: ReportedColumns,
  use: Pick<FingerprintUse, 'together' | 'within'>,
  as: Pick<Hit, 'detector'> & { readonly rated: Hit['confidence'] | undefined },
): RecordsReport {
  const best = new Map<number, Map<number, readonly number[]>>()
  return {
    add: matches =>
      standingTogether(matches, use, ({ places }, columns) => {
        for (let i = 0; i < places.length; i += 2) {
          const ends = best.get(places[i]!) ?? new Map<number, readonly number[]>()
          best.set(places[i]!, ends)
          const known = ends.get(places[i + 1]!)
          if (!known || known.length < columns.length) ends.set(places[i + 1]!, columns)
        }
      }),
    hits: () =>
      outermost(best).map(({ start, end, columns }) => ({
        detector: as.detector,
        start,
        end,
        confidence: as.rated ?? confidenceOf(columns, of),
        why: [saying(columns, of)],
      })),
  }
}

interface Reported {
  readonly start: number
  readonly end: number
  readonly columns: readonly number[]
}

/** Without those inside others: jane.doe in jane.doe@acme.com. */
function outermost(places: ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>): Reported[] {
  const all = [...places].flatMap(([start, ends]) => [...ends].map(([end, columns]) => ({ start, end, columns })))
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  let reached = -1
  return all.filter(({ end }) => {
    const sticksOut = end > reached
    reached = Math.max(reached, end)
    return sticksOut
  })
}

function confidenceOf(columns: readonly number[], { cells, kinds }: ReportedColumns): Hit['confidence'] {
  const standing = columns.reduce((sum, column) => sum + cells[column]!, 0)
  return standing > 1 || telling.has(kinds[columns[0]!]!) ? 'high' : 'medium'
}

function saying(indices: readonly number[], { columns, source }: ReportedColumns): string {
  const names = indices.map(i => columns[i]!)
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${listed} of one row of ${source}`
}
