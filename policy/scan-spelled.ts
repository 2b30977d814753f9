/** Views of values that are spelled out: one sign between all characters or between groups of one size, or a list of character codes. */
import { codesAt } from './scan-codes.ts'
import type { View } from './scan-disguise.ts'
import { classes, isSpace, isWord, type Page, TOKEN } from './scan-page.ts'
import { isReadable } from './scan-readable.ts'
import { blockSize, sweepOf } from './scan-sweep.ts'
import { ViewText } from './scan-view-text.ts'

/** A stretch that was read, and what it says when it may be a value: it is not read again. */
export interface Spelled {
  readonly view: View | undefined
  readonly end: number
}

/** Looks where digits are: a value of some length has one. */
export function spelledViews(page: Page): View[] {
  const { units, length } = page
  const views: View[] = []
  let done = 0
  const look = (digit: number): void => {
    const [start, end] = wordAround(page, digit, done)
    if (!sameSign(page, start, end)) return
    const codes = codesAt(page, digit, done)
    const found = codes?.view ? codes : groupsAt(page, end, done)
    if (found?.view) views.push(found.view)
    done = Math.max(done, codes?.end ?? 0, found?.end ?? 0)
  }
  const search = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      if ((units[at]! - 48) >>> 0 > 9) continue
      if (at >= done) look(at)
      // One digit of each block is tried.
      return
    }
  }
  for (const block of sweepOf(page).digits) search(Math.max(block, done), Math.min(length, block + blockSize))
  return views
}

const widestSign = 10
const largestGroup = 24
const fewestSingle = 16
const fewestGroups = 5
const fewestInGroups = 18
const context = 80

/** The word that a digit stands in, as far as groups reach. */
function wordAround({ units }: Page, digit: number, floor: number): readonly [number, number] {
  let start = digit
  while (start > floor && digit - start < largestGroup && isWord(units[start - 1]!)) start--
  let end = digit + 1
  while (end - digit < largestGroup && isWord(units[end]!)) end++
  return [start, end]
}

/** Two groups behind the one that ends at `first`, with the same sign between them, and all that goes on like them on both sides. */
function groupsAt(page: Page, first: number, floor: number): Spelled | undefined {
  const { units } = page
  const second = wordAfterSign(page, first)
  if (second < 0) return undefined
  let end = second
  while (end - second <= largestGroup && isWord(units[end]!)) end++
  const size = end - second
  // Settles most places: the sign begins with the same character, and a word of the same size follows.
  if (size > largestGroup || units[end] !== units[first]) return undefined
  const sign = signBetween(page, first, second)
  // Lists of short numbers and names, and source maps.
  const listed = size > 1 && (sign === ',' || sign === ';') && units[second - 1] === units[first]
  if (listed && !page.text.startsWith('0x', second)) return undefined
  const third = behindSign(page, end, sign)
  if (third < 0 || !isGroup(page, third, size) || (size > 1 && isWord(units[third + size]!))) return undefined
  const starts = [...groupsBefore(page, second, size, sign, floor), second, third]
  const last = groupsBehind(page, third + size, size, sign, starts)
  return viewOf(page, starts, size, last)
}

/** Settles most places: what stands before the group is what stands behind it, or the bracket that it closes. */
function sameSign({ units }: Page, start: number, end: number): boolean {
  let before = units[start - 1] ?? 32
  let behind = units[end]!
  if (isSpace(before) !== isSpace(behind)) {
    if (isSpace(before)) before = units[start - 2] ?? 32
    else behind = units[end + 1] ?? 32
  }
  return before === behind || (isSpace(before) && isSpace(behind)) || closing.get(before) === behind
}

const closing = new Map([...'()[]{}<>'].map((sign, i, all) => [sign.charCodeAt(0), all[i + 1]?.charCodeAt(0) ?? 0]))
// `[char]103+[char]104`
closing.set(93, 43)

/** Behind signs and white space; -1 when there are none or too many. */
function wordAfterSign({ units, length }: Page, from: number): number {
  let at = from
  while (at - from <= widestSign && at < length && !isWord(units[at]!)) at++
  return at > from && at - from <= widestSign && at < length ? at : -1
}

/** What stands between two groups, without white space. */
function signBetween({ text, units }: Page, from: number, to: number): string {
  let sign = ''
  for (let at = from; at < to; at++) if (!isSpace(units[at]!)) sign += text[at]
  return sign
}

/** Behind the sign and the white space around it; -1 when it does not stand here. */
function behindSign({ units, length }: Page, from: number, sign: string): number {
  let at = from
  for (let i = 0; i <= sign.length; i++) {
    while (at - from < widestSign && isSpace(units[at]!)) at++
    if (i < sign.length && units[at++] !== sign.charCodeAt(i)) return -1
  }
  return at > from && at < length ? at : -1
}

/** The same towards the front: where the sign begins. */
function beforeSign({ units }: Page, from: number, sign: string): number {
  let at = from
  for (let i = sign.length - 1; i >= -1; i--) {
    while (from - at < widestSign && at > 0 && isSpace(units[at - 1]!)) at--
    if (i >= 0 && units[--at] !== sign.charCodeAt(i)) return -1
  }
  return at < from ? at : -1
}

function isGroup({ units, length }: Page, from: number, size: number): boolean {
  if (from < 0 || from + size > length) return false
  for (let at = from; at < from + size; at++)
    if (size === 1 ? units[at]! < 33 || units[at]! > 126 : (classes[units[at]!]! & TOKEN) === 0) return false
  return true
}

function groupsBefore(page: Page, from: number, size: number, sign: string, floor: number): number[] {
  const starts: number[] = []
  let at = from
  for (;;) {
    const end = beforeSign(page, at, sign)
    const start = end - size
    if (end < 0 || start < floor || !isGroup(page, start, size)) break
    // A longer word is no group, but a name and an operator may stand before the first one.
    if (start > 0 && isWord(page.units[start - 1]!) && isWord(page.units[start]!)) break
    starts.push(start)
    at = start
  }
  return starts.reverse()
}

/** Adds the groups that follow; answers the end of the last, which may be shorter. */
function groupsBehind(page: Page, from: number, size: number, sign: string, starts: number[]): number {
  const { units } = page
  let end = from
  for (;;) {
    const start = behindSign(page, end, sign)
    if (start < 0) return end
    if (isGroup(page, start, size) && (size === 1 || !isWord(units[start + size]!))) {
      starts.push(start)
      end = start + size
      continue
    }
    let stop = start
    while (stop - start < size && (classes[units[stop]!]! & TOKEN) !== 0) stop++
    if (stop === start || stop - start === size || isSmallWord(page, start, stop)) return end
    starts.push(start)
    return stop
  }
}

/** Two or more small letters: the sentence goes on. */
function isSmallWord({ units }: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (units[at]! < 97 || units[at]! > 122) return false
  return to - from > 1
}

function viewOf(page: Page, groups: readonly number[], size: number, last: number): Spelled {
  const { text } = page
  const enough =
    size === 1
      ? groups.length >= fewestSingle
      : groups.length * size >= fewestInGroups && (groups.length >= fewestGroups || groups.length * size >= 48)
  if (!enough || onlyDigits(page, groups, size) || isUnreadableHex(page, groups, size))
    return { view: undefined, end: last }
  const hex = (size === 3 || size === 4) && groups.every(start => text.startsWith('0x', start))
  const from = Math.max(0, groups[0]! - context)
  const read = new ViewText(text)
  read.copy(from, groups[0]!)
  if (hex) read.write(' ', groups[0]!, groups[0]!)
  for (const [i, start] of groups.entries())
    read.copy(start + (hex ? 2 : 0), i === groups.length - 1 ? last : start + size)
  return { view: { ...read.toView('separated characters'), secretsOnly: true }, end: last }
}

/** Rows of numbers hide no secret. */
function onlyDigits({ units }: Page, groups: readonly number[], size: number): boolean {
  return groups.every(start => {
    for (let at = start; at < start + size; at++) if (units[at]! > 57) return false
    return true
  })
}

/** Bytes in hex that are no text: the dump of a program or an image. */
function isUnreadableHex({ text }: Page, groups: readonly number[], size: number): boolean {
  let digits = ''
  for (const start of groups) {
    if (digits.length >= 64) break
    digits += text.slice(start, start + size).replace('0x', '')
  }
  const bytes = Buffer.from(digits, 'hex')
  return bytes.length > 11 && bytes.length * 2 === digits.length && !isReadable(bytes)
}
