/** `sluice fingerprint records`: a table becomes hashes that only the key can compare with what people send. */
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '../errors.ts'
import { fingerprintKeyFile, openFingerprintKey, readFingerprintKey } from '../fingerprints/key.ts'
import { checkColumns, type MadeRecords, makeRecords } from '../fingerprints/records-make.ts'
import { expected } from './expected.ts'
import { countBefore, counted, detectorId, policyLines, sized } from './fingerprint-report.ts'
import type { CliContext, Command } from './types.ts'

export const recordsCommand: Command = {
  name: 'fingerprint records',
  summary: 'Make fingerprints of a table (CSV, TSV, JSON lines), so that its rows are recognised.',
  usage:
    'sluice fingerprint records FILE --columns a,b,c+d [--name NAME] [--out FILE] [--key FILE] [--delimiter CHARACTER] [--encoding NAME] [--common ROWS] [--json]',
  run: (args, context) => expected(recordsCommand, context, () => run(args, context)),
}

const defaultCommon = 20

async function run(args: readonly string[], context: CliContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      columns: { type: 'string' },
      name: { type: 'string' },
      out: { type: 'string' },
      key: { type: 'string' },
      delimiter: { type: 'string' },
      encoding: { type: 'string' },
      common: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new SettingsError(`usage: ${recordsCommand.usage}`)
  const columns = (values.columns ?? '').split(',').map(column => column.trim())
  checkColumns(columns)
  const source = values.name ?? (file === '-' ? 'records' : basename(file))
  const out = values.out ?? `${stemOf(source)}.slfp`
  const before = await countBefore(out, 'rows')
  const key = values.key === undefined ? openFingerprintKey(keyFile(context)) : readFingerprintKey(values.key)
  const made = await makeRecords({
    file,
    stdin: context.stdin,
    columns,
    delimiter: values.delimiter,
    encoding: values.encoding,
    out: resolve(out),
    key,
    source,
    common: commonOf(values.common),
    now: context.now(),
    progress: rows => void context.stderr.write(`${rows.toLocaleString('en')} rows\n`),
  })
  context.stdout.write(
    values.json ? `${JSON.stringify({ file: out, ...made })}\n` : summary(made, source, out, values.common),
  )
  for (const warning of warningsOf(made, out, before)) context.stderr.write(`warning: ${warning}\n`)
  return 0
}

function warningsOf({ rows, uneven, firstUneven }: MadeRecords, out: string, before: number | undefined): string[] {
  const warnings: string[] = []
  if (uneven > 0)
    warnings.push(
      `${uneven} rows have more or fewer cells than the first line names, row ${firstUneven} first: is the delimiter right, and are values that hold it in quotes?`,
    )
  if (before !== undefined && rows < before / 2)
    warnings.push(`${out} was made of ${counted(before, 'row')} before, now of ${rows}: is the table whole?`)
  return warnings
}

const keyFile = (context: CliContext): string => fingerprintKeyFile(context.settings())

function commonOf(text: string | undefined): number {
  const rows = text === undefined ? defaultCommon : Number(text)
  if (!Number.isInteger(rows) || rows < 1 || rows > 1000)
    throw new SettingsError('--common is a number of rows from 1 to 1000')
  return rows
}

const stemOf = (name: string): string => name.replace(/(\.(csv|tsv|tab|txt|jsonl|ndjson))?(\.gz)?$/i, '')

function summary(made: MadeRecords, source: string, out: string, common: string | undefined): string {
  const number = (count: number): string => count.toLocaleString('en')
  const lines = made.columns.map(
    ({ name, kind, taken, ...left }) =>
      `  ${name}: ${number(taken)} taken (${kind})${leftOut({ ...left }, common ?? String(defaultCommon), number)}`,
  )
  const id = detectorId(stemOf(source), 'records')
  return [
    `${out}: ${counted(made.rows, 'row')} of ${source}, ${counted(made.cells, 'cell')}, ${sized(made.bytes)}`,
    ...lines,
    ...policyLines(id, out, made.columns.length > 1 ? ', together: 2' : '', id),
  ].join('\n')
}

function leftOut(
  { empty, short, long, common }: Pick<MadeRecords['columns'][number], 'empty' | 'short' | 'long' | 'common'>,
  limit: string,
  number: (count: number) => string,
): string {
  const reasons = [
    [common, `in more than ${limit} rows`],
    [short, 'too short'],
    [long, 'more than 10 words or 96 characters'],
    [empty, 'empty'],
  ] as const
  const said = reasons.filter(([count]) => count > 0).map(([count, why]) => `${number(count)} ${why}`)
  return said.length > 0 ? `; left out: ${said.join(', ')}` : ''
}
