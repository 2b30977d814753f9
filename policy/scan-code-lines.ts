/** Tells lines of code from lines of prose by their shape: signs, ends, identifiers and the word they begin with. */
import { noWord, WordTable, withUnit } from './scan-code-words.ts'
import { classes, isDigit, isWord, UPPER } from './scan-page.ts'

export const BLANK = 0
export const PROSE = 1
/** A line that stands in code and elsewhere: a comment, a single word. */
export const EITHER = 2
/** `}`, `],`: part of code and of configuration. */
export const BRACE = 3
/** `"key": value`, `key: value`, `key = 3`. */
export const CONFIG = 4
export const CODE = 5
/** Code by several signs at once. */
export const SURE = 6
export type LineKind =
  | typeof BLANK
  | typeof PROSE
  | typeof EITHER
  | typeof BRACE
  | typeof CONFIG
  | typeof CODE
  | typeof SURE

const longestLook = 240

/** What the characters of a line say. */
const shape = { signs: 0, spaces: 0, calls: false, names: false, equals: false, colon: false }

const OTHER = 0
const SMALL = 1
const CAPITAL = 2
const NUMBER = 3
const SPACE = 4
const SIGN = 5
const OPEN = 6
const EQUALS = 7
const DOT = 8
const UNDERSCORE = 9
const COLON = 10
const kindCount = 16
const kinds = new Uint8Array(65_536)
for (const sign of '){}[];<>$\\&|') kinds[sign.charCodeAt(0)] = SIGN
for (let unit = 65; unit < 91; unit++) {
  kinds[unit] = CAPITAL
  kinds[unit + 32] = SMALL
}
for (let unit = 48; unit < 58; unit++) kinds[unit] = NUMBER
kinds[32] = SPACE
kinds[40] = OPEN
kinds[61] = EQUALS
kinds[46] = DOT
kinds[95] = UNDERSCORE
kinds[58] = COLON
/** Signs in the low byte, spaces in the high one. */
const counts = new Int32Array(kindCount)
for (const sign of [SIGN, OPEN, EQUALS, UNDERSCORE]) counts[sign] = 1
counts[SPACE] = 256
const CALLS = 1
const NAMES = 2
const HAS_EQUALS = 4
const HAS_COLON = 8
/** By the kind of a character and of the one before it: `f(`, `fooBar`, `foo.bar`, `foo_bar`, `=`, `:`. */
const pairs = new Uint8Array(kindCount * kindCount)
for (let before = 0; before < kindCount; before++) {
  pairs[before * kindCount + EQUALS] = HAS_EQUALS
  pairs[before * kindCount + COLON] = HAS_COLON
}
for (const word of [SMALL, CAPITAL, NUMBER]) {
  pairs[word * kindCount + OPEN] = CALLS
  pairs[UNDERSCORE * kindCount + word] = NAMES
  if (word !== NUMBER) pairs[DOT * kindCount + word] = NAMES
}
pairs[SMALL * kindCount + CAPITAL] = NAMES
/** What a line of code ends in when it goes on. */
const goesOn = new Uint8Array(65_536)
for (const sign of ',()[]:\\') goesOn[sign.charCodeAt(0)] = 1

/** Of the line [from, to) without its break. */
export function lineKind(units: Uint16Array, text: string, from: number, to: number): LineKind {
  let start = from
  while (start < to && (units[start] === 32 || units[start] === 9)) start++
  let end = to
  while (end > start && (units[end - 1] === 32 || units[end - 1] === 13 || units[end - 1] === 9)) end--
  if (start === end) return BLANK
  const first = units[start]!
  if (first === 124 || first === 62) return PROSE
  if (isComment(units, start, end)) return EITHER
  if (isBrace(units, start, end)) return BRACE
  measure(units, start, Math.min(end, start + longestLook))
  // Most lines of prose end here: whatever they begin with, they cannot score.
  if (shape.spaces >= 12 && shape.signs === 0 && !shape.names) return PROSE
  const word = wordAt(units, start, end)
  if (isLog(units, text, start, end, word)) return PROSE
  const last = units[end - 1]!
  if (shape.colon && isConfig(units, start, end, last)) return CONFIG
  if (start === from && (shape.equals || first === 91) && isSetting(units, start, end)) return CONFIG
  const score = scoreOf(units, start, end, last, word)
  if (score >= 4) return SURE
  if (score >= 2) return CODE
  return score === 1 || (shape.spaces < 2 && last !== 46 && last !== 33 && last !== 63) ? EITHER : PROSE
}

const longestWord = 16
const wordParts = new Uint8Array(65_536)
for (let unit = 48; unit < 123; unit++) if (isWord(unit)) wordParts[unit] = 1
for (const sign of '_@#$.') wordParts[sign.charCodeAt(0)] = 1

/** Number of the word that a line begins with; -1: none that says anything. */
function wordAt(units: Uint16Array, start: number, end: number): number {
  const limit = Math.min(end, start + longestWord)
  let hash = noWord
  let at = start
  for (; at < limit && wordParts[units[at]!] === 1; at++) hash = withUnit(hash, units[at]!)
  return at === start ? -1 : words.find(hash)
}

function measure(units: Uint16Array, start: number, end: number): void {
  let count = 0
  let flags = 0
  let before = OTHER
  for (let at = start; at < end; at++) {
    const kind = kinds[units[at]!]!
    count += counts[kind]!
    flags |= pairs[before * kindCount + kind]!
    before = kind
  }
  shape.signs = count & 255
  shape.spaces = count >> 8
  shape.calls = (flags & CALLS) !== 0
  shape.names = (flags & NAMES) !== 0
  shape.equals = (flags & HAS_EQUALS) !== 0
  shape.colon = (flags & HAS_COLON) !== 0
}

function scoreOf(units: Uint16Array, start: number, end: number, last: number, word: number): number {
  const length = end - start
  let score = 0
  if (last === 59 || last === 123 || last === 125) score += shape.spaces <= 2 || shape.signs >= 2 ? 2 : 1
  else if (goesOn[last] === 1 && (shape.calls || shape.names)) score++
  if (shape.signs * 4 >= length) score += 2
  else if (shape.signs * 9 >= length) score++
  if (shape.calls) score++
  if (shape.names) score++
  if (shape.equals) score++
  // A line of many words and few signs is prose, whatever word it begins with.
  if (word >= 0 && word < keywords.length && (shape.spaces < 8 || shape.signs > 1))
    score += last === 58 ? 3 : shape.signs > 0 || shape.spaces < 3 ? 2 : 1
  if (word >= firstDivision && word < firstLevel && shape.spaces < 8) score += 2
  if (shape.spaces >= 4 && (last === 46 || last === 63 || last === 33) && shape.signs * 9 < length) score -= 3
  if (shape.spaces > 7 && shape.signs <= 2) score -= 2
  // Prose that speaks of names in programs.
  if (shape.spaces > 5 && shape.signs <= 2 && !shape.calls && !shape.equals && word < 0) score--
  if (isBullet(units, start)) score -= 2
  return score
}

const keywords =
  'import from def class function func fn fun var let const val public private protected static final void int char float double long unsigned struct enum interface trait impl type typedef namespace package using use require include module export return if else elif elsif elseif for foreach while do done fi esac end begin then switch case default break continue try catch except finally throw raise with yield async await pub mod mut self this new delete local echo set unset my our sub #include #define #ifdef #ifndef #endif #if #else #pragma @Override override abstract virtual template extern inline goto assert pass global lambda unless rescue ensure guard defer select SELECT FROM WHERE INSERT UPDATE DELETE CREATE ALTER DROP JOIN INNER LEFT GROUP ORDER VALUES BEGIN END RUN COPY ENV CMD ENTRYPOINT WORKDIR EXPOSE ARG resource variable provider output data object contract pragma mapping event mov push pop call jmp ret lea cmp add xor .globl .text .section library'.split(
    ' ',
  )
/** Words that COBOL's lines begin with, which end in full stops. */
const divisions =
  'IDENTIFICATION ENVIRONMENT DATA WORKING PROCEDURE PROGRAM FILE LINKAGE MOVE PERFORM DISPLAY COMPUTE STOP GOBACK'.split(
    ' ',
  )
const levels = 'INFO WARN WARNING ERROR DEBUG TRACE FATAL Traceback Caused Exception'.split(' ')
const words = new WordTable([...keywords, ...divisions, ...levels])
const firstDivision = keywords.length
const firstLevel = firstDivision + divisions.length

function isComment(units: Uint16Array, start: number, end: number): boolean {
  const [one, two] = [units[start]!, units[start + 1]!]
  if (one === 47) return two === 47 || two === 42
  if (one === 42) return two === 32 || two === 47 || two === 42 || end - start === 1
  // `#name = value` is switched off; directives are lines of code.
  if (one === 35)
    return two === 32 || two === 35 || two === 33 || end - start === 1 || (isWord(two) && wordAt(units, start, end) < 0)
  if (one === 45) return two === 45 && units[start + 2] !== 45
  if (one === 60) return two === 33 && units[start + 2] === 45
  if (one === 34 || one === 39) return two === one && units[start + 2] === one
  return (one === 59 || one === 37) && (two === 32 || two === one)
}

const braces = new Uint8Array(65_536)
for (const sign of '{}[](),;"') braces[sign.charCodeAt(0)] = 1

function isBrace(units: Uint16Array, start: number, end: number): boolean {
  if (end - start > 4) return false
  let at = start
  while (at < end && braces[units[at]!] === 1) at++
  return at === end
}

function isBullet(units: Uint16Array, start: number): boolean {
  const first = units[start]
  return (first === 45 || first === 43 || first === 0x2022) && units[start + 1] === 32
}

/** Lines of logs and stack traces. */
function isLog(units: Uint16Array, text: string, start: number, end: number, word: number): boolean {
  const first = units[start]!
  if (first === 97 && units[start + 1] === 116 && units[start + 2] === 32) return true
  if (first === 70 && text.startsWith('File "', start)) return true
  const at = first === 91 || first === 40 ? start + 1 : start
  if (isDigit(units[at]!) && isDigit(units[at + 1]!)) {
    const sign = units[at + 2] === 58 || units[at + 2] === 47 ? 2 : units[at + 4] === 45 || units[at + 4] === 47 ? 4 : 0
    if (sign > 0 && isDigit(units[at + sign + 1]!)) return true
    if (units[at + 2] === 46) return true
  }
  if ((classes[first]! & UPPER) !== 0 && end - start > 12) {
    if (word >= firstLevel) return levels[word - firstLevel] !== 'Exception' || text.startsWith(' in ', start + 9)
    // Nov 21 12:34:56
    if (units[start + 3] === 32 && units[start + 9] === 58 && units[start + 12] === 58) return true
  }
  return first === 91 && wordAt(units, start + 1, end) >= firstLevel
}

const longestKey = 48
const keyParts = new Uint8Array(65_536)
for (let unit = 48; unit < 123; unit++) if (isWord(unit)) keyParts[unit] = 1
for (const sign of '-_./@$') keyParts[sign.charCodeAt(0)] = 1

function isConfig(units: Uint16Array, start: number, end: number, last: number): boolean {
  let at = start
  if (units[at] === 45 && units[at + 1] === 32) at += 2
  while (at < end && (units[at] === 123 || units[at] === 91 || units[at] === 32)) at++
  const quoted = units[at] === 34
  if (quoted) at++
  const from = at
  while (at < end && at - from < longestKey && keyParts[units[at]!] === 1) at++
  if (at === from) return false
  if (quoted) return units[at] === 34 && units[at + 1] === 58
  if (units[at] !== 58 || last === 59 || last === 123 || last === 44 || last === 40) return false
  if (at + 1 < end) return units[at + 1] === 32 && !shape.calls && shape.spaces < 12
  const word = wordAt(units, from, at)
  return word < 0 || word >= keywords.length || !beforeColon.has(keywords[word]!)
}

/** `else:`, `public:`. */
const beforeColon = new Set('else try finally except default public private protected'.split(' '))

/** `name = 3`, `name = "text"`, `[section]`, at the very beginning of a line: code has them further in, as a rule. */
function isSetting(units: Uint16Array, start: number, end: number): boolean {
  let at = units[start] === 91 ? start + 1 : start
  const from = at
  while (at < end && at - from < longestKey && keyParts[units[at]!] === 1) at++
  if (at === from) return false
  if (from > start) return units[at] === 93 && at + 1 === end
  while (at < end && units[at] === 32) at++
  if (units[at] !== 61) return false
  at++
  while (at < end && units[at] === 32) at++
  const first = units[at]!
  if (first === 34 || first === 39) return units[end - 1] === first
  if (isDigit(first)) return !shape.calls && units[end - 1] !== 59
  return settings.find(hashOf(units, at, end)) >= 0
}

function hashOf(units: Uint16Array, from: number, end: number): number {
  let hash = noWord
  for (let at = from; at < end && isWord(units[at]!); at++) hash = withUnit(hash, units[at]!)
  return hash
}

const settings = new WordTable('true false on off yes no none null'.split(' '))
