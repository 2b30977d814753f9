/** Rows of a table in a file, one at a time: CSV with any delimiter, or a JSON object on each line, also compressed. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { didYouMean } from '../../policy/nearest.ts'
import { SettingsError } from '../errors.ts'
import { readText, type TextOptions } from './records-text.ts'

export interface RowsOptions extends TextOptions {
  /** As `name+dob`: cells of one column that count together. */
  readonly columns: readonly string[]
  /** One character, or `tab`; default: what the first line has most of. */
  readonly delimiter?: string | undefined
  /** Called with the number of each row (from 1) that has more or fewer cells than the first line names. */
  readonly uneven: (row: number) => void
}

/** The cells of each column, in the order of `columns`. */
export type Row = readonly (readonly string[])[]

/** Throws SettingsError with the line where the file cannot be read. Bytes are never kept beyond some rows. */
export async function* readRows(options: RowsOptions): AsyncGenerator<Row> {
  const { file } = options
  try {
    yield* isJsonLines(file) ? jsonRows(options) : csvRows(options)
  } catch (cause) {
    throw cause instanceof SettingsError ? cause : new SettingsError(`${file}: ${reasonOf(cause)}`, { cause })
  }
}

const isJsonLines = (file: string): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(file)

const maxRecordBytes = 1 << 22

async function* csvRows(options: RowsOptions): AsyncGenerator<Row> {
  const text = readText(options)
  const { value: start = '' } = await text.next()
  const { delimiter, from_line } = shapeOf(options, start)
  // `text` goes on after the piece that was looked at.
  const whole = Readable.from(
    (async function* () {
      yield start
      yield* text
    })(),
    { objectMode: false },
  )
  const parser = parse({
    delimiter,
    from_line,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
  })
  whole.on('error', error => parser.destroy(error)).pipe(parser)
  let places: (readonly number[])[] | undefined
  let names = 0
  let row = 0
  // csv-parse yields lists of strings unless told otherwise.
  for await (const record of parser as AsyncIterable<string[]>) {
    if (!places) {
      places = placesOf(options, record)
      names = record.length
      continue
    }
    row++
    if (record.length !== names) options.uneven(row)
    yield places.map(column => column.map(place => record[place] ?? ''))
  }
  if (!places) throw new SettingsError(`${options.file}: is empty; its first line names the columns`)
}

/** Some spreadsheet programs write a first line `sep=;`. */
function shapeOf(options: RowsOptions, start: string): { delimiter: string; from_line: number } {
  const said = /^sep=(.)\r?\n/i.exec(start)
  return said && options.delimiter === undefined
    ? { delimiter: said[1]!, from_line: 2 }
    : { delimiter: delimiterOf(options, start), from_line: said ? 2 : 1 }
}

function delimiterOf({ delimiter, file }: RowsOptions, start: string): string {
  if (delimiter !== undefined) {
    const meant = /^(tab|\\t)$/.test(delimiter) ? '\t' : delimiter
    if (meant.length !== 1) throw new SettingsError(`--delimiter is one character, or tab, not '${delimiter}'`)
    return meant
  }
  if (/\.(tsv|tab)(\.gz)?$/i.test(file)) return '\t'
  const line = /^[^\r\n]*/.exec(start)?.[0] ?? ''
  const count = (sign: string): number => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((a, b) => (count(b) > count(a) ? b : a))
}

/** A column of that very name counts before one that is made of several. */
function placesOf({ columns, file }: RowsOptions, header: readonly string[]): (readonly number[])[] {
  const names = header.map(name => name.trim().toLowerCase())
  const placeOf = (name: string): number => {
    const place = names.indexOf(name.toLowerCase())
    if (place !== names.lastIndexOf(name.toLowerCase()))
      throw new SettingsError(`${file}: two columns are called '${name}'; rename one of them in the first line`)
    return place
  }
  return columns.map(column => {
    const whole = placeOf(column)
    if (whole >= 0) return [whole]
    return cellNames(column).map(name => {
      const place = placeOf(name)
      if (place >= 0) return place
      throw new SettingsError(`${file}: no column '${name}'${whatThereIs(name, header)}`)
    })
  })
}

/** Nothing of a first line that is a row: it would be in the mail of the nightly job. */
function whatThereIs(name: string, header: readonly string[]): string {
  if (header.some(cell => /@|\d\D*\d\D*\d\D*\d/.test(cell)))
    return '; its first line is a row of values and must name the columns: put a line with their names before it'
  const named = header.filter(cell => cell.trim() !== '')
  return `${didYouMean(name, named)}; its first line has ${named.join(', ').slice(0, 500)}`
}

/** The cells that a column consists of: name and dob of `name+dob`. */
export function cellNames(column: string): string[] {
  return column.split('+').map(name => name.trim())
}

async function* jsonRows(options: RowsOptions): AsyncGenerator<Row> {
  const columns = options.columns.map(cellNames)
  const wanted = columns.flat()
  const met = new Set<string>()
  let number = 0
  for await (const line of createInterface({ input: Readable.from(readText(options)), crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    const row = parseLine(line, `${options.file}:${number}`)
    yield columns.map(names => names.map(name => cellOf(row[name])))
    for (const name of wanted) if (Object.hasOwn(row, name)) met.add(name)
  }
  const missing = wanted.find(name => !met.has(name))
  if (missing !== undefined) throw new SettingsError(`${options.file}: no row has '${missing}'`)
}

function parseLine(line: string, place: string): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown> // just seen
  } catch {
    // JSON.parse quotes the text in its message.
    throw new SettingsError(`${place}: is no JSON; each line holds one object`)
  }
  throw new SettingsError(`${place}: each line holds one object`)
}

const cellOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''

/** In words that quote nothing of the file. */
function reasonOf(cause: unknown): string {
  if (cause instanceof CsvError) {
    const line = 'lines' in cause ? ` at line ${String(cause['lines'])}` : ''
    return `${csvReasons[cause.code] ?? 'is no CSV'}${line}; see --delimiter`
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8 text; give --encoding, such as windows-1252'
  if (code === 'ENOENT') return 'does not exist'
  if (code === 'EISDIR') return 'is a folder; name the file'
  if (code === 'EACCES') return 'cannot be read (EACCES); check its permissions'
  return `cannot be read (${code || 'unknown'})`
}

const csvReasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote is closed in the middle of a value',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a value',
  CSV_MAX_RECORD_SIZE: 'a row is larger than 4 MiB: a quote may not be closed',
}
