/** Signs that a reader of words looks at: what an escape, an entity or a hyphen stands for, where a tag or a comment ends. */
import { GAP, LETTER, type Letters, type PassageStyle, SIGN } from './passages-letters.ts'

/** The word goes on as if nothing stood there. */
export const JOINED = -1

export interface SignReader {
  /**
   * Reads the sign at `at` and says where to go on. `inWord`: a letter stands before it. `unit` is then what it stands
   * for: JOINED, 0 for a gap, or a UTF-16 unit.
   */
  read(units: Uint16Array, at: number, length: number, inWord: boolean): number
  unit: number
  /** To be called before each text. */
  begin(): void
}

const LINE_FEED = 10
const RETURN = 13
const SPACE = 32
const HASH = 35
const PERCENT = 37
const AMPERSAND = 38
const APOSTROPHE = 39
const STAR = 42
const HYPHEN = 45
const SLASH = 47
const COLON = 58
const SEMICOLON = 59
const LESS = 60
const EQUALS = 61
const GREATER = 62
const BACKSLASH = 92

const longestTag = 300
const longestEntity = 10
const longestIndent = 32
const longestComment = 4000
/** Tags that change how letters look, not where words end. */
const inlineTags = new Set('a abbr b big em font i ins mark s small span strike strong sub sup u wbr'.split(' '))
const longestInline = 6

export function createSignReader(style: PassageStyle, { kinds }: Letters): SignReader {
  return style === 'prose' ? new ProseSigns(kinds) : new CodeSigns(kinds)
}

/** Escapes and entities, which mean the same in prose and in code. */
abstract class Signs implements SignReader {
  unit = GAP
  protected readonly kinds: Uint8Array

  constructor(kinds: Uint8Array) {
    this.kinds = kinds
  }

  abstract read(units: Uint16Array, at: number, length: number, inWord: boolean): number

  begin(): void {
    this.unit = GAP
  }

  protected joined(next: number): number {
    this.unit = JOINED
    return next
  }

  protected isLetter(unit: number): boolean {
    return this.kinds[unit] === LETTER
  }

  /** A run of backslashes is one: JSON inside JSON doubles them. */
  protected escape(units: Uint16Array, at: number, inWord: boolean): number {
    let behind = at + 1
    while (units[behind] === BACKSLASH) behind++
    const letter = units[behind]
    // \n, \r, \t
    if (letter === 110 || letter === 114 || letter === 116) return behind + 1
    const digits = letter === 117 ? 4 : letter === 120 ? 2 : 0
    const code = digits > 0 ? hexAt(units, behind + 1, digits) : -1
    if (code >= 0) return this.#standFor(units, code, behind + 1 + digits, inWord)
    return letter === APOSTROPHE && inWord ? this.joined(behind) : behind
  }

  /** A byte of ASCII, or bytes of UTF-8: `%20`, `%C3%A9`; the mark is `%`, or the `=` of quoted-printable. */
  protected bytes(units: Uint16Array, at: number, inWord: boolean): number {
    const first = hexAt(units, at + 1, 2)
    const more = first < 0x80 ? 0 : first < 0xc0 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : -1
    if (first < 0 || more < 0) return at + 1
    let unit = more === 0 ? first : first & (0x3f >> more)
    let next = at + 3
    for (let i = 0; i < more; i++, next += 3) {
      const byte = units[next] === units[at] ? hexAt(units, next + 1, 2) : -1
      if (byte >> 6 !== 2) return at + 1
      unit = (unit << 6) | (byte & 0x3f)
    }
    return this.#standFor(units, unit, next, inWord)
  }

  protected entity(units: Uint16Array, at: number, inWord: boolean): number {
    let end = at + 1
    while (end - at <= longestEntity && (units[end] === HASH || isNameUnit(units[end]!))) end++
    if (units[end] !== SEMICOLON || end === at + 1) return at + 1
    const unit = entityUnit(String.fromCharCode(...units.subarray(at + 1, end)))
    return unit === JOINED ? this.joined(end + 1) : this.#standFor(units, unit, end + 1, inWord)
  }

  /** What stands for a hyphen or an apostrophe joins; every other sign is a gap. */
  #standFor(units: Uint16Array, unit: number, next: number, inWord: boolean): number {
    if (unit === 0 || this.kinds[unit] !== SIGN) this.unit = unit
    else this.unit = inWord && this.isLetter(units[next]!) ? JOINED : GAP
    return next
  }
}

class ProseSigns extends Signs {
  read(units: Uint16Array, at: number, length: number, inWord: boolean): number {
    this.unit = GAP
    const sign = units[at]!
    if (sign === BACKSLASH) return this.escape(units, at, inWord)
    if (sign === AMPERSAND) return this.entity(units, at, inWord)
    if (sign === LESS) return this.#behindTags(units, at, length, inWord)
    if (sign === PERCENT) return this.bytes(units, at, inWord)
    if (sign === 0 || !inWord) return at + 1
    if (sign === EQUALS) return this.#quotedPrintable(units, at)
    if (this.isLetter(units[at + 1]!)) return this.joined(at + 1)
    const next = sign === APOSTROPHE ? at : behindLineBreak(units, at + 1)
    return next > at + 1 && this.isLetter(units[next]!) ? this.joined(next) : at + 1
  }

  /** Tags of styles (`<b>`, `<span>`) are joints of a word; others, and what only looks like a tag, are gaps. */
  #behindTags(units: Uint16Array, at: number, length: number, inWord: boolean): number {
    const first = behindTag(units, at, length)
    if (!inWord || first === at + 1) return first
    let inline = isInline(units, at)
    let next = first
    while (inline && units[next] === LESS) {
      const behind = behindTag(units, next, length)
      if (behind === next + 1) break
      inline = isInline(units, next)
      next = behind
    }
    return inline && this.isLetter(units[next]!) ? this.joined(next) : next
  }

  /** Ends a line inside a word with `=`, and writes letters beyond ASCII as bytes. */
  #quotedPrintable(units: Uint16Array, at: number): number {
    const next = behindLineBreak(units, at + 1)
    if (next > at + 1) return this.joined(next)
    return units[at + 1]! >= 0x43 && units[at + 1]! <= 0x45 ? this.bytes(units, at, true) : at + 1
  }
}

class CodeSigns extends Signs {
  /** No comment ends before this place. */
  #open = 0

  override begin(): void {
    super.begin()
    this.#open = 0
  }

  read(units: Uint16Array, at: number, length: number, inWord: boolean): number {
    this.unit = GAP
    const sign = units[at]!
    if (sign === BACKSLASH) return this.escape(units, at, inWord)
    if (sign === AMPERSAND) return this.entity(units, at, inWord)
    if (sign === PERCENT) return this.bytes(units, at, inWord)
    if (sign === SLASH && units[at + 1] === STAR) return this.#behindComment(units, at, length)
    return startsComment(units, at) ? lineEnd(units, at + 1, length) : at + 1
  }

  /** Behind the comment that opens at `at`; a sign of division, a glob or an open comment is only a gap. */
  #behindComment(units: Uint16Array, at: number, length: number): number {
    const first = units[at + 2] === STAR || units[at + 2] === 33 ? units[at + 3]! : units[at + 2]!
    if (first > SPACE && first !== BACKSLASH && first !== STAR) return at + 2
    const last = Math.min(length - 1, at + longestComment)
    for (this.#open = Math.max(this.#open, at + 2); this.#open < last; this.#open++)
      if (units[this.#open] === STAR && units[this.#open + 1] === SLASH) return this.#open + 2
    return at + 2
  }
}

/** A comment up to the end of the line: `//` but not of a URL, `# ` and `#!` behind white space, `-- ` first on its line. */
function startsComment(units: Uint16Array, at: number): boolean {
  const sign = units[at]!
  const next = units[at + 1]!
  if (sign === SLASH) return next === SLASH && units[at - 1] !== COLON
  if (sign === HASH) return (next <= SPACE || next === 33) && !(units[at - 1]! > SPACE)
  return sign === HYPHEN && next === HYPHEN && units[at + 2] === SPACE && startsLine(units, at)
}

/** The line break, or what stands for one in an escaped text, at or behind `from`. */
function lineEnd(units: Uint16Array, from: number, length: number): number {
  let at = from
  while (at < length && units[at] !== LINE_FEED && units[at] !== 0) {
    if (units[at] === BACKSLASH && units[at + 1] === 110) break
    at++
  }
  return at
}

function startsLine(units: Uint16Array, at: number): boolean {
  let before = at - 1
  while (before >= 0 && at - before < longestIndent && (units[before] === SPACE || units[before] === 9)) before--
  return before < 0 || units[before] === LINE_FEED || units[before] === 0
}

/** 0 for a gap. */
function entityUnit(name: string): number {
  if (name.startsWith('#x') || name.startsWith('#X')) return unitOf(Number.parseInt(name.slice(2), 16))
  if (name.startsWith('#')) return unitOf(Number.parseInt(name.slice(1), 10))
  if (name === 'shy') return JOINED
  if (name === 'rsquo' || name === 'apos') return APOSTROPHE
  if (name === 'szlig') return 0xdf
  return /^[a-zA-Z](acute|grave|circ|uml|tilde|cedil|ring|slash|caron)$/.test(name) ? name.charCodeAt(0) : GAP
}

const unitOf = (code: number): number => (code > 0 && code < 0x1_0000 ? code : GAP)

const isNameUnit = (unit: number): boolean =>
  (unit >= 48 && unit < 58) || (unit >= 65 && unit < 91) || (unit >= 97 && unit < 123)

function hexAt(units: Uint16Array, from: number, digits: number): number {
  let code = 0
  for (let at = from; at < from + digits; at++) {
    const unit = units[at]! | 32
    const value = unit >= 97 && unit < 103 ? unit - 87 : units[at]! >= 48 && units[at]! < 58 ? units[at]! - 48 : -1
    if (value < 0) return -1
    code = code * 16 + value
  }
  return code
}

/** Behind the tag that opens at `at`, or behind the sign alone. */
function behindTag(units: Uint16Array, at: number, length: number): number {
  const name = tagName(at, units)
  if (units[name]! < 65 || !isNameUnit(units[name]!)) return at + 1
  const most = Math.min(length, at + longestTag)
  let end = name
  while (end < most && units[end] !== GREATER && units[end] !== LESS) end++
  return units[end] === GREATER ? end + 1 : at + 1
}

/** Where the name of a tag begins: behind `<`, `</`, or the `<\/` of JSON. */
function tagName(at: number, units: Uint16Array): number {
  const slash = units[at + 1] === BACKSLASH ? at + 2 : at + 1
  return units[slash] === SLASH ? slash + 1 : at + 1
}

function isInline(units: Uint16Array, at: number): boolean {
  const start = tagName(at, units)
  let end = start
  while (end - start <= longestInline && isNameUnit(units[end]!)) end++
  return inlineTags.has(String.fromCharCode(...units.subarray(start, end)).toLowerCase())
}

/** Behind the line break at `at`, the indent of the next line and its quote marks; `at` itself where there is none. */
function behindLineBreak(units: Uint16Array, at: number): number {
  let next = at
  while (units[next] === SPACE && next - at < 3) next++
  if (units[next] === RETURN) next++
  if (units[next] === LINE_FEED) next++
  else if (units[next] === BACKSLASH && units[next + 1] === 110) next += 2
  else return at
  const most = next + longestIndent
  while (next < most && (units[next] === SPACE || units[next] === 9 || units[next] === GREATER)) next++
  return next
}
