/** Views of stretches that are written with escapes: JSON, C, percent, HTML entities, quoted-printable, terminal colours, joined literals. */
import type { View } from './scan-disguise.ts'
import { type Escape, escapesOf, simpleEscape } from './scan-escape-kinds.ts'
import { jointsOf } from './scan-joints.ts'
import { classes, type Page, TOKEN } from './scan-page.ts'
import { ViewText } from './scan-view-text.ts'

/** Escapes this close belong to one stretch: a line of base64 may stand between two of them. */
const widestGap = 80
/** What is read around a stretch: names before it, the rest of a value behind it. */
const context = 100
const longestRest = 1200
/** Weights of a stretch add up to this at least: see `Escape`. */
export const enough = 3

export function escapedViews(page: Page): View[] {
  const escapes = escapesOf(page)
  const joints = jointsOf(page)
  const all = joints.length === 0 ? escapes : [...escapes, ...joints].sort((a, b) => a.at - b.at || b.end - a.end)
  const views: View[] = []
  let first = 0
  let weight = 0
  let behind = 0
  for (let i = 0; i <= all.length; i++) {
    const escape = all[i]
    if (i > first && (!escape || !belongs(page, behind, escape.at))) {
      if (weight >= enough) views.push(unescaped(page, all, first, i))
      first = i
      weight = 0
    }
    if (!escape) break
    behind = Math.max(behind, escape.end)
    weight += escape.weight
  }
  return views
}

/** Little stands between the escape that ends at `from` and the one at `to`, or one unbroken value. */
function belongs({ units }: Page, from: number, to: number): boolean {
  if (to - from <= widestGap) return true
  if (to - from > longestRest) return false
  for (let at = from; at < to; at++) if ((classes[units[at]!]! & TOKEN) === 0) return false
  return true
}

/** The stretch of the escapes `[from, to)` and what stands around it, as it reads; other escapes there are read too. */
function unescaped(page: Page, escapes: readonly Escape[], from: number, to: number): View {
  const start = leadOf(page, escapes[from]!.at)
  const end = restOf(page, escapes[to - 1]!.end)
  let [first, last] = [from, to]
  while (first > 0 && escapes[first - 1]!.at >= start) first--
  while (last < escapes.length && escapes[last]!.end <= end) last++
  const read = new ViewText(page.text)
  // Copies go forward: each backslash is looked for once.
  let next = -1
  const backslashFrom = (from: number): number => {
    if (next < from) next = page.text.indexOf('\\', from)
    if (next < 0) next = page.length
    return next
  }
  const copy = (from: number, to: number): void => {
    let done = from
    // An escape read past the end of the page must not keep this from ending.
    const last = Math.min(to, page.length)
    for (let at = backslashFrom(from); at < last; at = backslashFrom(Math.max(done, at + 1))) {
      const simple = simpleEscape(page, at)
      if (!simple || simple.end > to) continue
      read.copy(done, at)
      read.write(simple.text, at, simple.end)
      done = simple.end
    }
    read.copy(done, to)
  }
  let at = start
  for (let i = first; i < last; i++) {
    const escape = escapes[i]!
    if (escape.at < at) continue
    copy(at, escape.at)
    read.write(escape.text, escape.at, escape.end)
    at = escape.end
  }
  copy(at, Math.max(at, end))
  return read.toView('escapes')
}

/** A value that began long before the first escape is read from its start. */
function leadOf({ units }: Page, from: number): number {
  let start = Math.max(0, from - context)
  const least = Math.max(0, from - longestRest)
  while (start > least && (classes[units[start - 1]!]! & TOKEN) !== 0) start--
  return start
}

/** A value that goes on behind the last escape is read to its end. */
function restOf({ units, length }: Page, from: number): number {
  let end = Math.min(length, from + context)
  const most = Math.min(length, from + longestRest)
  while (end < most && (classes[units[end]!]! & TOKEN) !== 0) end++
  return end
}
