/** Every record of a time range, oldest first by order of recording, without holding the database or much memory. */
import { openDatabase } from './database.ts'
import { recordColumns, recordOf } from './rows.ts'
import type { ExchangeRecord } from './types.ts'

/** Throws SettingsError when the database cannot be opened. `from` inclusive, `to` exclusive, epoch ms. */
export function* exportRecords(options: {
  readonly path: string
  readonly from?: number
  readonly to?: number
}): Generator<ExchangeRecord> {
  const db = openDatabase({ path: options.path, readonly: true })
  try {
    // In pages, so that the write-ahead log of a busy proxy is not kept from shrinking while someone downloads.
    const page = db.prepare(`SELECT ${recordColumns} FROM exchanges x LEFT JOIN outcomes o ON o.seq = x.seq
      WHERE x.seq > ? AND x.at >= ? AND x.at < ? ORDER BY x.seq LIMIT 500`)
    let after = 0
    for (;;) {
      // `x.*` begins with the INTEGER PRIMARY KEY.
      const rows = page.all(after, options.from ?? 0, options.to ?? Number.MAX_SAFE_INTEGER) as { seq: number }[]
      if (rows.length === 0) return
      for (const row of rows) yield recordOf(row)
      after = rows.at(-1)!.seq
    }
  } finally {
    db.close()
  }
}

/** Columns of the CSV form: one row per exchange, lists joined by a space. */
const columns: readonly [string, (r: ExchangeRecord) => string | number | undefined][] = [
  ['id', r => r.id],
  ['time', r => new Date(r.at).toISOString()],
  ['user', r => r.user],
  ['identified_by', r => r.identifiedBy],
  ['groups', r => r.groups.join(' ')],
  ['client_address', r => r.clientAddress],
  ['app', r => r.app],
  ['provider', r => r.provider],
  ['host', r => r.host],
  ['method', r => r.method],
  ['path', r => r.path],
  ['model', r => r.model ?? r.outcome?.usage?.model],
  ['account', r => r.account],
  ['kind', r => r.kind],
  ['coverage', r => r.coverage.verdict],
  ['coverage_reason', r => r.coverage.reason],
  ['action', r => r.action],
  ['enforced', r => r.enforced],
  ['severity', r => r.severity],
  ['rules', r => r.rules.map(hit => hit.rule).join(' ')],
  ['findings', r => r.findings.length],
  ['detectors', r => [...new Set(r.findings.map(f => f.detector))].join(' ')],
  ['refusal', r => r.refusal?.code],
  ['policy_version', r => r.policyVersion],
  ['status', r => r.outcome?.status],
  ['input_tokens', r => r.outcome?.usage?.inputTokens],
  ['output_tokens', r => r.outcome?.usage?.outputTokens],
  ['cached_input_tokens', r => r.outcome?.usage?.cachedInputTokens],
  ['reasoning_tokens', r => r.outcome?.usage?.reasoningTokens],
  ['usage_basis', r => r.outcome?.usage?.basis],
  ['cost_usd', r => r.outcome?.cost?.usd],
  ['cost_basis', r => r.outcome?.cost?.basis],
  ['duration_ms', r => r.outcome?.durationMs],
  ['first_byte_ms', r => r.outcome?.firstByteMs],
  ['own_us', r => r.outcome?.ownMicros],
  ['request_bytes', r => r.requestBytes],
  ['response_bytes', r => r.outcome?.responseBytes],
  ['aborted_by', r => r.outcome?.abortedBy],
  ['error', r => r.outcome?.error],
]

export const csvHeader = columns.map(([name]) => name).join(',')

/** One line of RFC 4180, without its line end. */
export function csvRow(record: ExchangeRecord): string {
  return columns.map(([, value]) => csvField(value(record))).join(',')
}

function csvField(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  // A spreadsheet would run these as formulas: https://owasp.org/www-community/attacks/CSV_Injection
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
