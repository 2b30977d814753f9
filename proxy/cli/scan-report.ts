/** Writes what was found: for people with masked context, as JSON, and as SARIF for CI. Values never appear. */
import { atLeast, type Confidence, type Finding, type Severity } from '../../policy/finding.ts'
import { maskValue } from '../../policy/mask.ts'

export interface Located {
  readonly path: string
  /** From 1; the column counts UTF-16 code units. */
  readonly line: number
  readonly column: number
  readonly mask: string
  readonly finding: Finding
  /** The exemption of the policy that takes it out. */
  readonly exemption?: string
}

export function locate(
  path: string,
  text: string,
  findings: readonly Finding[],
  least: Confidence,
  exempt: ReadonlyMap<Finding, string> = new Map(),
): Located[] {
  const wanted = findings.filter(finding => atLeast(finding.confidence, least))
  let line = 1
  let lineStart = 0
  return wanted.map(finding => {
    for (
      let next = text.indexOf('\n', lineStart);
      next >= 0 && next < finding.start;
      next = text.indexOf('\n', lineStart)
    ) {
      line++
      lineStart = next + 1
    }
    const mask = maskValue(text.slice(finding.start, finding.end), finding.detector)
    const exemption = exempt.get(finding)
    const column = finding.start - lineStart + 1
    return { path, line, column, mask, finding, ...(exemption !== undefined && { exemption }) }
  })
}

/** Characters of context on each side of a masked value. */
const contextWidth = 32

/** Where and what, the line around it, and why. `all` are the findings of any confidence: none of them shows in a context. */
export function humanReport(located: readonly Located[], text: string, all: readonly Finding[]): string {
  const edges = edgesOf(all)
  return located
    .map(({ path, line, column, mask, finding }) => {
      const head = `${path}:${line}:${column}  ${finding.severity}  ${finding.detector}  ${finding.confidence} confidence`
      return `${head}\n    ${before(text, finding, edges)}${mask}${after(text, finding, edges)}\n    ${finding.why.join('; ')}\n`
    })
    .join('')
}

/** Where findings begin and end, so that each context is found by looking up two places. */
interface Edges {
  /** Starts, ascending, and the furthest end of the findings up to each. */
  readonly starts: readonly number[]
  readonly furthest: readonly number[]
  /** Ends, ascending, and the first start of the findings from each on. */
  readonly ends: readonly number[]
  readonly first: readonly number[]
}

function edgesOf(all: readonly Finding[]): Edges {
  const byStart = all.toSorted((a, b) => a.start - b.start)
  const furthest: number[] = []
  for (const { end } of byStart) furthest.push(Math.max(end, furthest.at(-1) ?? 0))
  const byEnd = all.toSorted((a, b) => a.end - b.end)
  const first: number[] = new Array(byEnd.length)
  for (let i = byEnd.length - 1; i >= 0; i--)
    first[i] = Math.min(byEnd[i]!.start, first[i + 1] ?? Number.POSITIVE_INFINITY)
  return { starts: byStart.map(one => one.start), furthest, ends: byEnd.map(one => one.end), first }
}

/** How many of the numbers, which ascend, are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Context stops at a line break and at the next finding, so that no value shows beside another's mask. */
function before(text: string, { start }: Finding, { starts, furthest }: Edges): string {
  const earlier = countUpTo(starts, start - 1)
  const ended = earlier === 0 ? 0 : Math.min(furthest[earlier - 1]!, start)
  const context = text.slice(Math.max(ended, start - contextWidth, 0), start)
  return printable(context.slice(context.lastIndexOf('\n') + 1))
}

function after(text: string, { end }: Finding, { ends, first }: Edges): string {
  const next = Math.max(first[countUpTo(ends, end)] ?? text.length, end)
  const context = text.slice(end, Math.min(next, end + contextWidth))
  const lineEnd = context.indexOf('\n')
  return printable(lineEnd < 0 ? context : context.slice(0, lineEnd))
}

/** Control characters would move a terminal's cursor; marks of direction would turn the line round. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u202e\u2060-\u206f\ufeff]/g, ' ')
}

export function jsonReport(located: readonly Located[], files: number, skipped: readonly string[]): string {
  const findings = located.map(({ path, line, column, mask, finding, exemption }) => {
    const { detector, category, severity, confidence, start, end, why } = finding
    const place = { path, line, column, start, end }
    const exempt = exemption !== undefined && { exemption }
    return { ...place, detector, category, severity, confidence, mask, why, ...exempt }
  })
  return `${JSON.stringify({ files, findings, skipped }, null, 2)}\n`
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport(located: readonly Located[]): string {
  const rules = [...new Set(located.map(({ finding }) => finding.detector))].sort()
  const run = {
    tool: { driver: { name: 'sluice', rules: rules.map(id => ({ id })) } },
    results: located.map(({ path, line, column, mask, finding, exemption }) => ({
      ruleId: finding.detector,
      level: levels[finding.severity],
      message: { text: `${finding.detector} ${mask}: ${finding.why.join('; ')}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: path },
            region: { startLine: line, startColumn: column, charLength: finding.end - finding.start },
          },
        },
      ],
      // Section 3.27.23: a viewer lists what is suppressed apart.
      ...(exemption !== undefined && { suppressions: [{ kind: 'external', justification: `exemption ${exemption}` }] }),
      properties: { confidence: finding.confidence, category: finding.category },
    })),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}
