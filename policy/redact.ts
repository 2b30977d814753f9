/** Plans the edits that take findings out of a request: typed, numbered placeholders that cover the union of what overlaps. */
import { confidences, type Finding } from './finding.ts'
import type { Edit, Segment } from './segment.ts'

export interface RedactionPlan {
  /** In order of segment and place; edits of one segment never overlap. */
  readonly edits: Edit[]
  /** Indexes into the findings given, of those that stand where no edit may be made. */
  readonly unredactable: number[]
}

/**
 * Edits that replace the findings at `indexes`. A placeholder reads `[REDACTED:detector:number]`; within the request a
 * value keeps its number, and numbers that the text already uses are not given out again. What is already a placeholder
 * stays as it is.
 */
export function planRedaction(
  segments: readonly Segment[],
  findings: readonly Finding[],
  indexes: readonly number[],
): RedactionPlan {
  const unredactable: number[] = []
  const bySegment = new Map<number, Finding[]>()
  for (const index of new Set(indexes)) {
    const finding = findings[index]
    if (!finding) continue
    if (!segments[finding.text]?.editable) unredactable.push(index)
    else bySegment.set(finding.text, [...(bySegment.get(finding.text) ?? []), finding])
  }
  const numbers = new Numbering(segments)
  const edits: Edit[] = []
  for (const segment of [...bySegment.keys()].sort((a, b) => a - b)) {
    const { text } = segments[segment]!
    for (const { start, end, detector } of unions(bySegment.get(segment)!)) {
      for (const part of outsidePlaceholders(text, start, end)) {
        const replacement = numbers.placeholder(detector, text.slice(part.start, part.end))
        edits.push({ segment, start: part.start, end: part.end, replacement })
      }
    }
  }
  return { edits, unredactable: unredactable.sort((a, b) => a - b) }
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Overlapping findings as one span each, named for the surest, longest of them. */
function unions(findings: readonly Finding[]): (Span & { readonly detector: string })[] {
  const spans: (Span & { detector: string; lead: Finding })[] = []
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1)
    if (!last || finding.start >= last.end) {
      spans.push({ start: finding.start, end: finding.end, detector: finding.detector, lead: finding })
      continue
    }
    const lead = surer(finding, last.lead) ? finding : last.lead
    spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, finding.end), detector: lead.detector, lead }
  }
  return spans
}

function surer(a: Finding, b: Finding): boolean {
  const difference = confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  return difference !== 0 ? difference > 0 : a.end - a.start > b.end - b.start
}

const opening = '[REDACTED:'

/** The parts of `[start, end)` that are not inside a placeholder. */
function outsidePlaceholders(text: string, start: number, end: number): Span[] {
  const parts: Span[] = []
  let from = start
  let at = text.indexOf(opening, Math.max(0, start - longestPlaceholder))
  while (at >= 0 && at < end) {
    const close = placeholderEnd(text, at)
    if (close > from) {
      if (at > from) parts.push({ start: from, end: at })
      from = close
    }
    at = text.indexOf(opening, at + 1)
  }
  if (from < end) parts.push({ start: from, end })
  return parts
}

const longestPlaceholder = 80

/** Offset behind the placeholder that opens at `at`, or 0 when none does. */
function placeholderEnd(text: string, at: number): number {
  const close = text.indexOf(']', at)
  if (close < 0 || close - at > longestPlaceholder) return 0
  return numberOf(text.slice(at + opening.length, close)) === undefined ? 0 : close + 1
}

/** `aws-access-key-id:1` to its parts. */
function numberOf(inside: string): { detector: string; number: number } | undefined {
  const colon = inside.lastIndexOf(':')
  const number = Number(inside.slice(colon + 1))
  return colon > 0 && Number.isInteger(number) && number > 0 ? { detector: inside.slice(0, colon), number } : undefined
}

/** Numbers values per detector, in order of appearance, above the numbers that stand in the text already. */
class Numbering {
  readonly #next = new Map<string, number>()
  readonly #given = new Map<string, string>()

  constructor(segments: readonly Segment[]) {
    for (const { text } of segments) {
      for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
        const end = placeholderEnd(text, at)
        const used = end > 0 ? numberOf(text.slice(at + opening.length, end - 1)) : undefined
        if (used) this.#next.set(used.detector, Math.max(this.#next.get(used.detector) ?? 1, used.number + 1))
      }
    }
  }

  placeholder(detector: string, value: string): string {
    const key = `${detector}\0${value}`
    const given = this.#given.get(key)
    if (given) return given
    const number = this.#next.get(detector) ?? 1
    this.#next.set(detector, number + 1)
    const made = `${opening}${detector}:${number}]`
    this.#given.set(key, made)
    return made
  }
}
