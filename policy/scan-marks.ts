/** Finds classification marks: phrases that stand as a mark does, never as a word of a sentence. */
import { classificationMark } from './detectors/classification-mark.ts'
import { judgeMarks, type MarkedLine } from './scan-mark-judgement.ts'
import { readMarkLine } from './scan-mark-lines.ts'
import { isBreak } from './scan-mark-places.ts'
import { markStems } from './scan-marks-phrases.ts'
import { classes, type Engine, isSpace, isWord, type Page, UPPER } from './scan-page.ts'
import type { StemConsumer } from './scan-stem-engine.ts'

const longestLine = 160
const mostLines = 500

/** `consumer` collects the lines that hold a phrase; `engine` judges them and runs behind it on the same page. */
export function createMarks(): { readonly consumer: StemConsumer; readonly engine: Engine } {
  let lines = new Map<number, MarkedLine>()
  let last: Page | undefined
  let done = { start: 0, end: 0 }
  const begin = (page: Page): void => {
    if (page === last) return
    lines = new Map()
    last = page
    done = { start: 0, end: 0 }
  }
  const look = (page: Page, at: number): void => {
    if ((at >= done.start && at < done.end) || lines.size >= mostLines) return
    done = boundsOf(page, at)
    const marked = lines.has(done.start) ? undefined : readLine(page, at, done.start, done.end)
    if (marked) lines.set(done.start, marked)
  }
  return {
    consumer: {
      stems: markStems,
      reader: () => (page, start, stem) => {
        if (stopsEarly[stem] === 1 && !beginsMark(page, start)) return
        begin(page)
        look(page, markStems[stem]![0] === '\n' ? start + 1 : start)
      },
    },
    engine: (page, hits) => {
      begin(page)
      for (const at of edgesOf(page)) look(page, at)
      if (lines.size > 0)
        for (const found of judgeMarks(page, [...lines.values()])) hits.push({ detector: classificationMark, ...found })
      last = undefined
      lines = new Map()
    },
  }
}

/** Stems that programs are full of: they count with a capital, at the beginning of a word. */
const frequent = new Set([
  'secret',
  'internal',
  'restricted',
  'geheim',
  'intern gebruik',
  'classification',
  'privileged',
  'attorney',
])
const stopsEarly = Uint8Array.from(markStems, stem => (frequent.has(stem) ? 1 : 0))

/** A capital, `for internal …`, or a label at the beginning of a line. */
function beginsMark({ units, text }: Page, start: number): boolean {
  if (start === 0) return true
  const before = units[start - 1]!
  if (before === 32 && units[start - 2] === 114 && text.slice(start - 4, start - 1).toLowerCase() === 'for') return true
  return !isWord(before) && before !== 95 && ((classes[units[start]!]! & UPPER) !== 0 || isBreak(before))
}

/** The line around a place, or a stretch of it where it is long. */
function boundsOf({ units, length }: Page, at: number): { start: number; end: number } {
  let start = at
  while (start > 0 && at - start <= longestLine && !isBreak(units[start - 1]!)) start--
  let end = at
  while (end < length && end - at <= longestLine && !isBreak(units[end]!)) end++
  return { start, end }
}

function readLine(page: Page, at: number, start: number, end: number): MarkedLine | undefined {
  const { units, text } = page
  const wholeLine = (start === 0 || isBreak(units[start - 1]!)) && (end === page.length || isBreak(units[end]!))
  if (!wholeLine || end - start > longestLine) return readBracket(text.slice(start, end), at - start, start)
  if (isSentence(units, start, end)) return undefined
  const line = readMarkLine(text.slice(start, end), start > 0 && units[start - 1] === 0)
  return line && (line.beside !== 'words' || line.named || line.marks.some(mark => mark.bracketed))
    ? { start, end, line }
    : undefined
}

const mostSmallWords = 8

/** More small words than a mark and what stands beside it have, and no sign that sets a mark off. */
function isSentence(units: Uint16Array, start: number, end: number): boolean {
  let words = 0
  for (let at = start; at < end; at++) {
    const unit = units[at]!
    if (unit === 40 || unit === 91 || unit === 58 || unit > 127) return false
    if (unit > 96 && unit < 123 && units[at - 1] === 32) words++
  }
  return words > mostSmallWords
}

const longestBracket = 60

/** In a paragraph only what stands in brackets can be a mark. */
function readBracket(stretch: string, at: number, start: number): MarkedLine | undefined {
  const open = Math.max(stretch.lastIndexOf('(', at), stretch.lastIndexOf('[', at))
  const close = open < 0 ? -1 : stretch.indexOf(stretch[open] === '(' ? ')' : ']', open)
  if (close < at || close - open > longestBracket) return undefined
  const line = readMarkLine(stretch.slice(open, close + 1))
  if (line?.beside !== 'nothing') return undefined
  const marks = line.marks.map(mark => ({ ...mark, start: open + mark.start, end: open + mark.end, bracketed: true }))
  return { start, end: start + close + 1, line: { ...line, marks, beside: 'words', opening: undefined } }
}

const edgeLines = 2
const longestEdge = 16

/** Places in the first and last lines: marks shorter than any stem are looked for only there. */
function edgesOf({ units, length }: Page): number[] {
  const places: number[] = []
  const add = (from: number, to: number): void => {
    let at = from
    while (at < to && (isSpace(units[at]!) || frame.includes(String.fromCharCode(units[at]!)))) at++
    // In capitals, or in a script without.
    if (to - at > 0 && isCapital(units[at]!) && (to - at === 1 || isCapital(units[at + 1]!))) places.push(at)
  }
  let from = 0
  for (let count = 0; count < edgeLines && from < length; count++) {
    let to = from
    while (to < length && to - from <= longestEdge && !isBreak(units[to]!)) to++
    if (to - from > longestEdge) break
    add(from, to)
    from = to + 1
  }
  let end = length
  for (let count = 0; count < edgeLines && end > from; count++) {
    let start = end
    while (start > from && end - start <= longestEdge && !isBreak(units[start - 1]!)) start--
    if (end - start > longestEdge) break
    add(start, end)
    end = start - 1
  }
  return places
}

const frame = '*_#=-[(|'
const isCapital = (unit: number): boolean => (classes[unit]! & UPPER) !== 0 || unit >= 0x400
