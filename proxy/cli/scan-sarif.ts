/** Writes what was found as SARIF 2.1.0, for CI and code hosts (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import { createHash } from 'node:crypto'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { detectors } from '../../policy/detectors/index.ts'
import type { Category, Severity } from '../../policy/finding.ts'
import type { NotRead } from './scan-inputs.ts'
import type { Located } from './scan-report.ts'

export interface SarifRun {
  readonly located: readonly Located[]
  readonly notRead: readonly NotRead[]
  readonly version: string
  /** Folder that paths are relative to: that of the checkout in CI. */
  readonly cwd: string
}

/** One run. Values never appear, and nothing that could be tried for them: fingerprints are of places, not of values. */
export function sarifReport({ located, notRead, version, cwd }: SarifRun): string {
  const rules = rulesOf(located)
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const fingerprint = fingerprints(cwd)
  const run = {
    tool: { driver: { name: 'sluice', version, semanticVersion: version, rules } },
    // Section 3.14.17: text in which columns and lengths are counted.
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(cwd).href.replace(/\/?$/, '/')}` } },
    invocations: [
      {
        executionSuccessful: notRead.every(one => !one.failed),
        toolExecutionNotifications: notRead.map(({ path, reason, failed }) => ({
          level: failed ? 'error' : 'note',
          message: { text: `not scanned: ${reason}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(path, cwd) } }],
        })),
      },
    ],
    results: located.map(one => resultOf(one, indexes.get(one.finding.detector)!, fingerprint(one), cwd)),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function resultOf(one: Located, ruleIndex: number, fingerprint: string, cwd: string) {
  const { path, line, column, endLine, endColumn, mask, finding, exemption } = one
  return {
    ruleId: finding.detector,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: `${finding.detector} ${mask}: ${finding.why.join('; ')}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(path, cwd),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    partialFingerprints: { 'sluicePlace/v1': fingerprint },
    // Section 3.27.23: a viewer lists what is suppressed apart.
    ...(exemption !== undefined && { suppressions: [{ kind: 'external', justification: `exemption ${exemption}` }] }),
    properties: { confidence: finding.confidence, category: finding.category },
  }
}

/** Which of its detector's findings in its file it is: stays when lines move, and tells nothing of the value. */
function fingerprints(cwd: string): (one: Located) => string {
  const counts = new Map<string, number>()
  return ({ path, finding }) => {
    const key = `${artifact(path, cwd).uri}\n${finding.detector}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return createHash('sha256').update(`${key}\n${count}`).digest('hex').slice(0, 32)
  }
}

/** Relative with `/` and percent signs below the folder of the checkout, else absolute (section 3.4). */
function artifact(path: string, cwd: string): { uri: string; uriBaseId?: string } {
  if (path === '-') return { uri: 'stdin' }
  const full = resolve(cwd, path)
  const below = relative(cwd, full)
  if (below === '' || below.startsWith('..') || isAbsolute(below)) return { uri: pathToFileURL(full).href }
  return { uri: below.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

interface Rule {
  readonly id: string
}

function rulesOf(located: readonly Located[]): readonly Rule[] {
  const used = new Map(located.map(({ finding }) => [finding.detector, finding]))
  return [...used.keys()].sort().map(id => {
    const { severity, category } = used.get(id)!
    return ruleOf(id, severity, category)
  })
}

function ruleOf(id: string, severity: Severity, category: Category): Rule {
  const builtIn = detectors.find(one => one.id === id)
  const text = builtIn?.name ?? `Detector ${id} of the policy`
  const remedy =
    category === 'secrets'
      ? 'Revoke the value where it was issued, then take it out of the text.'
      : 'Take the value out of the text, or teach an exemption with a reason.'
  const rule = {
    id,
    name: id,
    shortDescription: { text },
    fullDescription: { text: `${text}. ${remedy}` },
    ...(builtIn && { helpUri: builtIn.source }),
    help: {
      text: `${text}. ${remedy}${builtIn ? ` Format: ${builtIn.source}` : ''}`,
      markdown: `**${text}.** ${remedy}${builtIn ? ` [Format](${builtIn.source})` : ''}`,
    },
    defaultConfiguration: { level: levels[severity] },
    // The score that code hosts sort by.
    properties: { tags: ['security', category], precision: 'high', 'security-severity': scores[severity] },
  }
  return rule
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '1.0',
}
