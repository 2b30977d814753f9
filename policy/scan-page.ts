/** One text ready for scanning: the string, its UTF-16 units in an array, and the classes of its characters. */

import type { Detector } from './detectors/detector.ts'
import type { Confidence } from './finding.ts'
import type { Line } from './scan-line.ts'
import type { Sweep } from './scan-sweep.ts'
import type { Table } from './scan-table.ts'

/** `units` holds one unit per character of `text` and at least one zero behind them; it is reused between scans. */
export interface Page {
  readonly text: string
  readonly units: Uint16Array
  readonly length: number
  /** Only ASCII: nothing to fold. */
  readonly ascii: boolean
  /** Places of all units beyond ASCII; undefined when there are many. */
  readonly foreign: readonly number[] | undefined
  /** The low bytes of four characters in each word, zeros behind them. */
  readonly words: Int32Array
  sweep: Sweep | undefined
  /** Long runs, found once: see scan-runs.ts. */
  runs: readonly number[] | undefined
  /** First and last place of the rows of the table read last: see scan-table.ts. */
  rows: readonly [number, number] | undefined
  /** The table read last. */
  table: Table | undefined
  /** The line measured last: see scan-line.ts. */
  line: Line | undefined
  /** Where statements begin that insert rows: see scan-markup-columns.ts. */
  inserts: number[] | undefined
  /** Per block 0 not judged, or how much it speaks of authors: see scan-authorship.ts. */
  authors: Uint8Array | undefined
  /** The bare value read last, and how many names were read inside it: see scan-assignment.ts. */
  bare: { readonly start: number; readonly stop: number; readonly names: number } | undefined
}

/** A match on a page, before overlaps are resolved. */
export interface Hit {
  readonly detector: Pick<Detector, 'id' | 'category' | 'severity'>
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  readonly why: readonly string[]
  /** Says something about a stretch in which other values stand: hides none of them, and none hides it. */
  readonly beside?: true
}

/** Looks at a page and adds what it finds. */
export type Engine = (page: Page, hits: Hit[]) => void

const none: readonly number[] = []
/** One character in so many: more are not worth a list. */
const rare = 16
const stretch = 256

/** Places of the units beyond ASCII, looked for two at a time; undefined when there are many. Short calls are compiled sooner. */
function foreignIn(pairs: Int32Array, length: number): number[] | undefined {
  const found: number[] = []
  const most = stretch + length / rare
  const end = (length + 1) >> 1
  for (let from = 0; from < end && found.length <= most; from += stretch)
    addForeign(pairs, from, Math.min(end, from + stretch), found)
  return found.length > most ? undefined : found
}

function addForeign(pairs: Int32Array, from: number, to: number, found: number[]): void {
  for (let i = from; i < to; i++) {
    const pair = pairs[i]!
    if ((pair & beyondAscii) === 0) continue
    if ((pair & 0xff80) !== 0) found.push(2 * i)
    if (pair >>> 16 > 127) found.push(2 * i + 1)
  }
}

const beyondAscii = 0xff80ff80 | 0

/** Makes pages in one growing buffer: a page is valid until the next one is made. */
export function createPageMaker(): (text: string) => Page {
  let buffer = Buffer.alloc(0)
  let units = new Uint16Array(0)
  let pairs = new Int32Array(0)
  let bytes = Buffer.alloc(0)
  let words = new Int32Array(0)
  return text => {
    const needed = text.length + 8
    if (units.length < needed || units.length > 64 * needed + 65_536) {
      units = new Uint16Array((needed + (needed >> 2)) & ~1)
      buffer = Buffer.from(units.buffer)
      pairs = new Int32Array(units.buffer)
      words = new Int32Array((units.length >> 2) + 4)
      bytes = Buffer.from(words.buffer)
    }
    buffer.write(text, 0, 'utf16le')
    units.fill(0, text.length, text.length + 8)
    const ascii = Buffer.byteLength(text) === text.length
    bytes.write(text, 0, 'latin1')
    bytes.fill(0, text.length, text.length + 16)
    // All members from the start: code that reads pages is compiled for one shape.
    return {
      text,
      units,
      length: text.length,
      ascii,
      foreign: ascii ? none : foreignIn(pairs, text.length),
      words,
      sweep: undefined,
      runs: undefined,
      rows: undefined,
      table: undefined,
      line: undefined,
      inserts: undefined,
      authors: undefined,
      bare: undefined,
    }
  }
}

/** Character classes, one byte per UTF-16 unit. */
export const DIGIT = 1
export const LETTER = 2
/** `-` and `_`, which join the words of a token or an identifier. */
export const JOINER = 4
/** Every other character that stands inside a token, a path or a URL. */
export const TOKEN_SIGN = 8
export const UPPER = 16
export const SPACE = 32
/** A character above ASCII that is not white space. */
export const FOREIGN = 64

export const WORD = DIGIT | LETTER
export const NAME = WORD | JOINER
export const TOKEN = NAME | TOKEN_SIGN

export const classes: Uint8Array = classTable()

function classTable(): Uint8Array {
  const table = new Uint8Array(65_536)
  table.fill(FOREIGN, 128)
  for (const space of ' \t\r\n\f\v\u00a0\u2028\u2029\u3000') table[space.charCodeAt(0)] = SPACE
  for (let code = 0x2000; code <= 0x200a; code++) table[code] = SPACE
  for (let code = 48; code < 58; code++) table[code] = DIGIT
  for (let code = 65; code < 91; code++) {
    table[code] = LETTER | UPPER
    table[code + 32] = LETTER
  }
  for (const sign of '-_') table[sign.charCodeAt(0)] = JOINER
  for (const sign of './+=~:%$@!#&*^|?') table[sign.charCodeAt(0)] = TOKEN_SIGN
  return table
}

export const isWord = (unit: number): boolean => (classes[unit]! & WORD) !== 0
export const isDigit = (unit: number): boolean => unit >= 48 && unit < 58
export const isSpace = (unit: number): boolean => classes[unit] === SPACE
