/** Fingerprints of a few rows, made and looked up without a file. */
import type { Confidence } from '../../../policy/finding.ts'
import type { FingerprintUse } from '../../../policy/fingerprint.ts'
import { createRecordsBuilder } from '../../../policy/fingerprints/records-build.ts'
import { recordsEngine } from '../../../policy/fingerprints/records-engine.ts'
import { RecordsIndex } from '../../../policy/fingerprints/records-index.ts'
import { createPageMaker, type Hit } from '../../../policy/scan-page.ts'

export const hashKey = Uint8Array.from({ length: 16 }, (_, i) => 7 * i + 1)

/** `columns` as the command takes them (`name+dob`); each row has the cells of all columns, one behind the other. */
export function buildRecords(columns: readonly string[], rows: readonly (readonly string[])[], common = 20) {
  const cells = columns.map(name => name.split('+').length)
  const builder = createRecordsBuilder({ cells, hashKey, common })
  rows.forEach((row, i) => {
    let next = 0
    builder.add(
      i + 1,
      cells.map(count => row.slice(next, (next += count))),
    )
  })
  return builder.finish()
}

export type Search = (text: string) => { readonly values: readonly string[]; readonly hits: readonly Hit[] }

/** Searches texts for the rows; answers the values cut out of the text, in order of place. */
export function recordsSearch(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  use: Partial<FingerprintUse> & { readonly rated?: Confidence } = {},
): Search {
  const { parts, layout } = buildRecords(columns, rows)
  const index = new RecordsIndex(parts, layout, hashKey)
  const engine = recordsEngine(
    { index, columns, source: 'customers.csv' },
    { id: 'customers', category: 'custom', severity: 'medium' },
    { columns: [], together: Math.min(2, columns.length), within: 300, passage: 30, ...use },
    use.rated,
  )
  const makePage = createPageMaker()
  return text => {
    const hits: Hit[] = []
    engine(makePage(text), hits)
    hits.sort((a, b) => a.start - b.start || a.end - b.end)
    return { hits, values: hits.map(({ start, end }) => text.slice(start, end)) }
  }
}
