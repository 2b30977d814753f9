/** Tells lines of code from lines of prose by their shape: signs, ends, identifiers and the word they begin with. */
import { classes, isDigit, isWord, LETTER, UPPER } from './scan-page.ts'

export const BLANK = 0
export const PROSE = 1
/** A line that stands in code and elsewhere: a comment, a single word. */
export const EITHER = 2
/** `"key": value`, `key: value`. */
export const CONFIG = 3
export const CODE = 4
export type LineKind = typeof BLANK | typeof PROSE | typeof EITHER | typeof CONFIG | typeof CODE

const longestLook = 240

/** What the characters of a line say. */
interface Shape {
  signs: number
  spaces: number
  calls: number
  names: number
  equals: number
}

const shape: Shape = { signs: 0, spaces: 0, calls: 0, names: 0, equals: 0 }

const SPACE = 1
const CAPITAL = 2
const DOT = 3
const SIGN = 4
const kinds = new Uint8Array(65_536)
for (const sign of '(){}[];=<>$_\\&|') kinds[sign.charCodeAt(0)] = SIGN
for (let unit = 65; unit < 91; unit++) kinds[unit] = CAPITAL
kinds[32] = SPACE
kinds[46] = DOT
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
  measure(units, start, Math.min(end, start + longestLook))
  const comment = isComment(units, start, end)
  if (comment) return EITHER
  if (isLog(units, text, start, end)) return PROSE
  const last = units[end - 1]!
  if (isConfig(units, start, end, last)) return CONFIG
  const score = scoreOf(text, start, end, last)
  if (score >= 2) return CODE
  return score === 1 || (shape.spaces < 2 && last !== 46 && last !== 33 && last !== 63) ? EITHER : PROSE
}

function measure(units: Uint16Array, start: number, end: number): void {
  let signCount = 0
  let spaces = 0
  let calls = 0
  let names = 0
  let equals = 0
  for (let at = start; at < end; at++) {
    const unit = units[at]!
    const kind = kinds[unit]!
    if (kind === 0) continue
    if (kind === SPACE) spaces++
    else if (kind === CAPITAL) {
      if (units[at - 1]! > 96 && units[at - 1]! < 123) names++
    } else if (kind === DOT) {
      if (isWord(units[at - 1]!) && (classes[units[at + 1]!]! & LETTER) !== 0) names++
    } else {
      signCount++
      if (unit === 40 && isWord(units[at - 1]!)) calls++
      else if (unit === 95 && isWord(units[at + 1]!)) names++
      else if (unit === 61) equals++
    }
  }
  shape.signs = signCount
  shape.spaces = spaces
  shape.calls = calls
  shape.names = names
  shape.equals = equals
}

function scoreOf(text: string, start: number, end: number, last: number): number {
  const length = end - start
  let score = 0
  if (last === 59 || last === 123 || last === 125) score += shape.spaces <= 2 || shape.signs >= 2 ? 2 : 1
  else if (goesOn[last] === 1 && shape.calls + shape.names > 0) score++
  if (shape.signs * 4 >= length) score += 2
  else if (shape.signs * 9 >= length) score++
  if (shape.calls > 0) score++
  if (shape.names > 0) score++
  if (shape.equals > 0) score++
  // A line of many words and few signs is prose, whatever word it begins with.
  if ((shape.spaces < 8 || shape.signs > 1) && keywords.has(firstWord(text, start, end)))
    score += shape.signs > 0 || shape.spaces < 3 || last === 58 ? 2 : 1
  if (shape.spaces < 8 && divisions.has(firstWord(text, start, end))) score += 2
  if (shape.spaces >= 4 && (last === 46 || last === 63 || last === 33) && shape.signs * 9 < length) score -= 3
  if (shape.spaces > 7 && shape.signs <= 2) score -= 2
  if (isBullet(text, start)) score -= 2
  return score
}

/** Words that COBOL's lines begin with, which end in full stops. */
const divisions = new Set(
  'IDENTIFICATION ENVIRONMENT DATA WORKING PROCEDURE PROGRAM FILE LINKAGE MOVE PERFORM DISPLAY COMPUTE STOP GOBACK'.split(
    ' ',
  ),
)

function firstWord(text: string, start: number, end: number): string {
  let at = start
  while (at < end && at - start < 16 && (isWord(text.charCodeAt(at)) || '_@#$.'.includes(text[at]!))) at++
  return text.slice(start, at)
}

const keywords = new Set(
  'import from def class function func fn fun var let const val public private protected static final void int char float double long unsigned struct enum interface trait impl type typedef namespace package using use require include module export return if else elif elsif elseif for foreach while do done fi esac end begin then switch case default break continue try catch except finally throw raise with yield async await pub mod mut self this new delete local echo set unset my our sub #include #define #ifdef #ifndef #endif #if #else #pragma <?php @Override override abstract virtual template extern inline goto assert pass global lambda unless rescue ensure guard defer select SELECT FROM WHERE INSERT UPDATE DELETE CREATE ALTER DROP JOIN INNER LEFT GROUP ORDER VALUES BEGIN END RUN COPY ENV CMD ENTRYPOINT WORKDIR EXPOSE ARG resource variable provider output data object contract pragma mapping event mov push pop call jmp ret lea cmp add xor .globl .text .section MOVE PERFORM DISPLAY library'.split(
    ' ',
  ),
)

function isComment(units: Uint16Array, start: number, end: number): boolean {
  const [one, two] = [units[start]!, units[start + 1]!]
  if (one === 47) return two === 47 || two === 42
  if (one === 42) return two === 32 || two === 47 || two === 42 || end - start === 1
  if (one === 35) return (two === 32 || two === 35 || two === 33 || end - start === 1) && true
  if (one === 45) return two === 45 && units[start + 2] !== 45
  if (one === 60) return two === 33 && units[start + 2] === 45
  if (one === 34 || one === 39) return two === one && units[start + 2] === one
  return (one === 59 || one === 37) && (two === 32 || two === one)
}

function isBullet(text: string, start: number): boolean {
  const first = text[start]!
  return (first === '-' || first === '+' || first === '•') && text[start + 1] === ' '
}

/** Lines of logs and stack traces. */
function isLog(units: Uint16Array, text: string, start: number, end: number): boolean {
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
    if (levels.some(level => text.startsWith(level, start))) return true
    // Nov 21 12:34:56
    if (units[start + 3] === 32 && units[start + 9] === 58 && units[start + 12] === 58) return true
  }
  return first === 91 && levels.some(level => text.startsWith(level, start + 1))
}

const levels = ['INFO', 'WARN', 'ERROR', 'DEBUG', 'TRACE', 'FATAL', 'Traceback', 'Caused by', 'Exception in']

function isConfig(units: Uint16Array, start: number, end: number, last: number): boolean {
  let at = start
  if (units[at] === 45 && units[at + 1] === 32) at += 2
  const quoted = units[at] === 34
  if (quoted) at++
  const from = at
  while (at < end && at - from < 48 && (isWord(units[at]!) || '-_./@$'.includes(String.fromCharCode(units[at]!)))) at++
  if (at === from) return false
  if (quoted) return units[at] === 34 && units[at + 1] === 58
  if (units[at] !== 58 || last === 59 || last === 123 || last === 44 || last === 40) return false
  if (at + 1 === end) return !pythonWords.has(String.fromCharCode(...units.subarray(from, Math.min(at, from + 8))))
  return units[at + 1] === 32 && shape.calls === 0 && shape.spaces < 12
}

const pythonWords = new Set(['else', 'try', 'finally', 'except', 'default', 'public', 'private', 'protecte'])
