/** What a notification says about recorded decisions: names, counts and ids, never any text of a request. */
import type { RuleHit } from '../policy/decision.ts'
import { severities } from '../policy/finding.ts'
import type { DecisionRecord } from './audit/types.ts'

/** One or more requests that the same rules caught, told in one message. */
export interface Notice {
  /** The latest of them. */
  readonly record: DecisionRecord
  /** The rules this message is about; others that hit have their own, or named nobody. */
  readonly hits: readonly RuleHit[]
  /** Requests it stands for. */
  readonly count: number
  /** When the first of them came, epoch ms. */
  readonly since: number
  /** What was found in all of them: detector to number of findings. */
  readonly detectors: ReadonlyMap<string, number>
}

export interface Message {
  readonly version: 1
  /** One or two sentences; the only field that chat services (Slack and its likes) show. */
  readonly text: string
  /** Id of the latest event. */
  readonly event: string
  /** Of the latest event, ISO 8601 in UTC. */
  readonly time: string
  readonly user: string
  readonly app: string
  readonly host: string
  /** What the rules call for, and what was done. They differ in monitor mode. */
  readonly action: DecisionRecord['action']
  readonly enforced: DecisionRecord['enforced']
  /** The highest of the rules told. */
  readonly severity: DecisionRecord['severity']
  readonly rules: readonly { readonly id: string; readonly action: string; readonly severity: string }[]
  readonly detectors: readonly { readonly id: string; readonly count: number }[]
  readonly count: number
  /** Present when `count` is above 1. */
  readonly since?: string
  /** The event in the console, where `console.public_url` is set. */
  readonly link?: string
}

/** `consoleUrl`: where people reach the console; empty when settings do not say. */
export function composeMessage(notice: Notice, consoleUrl: string): Message {
  const { record, hits, count, since } = notice
  const detectors = [...notice.detectors].map(([id, found]) => ({ id, count: found }))
  const link = consoleUrl === '' ? undefined : `${consoleUrl.replace(/\/+$/, '')}/events/${record.id}`
  return {
    version: 1,
    text: sentences(notice, detectors, link),
    event: record.id,
    time: new Date(record.at).toISOString(),
    user: record.user,
    app: record.app,
    host: record.host,
    action: record.action,
    enforced: record.enforced,
    severity: severities[Math.max(...hits.map(hit => severities.indexOf(hit.severity)))] ?? record.severity,
    rules: hits.map(({ rule, action, severity }) => ({ id: rule, action, severity })),
    detectors,
    count,
    ...(count > 1 && { since: new Date(since).toISOString() }),
    ...(link !== undefined && { link }),
  }
}

export function countDetectors(findings: DecisionRecord['findings'], into = new Map<string, number>()) {
  for (const { detector } of findings) into.set(detector, (into.get(detector) ?? 0) + 1)
  return into
}

function sentences(
  { record, hits, count, since }: Notice,
  detectors: Message['detectors'],
  link: string | undefined,
): string {
  const what = count === 1 ? 'a request' : `${count} requests`
  const when = count === 1 ? '' : ` since ${new Date(since).toISOString().slice(11, 19)} UTC`
  const rules = hits.map(({ rule, severity }) => `${rule} (${severity})`).join(', ')
  const found = detectors.map(({ id, count: times }) => `${times} ${id}`).join(', ')
  return [
    `Sluice ${verb(record)} ${what} of ${plain(record.user)} to ${plain(record.app)} at ${plain(record.host)}${when}.`,
    `${hits.length === 1 ? 'Rule' : 'Rules'}: ${rules}.`,
    ...(found === '' ? [] : [`Found: ${found}.`]),
    count === 1 ? `Event ${record.id}` : `Latest event ${record.id}`,
    ...(link === undefined ? [] : [link]),
  ].join(' ')
}

const done: Readonly<Record<DecisionRecord['enforced'], string>> = {
  block: 'blocked',
  redact: 'redacted',
  alert: 'let pass and reports',
  allow: 'let pass',
}

function verb({ action, enforced }: DecisionRecord): string {
  if (enforced !== 'allow' || action === 'allow') return done[enforced]
  return action === 'alert' ? 'let pass and reports' : `let pass, in monitor mode, and would have ${done[action]}`
}

/** Chat services read these three as mark-up: `<!channel>` would call everybody. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
