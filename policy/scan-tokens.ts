/** Finds values known by a fixed part: one look-up per word start of each long run, then the one pattern that fits. */
import RE2 from 're2'
import type { TokenFormat } from './detectors/detector.ts'
import type { Confidence } from './finding.ts'
import { classes, type Engine, type Hit, isWord, NAME, type Page, WORD } from './scan-page.ts'
import { eachRun } from './scan-runs.ts'
import { looksMadeUp, shannonEntropy } from './scan-value.ts'

interface Entry {
  readonly keyword: string
  readonly format: TokenFormat
  /** Compiled on first use: most texts need none of the patterns. */
  compiled?: RE2
}

/** An engine for these formats. Patterns are compiled when first needed; they were checked by the detectors' own tests. */
export function createTokenEngine(formats: readonly TokenFormat[]): Engine {
  const table = new Map<number, Entry[]>()
  const present = new Uint8Array(1 << 14)
  const infixes: Entry[] = []
  for (const format of formats) {
    for (const keyword of format.keywords) {
      const entry: Entry = { keyword, format }
      if (format.boundary === 'anywhere') infixes.push(entry)
      else addTo(table, present, entry)
    }
  }
  for (const entries of table.values()) entries.sort((a, b) => b.keyword.length - a.keyword.length)

  return (page, hits) => eachRun(page, (start, end) => scanRun(page, start, end, hits))

  function scanRun(page: Page, start: number, end: number, hits: Hit[]): void {
    const { units } = page
    // Values may begin up to a few characters before the run's first long word, never across its start.
    for (let at = start; at + 1 < end; at++) {
      const key = pairKey(units[at]!, units[at + 1]!)
      if (
        present[key] === 0 ||
        (isWord(units[at]!) && at > start && isWord(units[at - 1]!) && !escapeBefore(units, at))
      )
        continue
      for (const entry of table.get(key)!) {
        if (page.text.startsWith(entry.keyword, at)) match(page, entry, at, end, hits)
      }
    }
    if (end - start < 30) return
    for (const entry of infixes) {
      for (
        let at = page.text.indexOf(entry.keyword, start);
        at >= 0 && at < end;
        at = page.text.indexOf(entry.keyword, at + 1)
      )
        match(page, entry, at, end, hits)
    }
  }
}

function addTo(table: Map<number, Entry[]>, present: Uint8Array, entry: Entry): void {
  const key = pairKey(entry.keyword.charCodeAt(0), entry.keyword.charCodeAt(1))
  present[key] = 1
  const entries = table.get(key)
  if (entries) entries.push(entry)
  else table.set(key, [entry])
}

const pairKey = (first: number, second: number): number => ((first & 127) << 7) | (second & 127)

/** True behind `\n`, `\t` or `\r` written as an escape, whose letter is no part of the value. */
function escapeBefore(units: Uint16Array, at: number): boolean {
  const letter = units[at - 1]
  return (letter === 110 || letter === 116 || letter === 114) && at > 1 && units[at - 2] === 92
}

function match(page: Page, entry: Entry, at: number, runEnd: number, hits: Hit[]): void {
  const { format, keyword } = entry
  const { units } = page
  if (
    keyword.length < 4 &&
    at > 0 &&
    (classes[units[at - 1]!]! & NAME) !== 0 &&
    isWord(units[at]!) &&
    !escapeBefore(units, at)
  )
    return
  const from = at - (format.lead ?? 0)
  const begin = Math.max(0, from)
  const longest = format.longest ?? 512
  const window = page.text.slice(begin, Math.min(page.length, Math.max(runEnd, at + 64), at + longest))
  entry.compiled ??= new RE2(format.lead ? format.pattern : `^(?:${format.pattern})`)
  const found = entry.compiled.exec(window)
  if (!found) return
  const value = found[1] ?? found[0]
  const start = begin + found.index + (found[1] === undefined ? 0 : found[0].indexOf(found[1]))
  if (format.lead && (start > at || start + value.length < at + keyword.length)) return
  if (format.lead && start > 0 && isWord(units[start]!) && isWord(units[start - 1]!) && !escapeBefore(units, start))
    return
  let end = start + value.length
  const open = isWord(units[end - 1]!)
  while (open && end < page.length && (classes[units[end]!]! & WORD) !== 0) end++
  hits.push(judge(format, keyword, value, start, end, end > start + value.length))
}

function judge(format: TokenFormat, keyword: string, value: string, start: number, end: number, longer: boolean): Hit {
  const why: string[] = [`fixed part of a ${format.name} in place`]
  let confidence: Confidence = format.confidence ?? 'high'
  const verified = longer ? undefined : format.verify?.(value)
  if (verified === true) {
    confidence = 'high'
    why.push(`${format.check ?? 'checksum'} holds`)
  } else if (!format.identifier) {
    const body = value.slice(value.startsWith(keyword) ? keyword.length : 0)
    if (looksMadeUp(body)) {
      confidence = 'low'
      why.push('looks like a placeholder or a documented example')
    } else if (format.entropy !== undefined && shannonEntropy(body) < format.entropy) {
      confidence = 'low'
      why.push('less random than a generated value')
    } else if (verified === false) {
      if (confidence === 'high') confidence = 'medium'
      why.push(`${format.check ?? 'checksum'} does not hold`)
    }
  }
  if (longer) why.push('longer than the documented length')
  return { detector: format, start, end, confidence, why }
}
