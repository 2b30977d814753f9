/** A table in, a file of fingerprints out: nothing of the table is kept, and memory does not grow with its size but with its cells. */
import { type ColumnCounts, createRecordsBuilder } from '../../policy/fingerprints/records-build.ts'
import type { CellKind } from '../../policy/fingerprints/records-cell.ts'
import { columnIds } from '../../policy/fingerprints/records-layout.ts'
import { SettingsError } from '../errors.ts'
import { newContainer, writeContainer } from './container.ts'
import type { FingerprintKey } from './key.ts'
import { cellNames, type RowsOptions, readRows } from './records-read.ts'

export interface MakeOptions extends Omit<RowsOptions, 'uneven'> {
  readonly out: string
  readonly key: FingerprintKey
  /** Shown in findings. */
  readonly source: string
  /** A value in more rows than this is left out. */
  readonly common: number
  readonly now: Date
  /** Called after every million rows. */
  readonly progress: (rows: number) => void
}

export interface MadeRecords {
  readonly rows: number
  /** Cells whose values will be found. */
  readonly cells: number
  readonly bytes: number
  readonly build: string
  /** Rows with more or fewer cells than the first line names, and the number of the first of them, from 1; 0 for none. */
  readonly uneven: number
  readonly firstUneven: number
  readonly columns: readonly (ColumnCounts & { readonly name: string; readonly kind: CellKind })[]
}

const everyRows = 1_000_000
const mostRows = 2 ** 31 - 2

/** Throws SettingsError, and writes nothing, when the table cannot be read or holds nothing that can be found. */
export async function makeRecords(options: MakeOptions): Promise<MadeRecords> {
  const { columns } = options
  const made = newContainer(options.key)
  // A column whose own name has a + is one cell: only the first row tells.
  let builder: ReturnType<typeof createRecordsBuilder> | undefined
  let rows = 0
  let [uneven, firstUneven] = [0, 0]
  const note = (row: number): void => {
    if (uneven++ === 0) firstUneven = row
  }
  for await (const row of readRows({ ...options, uneven: note })) {
    builder ??= builderFor(
      row.map(({ length }) => length),
      made.keys.hash,
      options.common,
    )
    if (++rows > mostRows) throw new SettingsError(`${options.file}: has more than ${mostRows} rows`)
    builder.add(rows, row)
    if (rows % everyRows === 0) options.progress(rows)
  }
  const built = builder?.finish()
  const cells = built?.columns.reduce((sum, { taken }) => sum + taken, 0) ?? 0
  if (!built || cells === 0)
    throw new SettingsError(`${options.file}: has no value in ${columns.join(', ')} that could be found again`)
  const bytes = await writeContainer(
    options.out,
    made,
    {
      kind: 'records',
      source: options.source,
      created: options.now.toISOString(),
      columns: [...columns],
      counts: { rows, cells },
      layout: built.layout,
    },
    built.parts,
  )
  const named = built.columns.map((counts, i) => ({ name: columns[i]!, kind: built.layout.kinds[i]!, ...counts }))
  return { rows, cells, bytes, build: made.build, uneven, firstUneven, columns: named }
}

function builderFor(cells: readonly number[], hashKey: Uint8Array, common: number) {
  return createRecordsBuilder({ cells, hashKey, common })
}

/** Throws SettingsError when the columns cannot be fingerprinted together, before any row is read. */
export function checkColumns(columns: readonly string[]): void {
  if (columns.length === 0 || columns.some(column => cellNames(column).includes('')))
    throw new SettingsError('--columns names the columns that are fingerprinted, such as email,iban,name+dob')
  const twice = columns.find((column, i) => columns.indexOf(column) !== i)
  if (twice !== undefined) throw new SettingsError(`--columns names ${twice} twice`)
  try {
    columnIds(columns.map(column => cellNames(column).length))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SettingsError(`--columns: ${cause.message}`, { cause })
  }
}
