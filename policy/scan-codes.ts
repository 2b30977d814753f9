/** Lists of character codes in decimal, octal or binary, whatever stands between them: `[103, 104]`, `chr(103) + chr(104)`. */
import { placeBy, type View } from './scan-disguise.ts'
import { isDigit, isSpace, type Page } from './scan-page.ts'
import type { Spelled } from './scan-spelled.ts'

const fewest = 16
const widestSign = 16
/** Digits of a code in binary; of any other two or three. */
const binary = 8

/** The list around the digit at `digit`, not reaching before `floor`. */
export function codesAt(page: Page, digit: number, floor: number): Spelled | undefined {
  const { units, length } = page
  let start = digit
  while (start > floor && digit - start <= binary && isDigit(units[start - 1]!)) start--
  if (units[start]! > 49 && isDigit(units[start + 2]!)) return undefined
  const first = codeAt(page, start)
  if (first < 0) return start < length ? bitsAt(page, start) : undefined
  const next = digitAfter(page, first)
  if (next < 0) return undefined
  // Settles most places: another code follows behind a sign that begins with the same character.
  const second = codeAt(page, next)
  if (second < 0 || units[second] !== units[first]) return undefined
  const sign = signBetween(page, first, next)
  const bounds = [...codesBefore(page, start, sign, floor), start, first]
  for (let at = first; ; ) {
    const code = digitAfter(page, at)
    const end = code < 0 ? -1 : codeAt(page, code)
    if (end < 0 || signBetween(page, at, code) !== sign) break
    bounds.push(code, end)
    at = end
  }
  return bounds.length < 2 * fewest ? undefined : { view: read(page, bounds), end: bounds.at(-1)! }
}

/** Behind two, three or eight digits that start at `from`; -1 when they are more or fewer. */
function codeAt({ units }: Page, from: number): number {
  let end = from
  while (end - from <= binary && isDigit(units[end]!)) end++
  const size = end - from
  return size === 2 || size === 3 || size === binary ? end : -1
}

function digitAfter({ units, length }: Page, from: number): number {
  let at = from
  while (at - from <= widestSign && at < length && !isDigit(units[at]!)) at++
  return at - from <= widestSign && at < length ? at : -1
}

function signBetween({ text, units }: Page, from: number, to: number): string {
  let sign = ''
  for (let at = from; at < to; at++) if (!isSpace(units[at]!)) sign += text[at]
  return sign
}

/** Bounds of the codes in front of `from`, in order. */
function codesBefore(page: Page, from: number, sign: string, floor: number): number[] {
  const { units } = page
  const bounds: number[] = []
  let at = from
  for (;;) {
    let end = at
    while (end > floor && at - end <= widestSign && !isDigit(units[end - 1]!)) end--
    let start = end
    while (start > floor && end - start <= binary && isDigit(units[start - 1]!)) start--
    if (end === at || start === end || codeAt(page, start) !== end || signBetween(page, end, at) !== sign) break
    bounds.push(end, start)
    at = start
  }
  return bounds.reverse()
}

/** Decodes by the base that fits all of them; undefined when none makes text. */
function read(page: Page, bounds: readonly number[]): View | undefined {
  const written: string[] = []
  for (let i = 0; i < bounds.length; i += 2) written.push(page.text.slice(bounds[i]!, bounds[i + 1]!))
  for (const [base, name] of bases) {
    const codes = written.map(code => Number.parseInt(code, base))
    if (!codes.every((code, i) => isText(code) && fits(written[i]!, base))) continue
    const starts = bounds.filter((_, i) => i % 2 === 0)
    const ends = bounds.filter((_, i) => i % 2 === 1)
    let text = ''
    for (const code of codes) text += String.fromCharCode(code)
    return { text, dress: `${name} codes`, place: placeBy(starts, ends) }
  }
  return undefined
}

const bases = [
  [10, 'decimal'],
  [8, 'octal'],
  [2, 'binary'],
] as const

const fits = (code: string, base: 2 | 8 | 10): boolean =>
  base === 10
    ? code.length < 4 && (code.length === 2 || code[0] !== '0')
    : base === 8
      ? code.length === 3
      : code.length === binary

const isText = (code: number): boolean => (code > 31 && code < 127) || code === 10 || code === 13 || code === 9

const longestBits = 20_000

/** Zeros and ones without anything between, eight for each character. */
function bitsAt(page: Page, start: number): Spelled | undefined {
  const { units } = page
  let end = start
  while (end - start < longestBits && (units[end] === 48 || units[end] === 49)) end++
  if (end - start < fewest * binary) return undefined
  if ((end - start) % binary !== 0) return { view: undefined, end }
  const bounds: number[] = []
  for (let at = start; at < end; at += binary) bounds.push(at, at + binary)
  return { view: read(page, bounds), end }
}
