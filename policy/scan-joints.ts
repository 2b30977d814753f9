/** What stands between the pieces of one value without being part of it: joined string literals, tags, stripped colours. */
import type { Escape } from './scan-escape-kinds.ts'
import { classes, isDigit, isWord, LETTER, type Page, TOKEN } from './scan-page.ts'

const widest = 60

/** In no order. Each sign is looked for alone: most texts have few of them. */
export function jointsOf(page: Page): Escape[] {
  const found: Escape[] = []
  const add = (escape: Escape | undefined): void => {
    if (escape) found.push(escape)
  }
  // Nothing but a blank or a quote stands before the sign that joins literals.
  eachPlace(page, '+', at => page.units[at - 1]! < 40 && add(literalJoint(page, at, 1)))
  for (const sign of ['" ', '"\n', "' ", "'\n"]) eachPlace(page, sign, at => add(jointBehind(page, at)))
  eachPlace(page, '<', at => isToken(page.units[at - 1]!) && add(tagJoint(page, at)))
  const stripped = page.text.includes('[0m') || page.text.includes('[m')
  eachPlace(page, '[', at => add(spelledSign(page, at) ?? (stripped ? strippedColour(page, at) : undefined)))
  return found
}

function eachPlace({ text }: Page, sign: string, found: (at: number) => void): void {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found(at)
}

const isToken = (unit: number): boolean => (classes[unit]! & TOKEN) !== 0

/** Operators but for the plus sign, spaces and line breaks behind the quote of a literal. */
function jointBehind(page: Page, at: number): Escape | undefined {
  const { units, text } = page
  const next = units[at + 1]
  if ((next !== 32 && next !== 10) || !isToken(units[at - 1]!)) return undefined
  if (next === 10 || units[at + 2] === units[at]) return literalJoint(page, at + 1, 0)
  const operator = operators.find(one => text.startsWith(one, at + 2))
  return operator ? literalJoint(page, at + 2, operator.length) : undefined
}

const operators = ['. ', '& ', '|| ', '.. ', '<< ', '\\\n']

/** From the quote that closes one literal to behind the quote that opens the next; values stand on both sides. */
function literalJoint({ units }: Page, operator: number, size: number): Escape | undefined {
  let before = operator - 1
  const lowest = Math.max(0, operator - widest)
  while (before > lowest && isBlank(units[before]!)) before--
  const quote = units[before]!
  if (quote !== 34 && quote !== 39 && quote !== 96) return undefined
  let after = operator + size
  while (after - operator < widest && isBlank(units[after]!)) after++
  // A prefix of the literal: f"…", b'…'.
  if (units[after] !== quote && (classes[units[after]!]! & LETTER) !== 0) after++
  if (units[after] !== quote) return undefined
  // `\"` inside a string of JSON.
  const at = units[before - 1] === 92 ? before - 1 : before
  return at > 0 && isToken(units[at - 1]!) && isToken(units[after + 1]!)
    ? { at, end: after + 1, text: '', weight: 3 }
    : undefined
}

const isBlank = (unit: number): boolean => unit === 32 || unit === 10 || unit === 13 || unit === 9

/** Tags without text between them, right behind what looks like part of a key and right before a word. */
function tagJoint(page: Page, at: number): Escape | undefined {
  const { units, text } = page
  if (!looksLikeKey(page, at)) return undefined
  let end = at
  while (units[end] === 60 && end - at < widest) {
    const close = text.startsWith('<!--', end) ? closeOf(page, end, '-->') : closeOf(page, end, '>')
    if (close < 0) return undefined
    end = close
  }
  return isWord(units[end]!) ? { at, end, text: '', weight: 3 } : undefined
}

function closeOf({ text }: Page, from: number, sign: string): number {
  const at = text.slice(from, from + widest).indexOf(sign)
  return at < 0 ? -1 : from + at + sign.length
}

/** Four characters of a value with a digit, a capital behind a small letter or a joiner among the last eight. */
function looksLikeKey({ units }: Page, at: number): boolean {
  let size = 0
  let telling = false
  while (size < 8 && at - size > 0 && isToken(units[at - 1 - size]!)) {
    size++
    const unit = units[at - size]!
    if (isDigit(unit) || unit === 95 || (unit > 64 && unit < 91 && units[at - size - 1]! > 96)) telling = true
  }
  return size >= 4 && telling
}

/** `[32m` that has lost its escape character. */
function strippedColour({ units }: Page, at: number): Escape | undefined {
  let end = at + 1
  while (end - at < 16 && (isDigit(units[end]!) || units[end] === 59)) end++
  return units[end] === 109 ? { at, end: end + 1, text: '', weight: 3 } : undefined
}

/** `[.]` and `[dot]` between words, as people write addresses that robots should not read. */
function spelledSign(page: Page, at: number): Escape | undefined {
  const found = spelledSigns.find(([written]) => page.text.startsWith(written, at + 1))
  if (!found) return undefined
  let from = at
  let end = at + found[0].length + 1
  if (page.units[from - 1] === 32 && page.units[end] === 32) {
    from--
    end++
  }
  return from > 0 && isWord(page.units[from - 1]!) && isWord(page.units[end]!)
    ? { at: from, end, text: found[1], weight: 3 }
    : undefined
}

const spelledSigns: readonly (readonly [string, string])[] = [
  ['.]', '.'],
  ['dot]', '.'],
  ['at]', '@'],
  ['@]', '@'],
  ['-]', '-'],
  ['dash]', '-'],
  ['_]', '_'],
  ['underscore]', '_'],
]
