/** Finds values known by a fixed part: one look-up per word start of each long run, then the one pattern that fits. */
import RE2 from 're2'
import type { TokenFormat } from './detectors/detector.ts'
import { longestMatch, shortestMatch } from './detectors/pattern-length.ts'
import { addressEnd, addressStart } from './scan-address-reach.ts'
import { Budget } from './scan-budget.ts'
import { type Continued, continuedFrom, cutAtNext, endsLine } from './scan-continued.ts'
import { classes, type Engine, type Hit, isWord, NAME, type Page, WORD } from './scan-page.ts'
import { wordShare } from './scan-randomness.ts'
import { rejoin } from './scan-rejoin.ts'
import { eachRun, shortestRun } from './scan-runs.ts'
import { shortValue } from './scan-short.ts'
import { judgeToken } from './scan-token-judgement.ts'
import { type Entry, goesOn, PairTable, pairKey } from './scan-token-table.ts'

/** What one page may still cost. */
interface Work {
  readonly again: Budget
  readonly rejoining: Budget
  /** Where the value ended that an entry tried last. */
  readonly tried: Map<Entry, number>
  /** Hits that go on behind their first line. */
  readonly continued: Continued[]
  /** Short keywords of the run that no value followed. */
  readonly failed: Entry[]
}

const newWork = (): Work => ({
  again: new Budget(40_000, 4),
  rejoining: new Budget(100_000, 4),
  tried: new Map(),
  continued: [],
  failed: [],
})

/** Places of short keywords in one run: behind so many without a value they are part of something else. */
const mostFailures = 100

/** An engine for these formats. Patterns are compiled when first needed; the detectors' own examples prove that they do. */
export function createTokenEngine(formats: readonly TokenFormat[]): Engine {
  const words = new PairTable()
  const infixes = new PairTable()
  const leads = new PairTable()
  for (const format of formats) {
    const shortest = format.shortest ?? Math.max(0, shortestMatch(format.pattern) - (format.lead ?? 0))
    for (const keyword of format.keywords) {
      const entry: Entry = { keyword, format, shortest, most: longestMatch(format.pattern) }
      if (format.boundary === 'anywhere') infixes.add(entry, 0)
      else if (format.boundary === 'before') leads.add(entry, keyword.length - 2)
      else words.add(entry, 0)
    }
  }

  return (page, hits) => {
    const work = newWork()
    const first = hits.length
    eachRun(page, (start, end) => {
      scanBefore(page, start, end, leads, hits, work)
      scanWords(page, start, end, words, hits, work)
      if (end - start >= leastInfixRun) scanInside(page, start, end, infixes, hits, work)
    })
    cutAtNext(page, hits, first, work.continued)
  }
}

const leastInfixRun = 32
const leastWindow = 512

/** Formats whose keyword starts a word of the run. */
function scanWords(page: Page, start: number, end: number, table: PairTable, hits: Hit[], work: Work): void {
  const { units } = page
  const { present } = table
  work.failed.length = 0
  let inside = false
  /** Behind the letter of an escape, where a word begins all the same. */
  let escaped = escapeBefore(units, start + 1) ? start + 1 : -1
  for (let at = start; at + 1 < end; at++) {
    const unit = units[at]!
    const word = (classes[unit]! & WORD) !== 0
    const goes = word && inside && at !== escaped
    inside = word
    if (goes) continue
    if (unit === 92 && escapeBefore(units, at + 2)) escaped = at + 2
    const key = pairKey(unit, units[at + 1]!)
    if (present[key] === 0) continue
    for (const entry of table.at(key)) {
      if (!page.text.startsWith(entry.keyword, at) || !goesOn(page, entry, at) || isRepeated(page, entry, at)) continue
      if (work.failed.length > mostFailures && work.failed.includes(entry)) continue
      const matched = end - at >= entry.shortest && match(page, entry, at, end, hits, work)
      if (matched || matchWrapped(page, entry, at, end, hits, work)) continue
      if (entry.keyword.length < leastRejoinable) {
        work.failed.push(entry)
        continue
      }
      matchRejoined(page, entry, at, hits, work)
      const short = entry.compiled && shortValue(page, { ...entry, pattern: entry.compiled }, at, end, work.again)
      if (short) hits.push(short)
    }
  }
}

/** The same keyword stands a few characters further: it is that one which the value follows. */
function isRepeated({ text }: Page, { keyword, format, shortest }: Entry, at: number): boolean {
  const from = at + keyword.length
  if (format.lead || keyword.length < leastRejoinable || shortest < 2 * keyword.length + widestRepeat) return false
  for (let next = from; next < from + widestRepeat; next++) if (text.startsWith(keyword, next)) return true
  return false
}

const widestRepeat = 4

/** Shorter keywords stand before too many other things. */
const leastRejoinable = 4

/** Of a value with a short keyword its first line. */
const leastWrapped = 24

/** A value that the end of a line cuts before it fits; true when it fits with the lines that follow. */
function matchWrapped(page: Page, entry: Entry, at: number, end: number, hits: Hit[], work: Work): boolean {
  const { format, keyword } = entry
  const { rejoining } = work
  if (!endsLine(page, end) || (keyword.length < leastRejoinable && end - at < leastWrapped)) return false
  const whole = continuedFrom(page, at, end, rejoining)
  if (!whole || whole.text.length < entry.shortest) return false
  rejoining.spend(whole.text.length)
  const begin = Math.max(0, at - (format.lead ?? 0))
  entry.compiled ??= new RE2(format.lead ? format.pattern : `^(?:${format.pattern})`)
  const found = entry.compiled.exec(page.text.slice(begin, at) + whole.text)
  if (!found || found[1] !== undefined || begin + found.index > at) return false
  const start = begin + found.index
  if (start > 0 && isWord(page.units[start]!) && isWord(page.units[start - 1]!)) return false
  const last = found.index + found[0].length - 1 - (at - begin)
  if (last < keyword.length || wordShare(found[0].slice(keyword.length)) > 0.45) return false
  const judged = judgeToken(format, keyword, found[0], false)
  if (!judged || judged.confidence === 'low') return false
  const why = [...judged.why, 'cut in lines']
  const hit: Hit = { detector: format, start, end: whole.place(last) + 1, confidence: 'medium', why }
  hits.push(hit)
  work.continued.push({ hit, alone: undefined })
  return true
}

/** Where a value that fits ends, when it goes on behind the end of its line. */
function wrappedEnd(page: Page, entry: Entry, start: number, end: number, { rejoining }: Work): number {
  if (!endsLine(page, end) || entry.format.lead || entry.format.exact) return end
  const whole = continuedFrom(page, start, end, rejoining)
  if (!whole) return end
  rejoining.spend(whole.text.length)
  const found = entry.compiled!.exec(whole.text)
  return found && found[1] === undefined && found[0].length > end - start ? whole.place(found[0].length - 1) + 1 : end
}

/** A value in pieces: taken when the pieces put together fit the pattern and are random. */
function matchRejoined(page: Page, entry: Entry, at: number, hits: Hit[], { rejoining }: Work): void {
  const { format, keyword } = entry
  if (format.lead) return
  entry.compiled ??= new RE2(`^(?:${format.pattern})`)
  const { compiled } = entry
  rejoin(page, at, rejoining, ({ text, place }) => {
    if (text.length < entry.shortest) return false
    rejoining.spend(text.length)
    if (wordShare(text.slice(keyword.length)) > 0.45) return false
    const found = compiled.exec(text)
    if (!found || found[1] !== undefined) return false
    const judged = judgeToken(format, keyword, found[0], false)
    if (!judged || judged.confidence === 'low') return false
    const why = [...judged.why, 'cut in pieces']
    hits.push({ detector: format, start: at, end: place(found[0].length - 1) + 1, confidence: 'medium', why })
    return true
  })
}

/** Formats whose keyword may stand anywhere in the run. */
function scanInside(page: Page, start: number, end: number, table: PairTable, hits: Hit[], work: Work): void {
  const { units } = page
  const { present } = table
  for (let at = start; at + 1 < end; at++) {
    const key = pairKey(units[at]!, units[at + 1]!)
    if (present[key] === 0) continue
    for (const entry of table.at(key)) {
      if (!page.text.startsWith(entry.keyword, at)) continue
      // Of one sign in a long row only the first place counts.
      if (units[at - 1] === units[at] && page.text.startsWith(entry.keyword, at - 1)) continue
      if (!goesOn(page, entry, at)) continue
      match(page, entry, at, end, hits, work)
    }
  }
}

/** Formats whose keyword stands before the run: `Bearer X`, `"auth": "X"`. */
function scanBefore(page: Page, start: number, end: number, table: PairTable, hits: Hit[], work: Work): void {
  let last = start - 1
  const lowest = Math.max(1, start - mostBetween)
  while (last > lowest && !isWord(page.units[last]!)) last--
  if (last < 1) return
  const key = pairKey(page.units[last - 1]!, page.units[last]!)
  if (table.present[key] === 0) return
  for (const entry of table.at(key)) {
    const at = last + 1 - entry.keyword.length
    if (at < 0 || !page.text.startsWith(entry.keyword, at) || (at > 0 && isWord(page.units[at - 1]!))) continue
    match(page, entry, at, end, hits, work)
  }
}

/** Quotes, spaces and an operator. */
const mostBetween = 8

/** True behind `\n`, `\t` or `\r` written as an escape, whose letter is no part of the value. */
function escapeBefore(units: Uint16Array, at: number): boolean {
  const letter = units[at - 1]
  return (letter === 110 || letter === 116 || letter === 114) && at > 1 && units[at - 2] === 92
}

function match(page: Page, entry: Entry, at: number, runEnd: number, hits: Hit[], work: Work): boolean {
  const { again, tried } = work
  const { format, keyword } = entry
  const inside = at < (tried.get(entry) ?? 0)
  if (inside && !again.allows(at)) return false
  const { units } = page
  if (
    keyword.length < 4 &&
    format.boundary === undefined &&
    !format.lead &&
    isWord(units[at]!) &&
    !escapeBefore(units, at)
  ) {
    // A short keyword inside a name or inside base64 is chance.
    if (at > 0 && (classes[units[at - 1]!]! & NAME) !== 0 && !leadingSigns(units, at - 1)) return false
    if (insideBase64(page, at)) return false
  }
  const begin = Math.max(0, at - (format.lead ?? 0))
  const windowEnd = Math.min(
    page.length,
    at + Math.min(format.longest ?? leastWindow, Math.max(runEnd - at, leastWindow)),
  )
  entry.compiled ??= new RE2(format.lead ? format.pattern : `^(?:${format.pattern})`)
  const found = entry.compiled.exec(page.text.slice(begin, windowEnd))
  if (!found) return false
  if (inside) again.spend(found[0].length)
  tried.set(entry, begin + found.index + found[0].length)
  const value = found[1] ?? found[0]
  const start = begin + found.index + (found[1] === undefined ? 0 : found[0].indexOf(found[1]))
  if (format.lead && (start > at || start + value.length < at + keyword.length)) return false
  if (format.lead && start > 0 && isWord(units[start]!) && isWord(units[start - 1]!) && !escapeBefore(units, start))
    return false
  let end = start + value.length
  if (isWord(units[end - 1]!)) while (end < page.length && (classes[units[end]!]! & WORD) !== 0) end++
  const judged = judgeToken(format, keyword, value, end > start + value.length)
  if (!judged) return false
  // A check that holds over the first line says that this is all of it.
  const goesOn = start === at && found[1] === undefined && format.verify?.(value) !== true
  const hitTo = (to: number): Hit =>
    format.address
      ? { detector: format, start: addressStart(page, start), end: addressEnd(page, to), ...judged }
      : { detector: format, start, end: to, ...judged }
  const last = goesOn ? wrappedEnd(page, entry, start, end, work) : end
  const hit = hitTo(last)
  if (last > end) work.continued.push({ hit, alone: hitTo(end) })
  hits.push(hit)
  return true
}

/** Hyphens or underscores that begin a word: a removed line of a diff, a comment, Markdown emphasis. */
function leadingSigns(units: Uint16Array, at: number): boolean {
  let first = at
  while (first > 0 && at - first < 4 && (units[first - 1] === 45 || units[first - 1] === 95)) first--
  return (units[at] === 45 || units[at] === 95) && (first === 0 || (classes[units[first - 1]!]! & NAME) === 0)
}

/** Behind a slash or plus sign that has sixteen characters of mixed kinds before it: a blob, not the start of a token. */
function insideBase64(page: Page, at: number): boolean {
  const sign = page.units[at - 1]
  if ((sign !== 47 && sign !== 43) || at <= shortestRun) return false
  let kinds = 0
  for (let i = at - 2; i >= at - shortestRun; i--) {
    const unit = page.units[i]!
    if (unit === 47 || unit === 43) continue
    if (!isWord(unit)) return false
    kinds |= unit < 58 ? 1 : unit < 91 ? 2 : 4
  }
  return kinds === 7
}
