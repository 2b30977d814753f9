/** `sluice audit …`: takes the records out for other tools, and checks that they are whole. */
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { csvHeader, csvRow, exportRecords } from '../audit/export.ts'
import { type Verification, verifyAudit } from '../audit/verify.ts'
import { SettingsError } from '../errors.ts'
import { expected } from './expected.ts'
import type { CliContext, Command } from './types.ts'

const exportCommand: Command = {
  name: 'audit export',
  summary: 'Write the audit records, oldest first, as JSON lines or CSV.',
  usage:
    'sluice audit export [--since TIME] [--until TIME] [--json | --format jsonl|csv]   TIME: 2026-11-01, 2026-11-01T08:00Z, 24h, 7d',
  run: (args, context) =>
    expected(exportCommand, context, async () => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          since: { type: 'string' },
          until: { type: 'string' },
          format: { type: 'string' },
          json: { type: 'boolean' },
        },
      })
      const format = values.format ?? 'jsonl'
      if (format !== 'jsonl' && format !== 'csv')
        throw new SettingsError(`--format must be jsonl or csv, not ${format}`)
      if (values.json && format === 'csv') throw new SettingsError('--json and --format csv exclude each other')
      const records = exportRecords({
        path: databasePath(context),
        ...(values.since === undefined ? {} : { from: timeOf('--since', values.since, context.now()) }),
        ...(values.until === undefined ? {} : { to: timeOf('--until', values.until, context.now()) }),
      })
      await writeLines(context.stdout, linesOf(records, format))
      return 0
    }),
}

const verify: Command = {
  name: 'audit verify',
  summary: 'Check that the audit database is whole and that no row is missing.',
  usage: 'sluice audit verify [--json]',
  run: (args, context) =>
    expected(verify, context, async () => {
      const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
      const result = verifyAudit(databasePath(context))
      context.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${describeResult(result).join('\n')}\n`)
      return result.problems.length > 0 ? 1 : 0
    }),
}

export const auditCommands: readonly Command[] = [exportCommand, verify]

function databasePath(context: CliContext): string {
  return join(context.settings().data_dir, 'sluice.db')
}

function* linesOf(records: Iterable<Parameters<typeof csvRow>[0]>, format: 'jsonl' | 'csv'): Generator<string> {
  if (format === 'csv') yield `${csvHeader}\r\n`
  for (const record of records) yield format === 'csv' ? `${csvRow(record)}\r\n` : `${JSON.stringify(record)}\n`
}

/** Waits for the reader of the pipe, so that an export of any size needs little memory. */
async function writeLines(out: NodeJS.WritableStream, lines: Iterable<string>): Promise<void> {
  let closed = false
  const end = () => {
    closed = true
  }
  // `sluice audit export | head` closes the pipe: that is the end, not a failure.
  out.once('error', end).once('close', end)
  for (const line of lines) {
    if (closed) return
    if (!out.write(line)) await Promise.race([once(out, 'drain'), once(out, 'close')]).catch(end)
  }
}

/** Epoch ms of a date, a date with time, or a span back from now. */
function timeOf(option: string, text: string, now: Date): number {
  const span = /^(\d+)([mhd])$/.exec(text)
  if (span)
    return now.getTime() - Number(span[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[span[2] as 'm' | 'h' | 'd']
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time))
    throw new SettingsError(
      `${option} ${text}: use a date (2026-11-01), a time (2026-11-01T08:00Z) or a span (24h, 7d)`,
    )
  return time
}

function describeResult(result: Verification): string[] {
  const range =
    result.from === undefined || result.to === undefined
      ? ''
      : `, ${new Date(result.from).toISOString()} to ${new Date(result.to).toISOString()}`
  return [
    `${result.exchanges} exchanges${range}; ${result.open} have not ended, ${result.interrupted} were cut off by a stop`,
    ...result.problems.map(problem => `PROBLEM: ${problem}`),
    result.problems.length === 0
      ? 'No damage found and no row missing. Rows are not signed: a change made by someone who can write the file does not show here.'
      : `${result.problems.length} problems found; restore the database from a backup, and keep this one for the investigation`,
  ]
}
