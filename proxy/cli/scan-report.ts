/** Writes what was found: for people with masked context, and as JSON. Values never appear. */
import { atLeast, type Confidence, type Finding } from '../../policy/finding.ts'
import { maskValue } from '../../policy/mask.ts'
import type { NotRead } from './scan-inputs.ts'
import type { TextWindow } from './scan-windows.ts'

export interface Located {
  readonly path: string
  /** From 1; columns count UTF-16 code units; the end is not included. A line ends at a line feed. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** In the whole text, without its byte order mark, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  readonly mask: string
  /** As the scanner gave it: its offsets are of the window. */
  readonly finding: Finding
  /** The exemption of the policy that takes it out. */
  readonly exemption?: string
}

/** Those of the findings in a window that are its own and at least this sure; `findings` in order of place. */
export function locate(
  path: string,
  window: TextWindow,
  findings: readonly Finding[],
  least: Confidence,
  exempt: ReadonlyMap<Finding, string> = new Map(),
): Located[] {
  const { origin, from, to } = window
  const wanted = findings.filter(one => one.end > from && one.start < to && atLeast(one.confidence, least))
  const placeOf = walkLines(window)
  return wanted.map(finding => {
    const { line, column } = placeOf(finding.start)
    const value = window.text.slice(finding.start, finding.end)
    const breaks = value.split('\n').length - 1
    const endColumn = breaks === 0 ? column + value.length : value.length - value.lastIndexOf('\n')
    const exemption = exempt.get(finding)
    return {
      path,
      line,
      column,
      endLine: line + breaks,
      endColumn,
      start: origin.offset + finding.start,
      end: origin.offset + finding.end,
      mask: maskValue(value, finding.detector),
      finding,
      ...(exemption !== undefined && { exemption }),
    }
  })
}

/** Line and column of places that are asked for in order. */
function walkLines({ text, origin }: TextWindow): (at: number) => { line: number; column: number } {
  let { line } = origin
  // The first line may have begun before the window.
  let lineStart = 1 - origin.column
  let next = text.indexOf('\n')
  return at => {
    while (next >= 0 && next < at) {
      line++
      lineStart = next + 1
      next = text.indexOf('\n', lineStart)
    }
    return { line, column: at - lineStart + 1 }
  }
}

/** Characters of context on each side of a masked value. */
const contextWidth = 32

/** Where and what, the line around it, and why. `all` are the findings of any confidence: none of them shows in a context. */
export function humanReport(located: readonly Located[], text: string, all: readonly Finding[]): string {
  const edges = edgesOf(all)
  return located
    .map(({ path, line, column, mask, finding }) => {
      const head = `${printable(path)}:${line}:${column}  ${finding.severity}  ${finding.detector}  ${finding.confidence} confidence`
      return `${head}\n    ${before(text, finding, edges)}${printable(mask)}${after(text, finding, edges)}\n    ${finding.why.join('; ')}\n`
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
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, ' ')
}

/** `files` were read to their end; `notRead` were not. */
export function jsonReport(located: readonly Located[], files: number, notRead: readonly NotRead[]): string {
  const findings = located.map(({ path, line, column, endLine, endColumn, start, end, mask, finding, exemption }) => {
    const { detector, category, severity, confidence, why } = finding
    const place = { path, line, column, endLine, endColumn, start, end }
    const exempt = exemption !== undefined && { exemption }
    return { ...place, detector, category, severity, confidence, mask, why, ...exempt }
  })
  const skipped = notRead.map(({ path, reason, failed }) => ({ path, reason, failed }))
  return `${JSON.stringify({ files, findings, skipped }, null, 2)}\n`
}
