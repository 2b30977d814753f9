/** A view without invisible characters, with full-width and look-alike letters as the ASCII ones they pass for. */
import type { View } from './scan-disguise.ts'
import { classes, type Page, TOKEN } from './scan-page.ts'
import { ViewText } from './scan-view-text.ts'

const dropped = 1
const lookalike = 2

/** 0: nothing special; 1: invisible; 2: passes for an ASCII character, found in `plain`. */
const kinds = new Uint8Array(65_536)
const plain = new Uint16Array(65_536)
for (const code of [
  0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0x2061, 0x2062, 0x2063,
  0x2064, 0x3164, 0xfeff, 0xffa0,
])
  kinds[code] = dropped
// Marks that a letter wears, directions of writing, and variants of signs.
for (const [from, to] of [
  [0x300, 0x36f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  [0xfe00, 0xfe0f],
] as const)
  for (let code = from; code <= to; code++) kinds[code] = dropped
// Digits of other scripts; letters in circles.
for (const zero of [0x660, 0x6f0, 0x966, 0x9e6]) for (let i = 0; i < 10; i++) pass(zero + i, 48 + i)
for (let i = 0; i < 26; i++) {
  pass(0x24b6 + i, 65 + i)
  pass(0x24d0 + i, 97 + i)
}
for (let code = 0xff01; code <= 0xff5e; code++) pass(code, code - 0xfee0)
/** Cyrillic and Greek letters and the Latin ones that they look like. */
const pairs =
  'АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwІIЈJЅSҮYһhӏlΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoνvρpτtυuιiκkɡgıi‐-‑-–-—-−-․.⁄/∕/'
for (let i = 0; i < pairs.length; i += 2) pass(pairs.charCodeAt(i), pairs.charCodeAt(i + 1))

function pass(code: number, ascii: number): void {
  kinds[code] = lookalike
  plain[code] = ascii
}

/** A character of two units that passes for an ASCII one: mathematical alphabets, digits and tags; 0 for others, 1 for invisible ones. */
function pairAt({ units }: Page, at: number): number {
  const low = units[at + 1]! - 0xdc00
  if (units[at] === 0xdb40) return low >= 0 && low < 0x80 ? 1 : 0
  if (units[at] !== 0xd835 || low < 0 || low > 0x3ff) return 0
  if (low >= 0x3ce) return 48 + ((low - 0x3ce) % 10)
  if (low >= 0x2a4) return 0
  const letter = low % 52
  return letter < 26 ? 65 + letter : 71 + letter
}

const context = 80
const longestRest = 1200

/** Undefined when nothing on the page needs it. Only stretches with such characters are read, joined by line breaks. */
export function foldedView(page: Page): View | undefined {
  if (page.ascii) return undefined
  const { units, length } = page
  const read = new ViewText(page.text)
  let done = 0
  for (let at = nextSpecial(page, 0); at < length; at = nextSpecial(page, at + 1)) {
    if (!suspicious(page, at)) continue
    let from = Math.max(done, at - context)
    while (from > done && at - from < longestRest && isToken(units[from - 1]!)) from--
    let last = at
    let to = at + 1
    // A value that begins before or goes on behind is read as a whole.
    while (to < length && (to - last < context || (to - last < longestRest && isToken(units[to]!))))
      if (special(page, to++)) last = to - 1
    read.write('\n', from, from)
    fold(page, from, to, read)
    done = to
    at = to - 1
  }
  return read.length === 0 ? undefined : read.toView('look-alike or invisible characters')
}

/** The next place that is special; the length of the page when there is none. Looks in short calls, which are compiled sooner. */
function nextSpecial(page: Page, from: number): number {
  if (page.foreign) return nextForeign(page, page.foreign, from)
  for (let at = from; at < page.length; at += 256) {
    const found = specialIn(page, at, Math.min(page.length, at + 256))
    if (found >= 0) return found
  }
  return page.length
}

/** The same on a page with few characters beyond ASCII, whose places are known. */
function nextForeign(page: Page, foreign: readonly number[], from: number): number {
  let low = 0
  let high = foreign.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (foreign[middle]! < from) low = middle + 1
    else high = middle
  }
  while (low < foreign.length && !special(page, foreign[low]!)) low++
  return foreign[low] ?? page.length
}

function specialIn(page: Page, from: number, to: number): number {
  const { units } = page
  for (let at = from; at < to; at++) if (units[at]! >= 0xad && special(page, at)) return at
  return -1
}

const special = (page: Page, at: number): boolean => {
  const unit = page.units[at]!
  return kinds[unit] !== 0 || ((unit === 0xd835 || unit === 0xdb40) && pairAt(page, at) !== 0)
}

const isToken = (unit: number): boolean => (classes[unit]! & TOKEN) !== 0

/** Beside a character of a token or another of its kind: a letter of Cyrillic prose is no disguise, nor is a mark of Chinese text. */
function suspicious(page: Page, at: number): boolean {
  const { units } = page
  if (units[at]! >= 0xd800 && units[at]! < 0xdc00) return true
  let before = at - 1
  while (before >= 0 && at - before < mostDropped && kinds[units[before]!] === dropped) before--
  const beside = (before >= 0 && isToken(units[before]!)) || isToken(units[at + 1] ?? 32)
  if (beside || kinds[units[at]!] === dropped) return beside
  return units[at]! >= 0xff00 || circled(units[at]!) ? kinds[units[at + 1] ?? 0] === lookalike : false
}

/** Invisible characters in a row between two characters of a value. */
const mostDropped = 64

const circled = (unit: number): boolean => unit >= 0x24b6 && unit < 0x24ea

function fold(page: Page, from: number, to: number, read: ViewText): void {
  let done = from
  for (let at = from; at < to; at++) {
    const unit = page.units[at]!
    if (unit < 0xad || !special(page, at)) continue
    read.copy(done, at)
    const pair = kinds[unit] === 0 ? pairAt(page, at) : 0
    const end = pair === 0 ? at + 1 : at + 2
    if (pair > 1) read.write(String.fromCharCode(pair), at, end)
    else if (kinds[unit] === lookalike) read.write(String.fromCharCode(plain[unit]!), at, end)
    done = end
    at = end - 1
  }
  read.copy(done, to)
}
