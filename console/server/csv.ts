/** Events as CSV (RFC 4180) that a spreadsheet opens as data, never as formulas. */
import type { EventSummary } from '../../proxy/audit/reader-types.ts'

const columns: readonly [string, (event: EventSummary) => string | number | undefined][] = [
  ['id', e => e.id],
  ['time', e => new Date(e.at).toISOString()],
  ['user', e => e.user],
  ['app', e => e.app],
  ['host', e => e.host],
  ['kind', e => e.kind],
  ['model', e => e.model],
  ['decided', e => e.action],
  ['done', e => e.enforced],
  ['severity', e => e.severity],
  ['coverage', e => e.coverage],
  ['rules', e => e.rules.join(' ')],
  ['findings', e => detectorList(e)],
  ['status', e => e.status],
  ['tokens', e => e.tokens],
  ['cost_usd', e => e.costUsd],
  ['duration_ms', e => e.durationMs],
]

export const csvHeader = `${columns.map(([name]) => name).join(',')}\r\n`

export function csvRow(event: EventSummary): string {
  return `${columns.map(([, value]) => cell(value(event))).join(',')}\r\n`
}

function detectorList(event: EventSummary): string {
  return Object.entries(event.detectors)
    .map(([detector, number]) => `${detector}:${number}`)
    .join(' ')
}

/** Hosts, models and user names come from outside: a leading =, +, -, @ or tab would run as a formula (OWASP, CSV injection). */
function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
