/** Plans the edits that take findings out of a request: typed, numbered placeholders that cover the union of what overlaps. */
import { confidences, type Finding } from './finding.ts'
import { contextLength, nextMarker, placeholderAt } from './placeholder.ts'
import { hashOpening, isMasked, lessTelling, type RedactionStyle, type Replace } from './redaction-style.ts'
import type { Edit, Segment } from './segment.ts'

export interface RedactionPlan {
  /** In order of segment and place; edits of one segment never overlap. */
  readonly edits: Edit[]
  /** Indexes into the findings given, of those that stand where no edit may be made. */
  readonly unredactable: number[]
}

/**
 * Edits that replace the findings at `indexes`. Without a style a value becomes `[REDACTED:detector:number]`; within the
 * request it keeps its number, and numbers that the text already uses are not given out again. What is already a
 * placeholder, of whatever style, stays as it is.
 */
export function planRedaction(
  segments: readonly Segment[],
  findings: readonly Finding[],
  indexes: readonly number[],
  replacing: Replacing = {},
): RedactionPlan {
  const unredactable: number[] = []
  const bySegment = new Map<number, Chosen[]>()
  const seen = new Set<number>()
  for (const [at, index] of indexes.entries()) {
    const finding = findings[index]
    if (!finding || seen.has(index)) continue
    seen.add(index)
    if (!segments[finding.text]?.editable) unredactable.push(index)
    else listIn(bySegment, finding.text).push({ finding, style: replacing.styles?.[at] ?? 'irreversible' })
  }
  const numbers = new Numbering(segments)
  const edits: Edit[] = []
  for (const segment of [...bySegment.keys()].sort((a, b) => a - b)) {
    const { text } = segments[segment]!
    for (const { start, end, lead, style } of unions(bySegment.get(segment)!)) {
      for (const part of outsidePlaceholders(text, start, end)) {
        const { detector, category } = lead
        const value = text.slice(part.start, part.end)
        const made = replacing.replace?.({ detector, category, style, value })
        const replacement = made ?? numbers.placeholder(detector, value)
        edits.push({ segment, start: part.start, end: part.end, replacement })
      }
    }
  }
  return { edits, unredactable: unredactable.sort((a, b) => a - b) }
}

/** How values are replaced. */
export interface Replacing {
  /** Of each of `indexes`; irreversible where absent. */
  readonly styles?: readonly RedactionStyle[]
  readonly replace?: Replace
}

interface Chosen {
  readonly finding: Finding
  readonly style: RedactionStyle
}

function listIn<K, V>(map: Map<K, V[]>, key: K): V[] {
  let list = map.get(key)
  if (!list) map.set(key, (list = []))
  return list
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Overlapping findings as one span each, named for the surest, longest of them, in the least telling of their styles. */
function unions(chosen: readonly Chosen[]): (Span & { readonly lead: Finding; readonly style: RedactionStyle })[] {
  const spans: (Span & { lead: Finding; style: RedactionStyle })[] = []
  for (const { finding, style } of chosen.toSorted(byPlace)) {
    const last = spans.at(-1)
    if (!last || finding.start >= last.end) {
      spans.push({ start: finding.start, end: finding.end, lead: finding, style })
      continue
    }
    const lead = surer(finding, last.lead) ? finding : last.lead
    const end = Math.max(last.end, finding.end)
    spans[spans.length - 1] = { start: last.start, end, lead, style: lessTelling(style, last.style) }
  }
  return spans
}

const byPlace = (a: Chosen, b: Chosen): number => a.finding.start - b.finding.start || b.finding.end - a.finding.end

function surer(a: Finding, b: Finding): boolean {
  const difference = confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  return difference !== 0 ? difference > 0 : a.end - a.start > b.end - b.start
}

const opening = '[REDACTED:'

/** True when the stretch holds nothing but placeholders, or a mask: what a detector sees in one is no finding. */
export function isInsidePlaceholder(text: string, start: number, end: number): boolean {
  return outsidePlaceholders(text, start, end).length === 0 || isMasked(text, start, end)
}

/** The parts of `[start, end)` that are not inside a placeholder of any style. */
function outsidePlaceholders(text: string, start: number, end: number): Span[] {
  const parts: Span[] = []
  let from = start
  for (const span of placeholdersIn(text, Math.max(0, start - longestPlaceholder), end)) {
    if (span.end <= from) continue
    if (span.start > from) parts.push({ start: from, end: span.start })
    from = span.end
  }
  if (from < end) parts.push({ start: from, end })
  return parts
}

/** Placeholders that begin in `[from, to)`, in order. */
function placeholdersIn(whole: string, from: number, to: number): Span[] {
  // What stands before decides whether a placeholder starts a word; behind, the longest has room.
  const base = Math.max(0, from - contextLength)
  const text = whole.slice(base, to + longestPlaceholder)
  const last = to - base
  const spans: Span[] = []
  const add = (start: number, end: number): void => {
    if (end > start) spans.push({ start: base + start, end: base + end })
  }
  for (const start of [opening, hashOpening])
    for (let at = text.indexOf(start); at >= 0 && at < last; at = text.indexOf(start, at + 1))
      add(at, start === opening ? placeholderEnd(text, at) : hashEnd(text, at))
  for (let at = nextMarker(text, 0); at >= 0 && at < last; at = nextMarker(text, at + 1)) {
    const here = placeholderAt(text, at)
    if (here.kind === 'match') add(at, here.end)
  }
  return spans.sort((a, b) => a.start - b.start)
}

/** Offset behind `[HASH:detector:0123456789ab]`, or 0 when it is none. */
function hashEnd(text: string, at: number): number {
  const found = /^\[HASH:[a-z0-9-]{1,60}:[0-9a-f]{12}\]/.exec(text.slice(at, at + longestPlaceholder))
  return found ? at + found[0].length : 0
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
