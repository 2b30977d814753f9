/** Views of long runs that are base64, base64url, base32, Ascii85 or hex of something readable, also when wrapped in lines. */
import { ascii85Views, decodeBase32, isBase32 } from './scan-base32.ts'
import type { View } from './scan-disguise.ts'
import { createSpans } from './scan-overlap.ts'
import { classes, DIGIT, type Hit, isDigit, type Page, UPPER, WORD } from './scan-page.ts'
import { beginsReadable, isReadable, isWide, plainText } from './scan-readable.ts'
import { eachRun } from './scan-runs.ts'
import { joinLines } from './scan-wrapped.ts'

const shortestBase64 = 24
const shortestHex = 32
/** Characters of the beginning that decide whether it is worth decoding. */
const probe = 64
const longestPiece = 2_000_000
/** How far a path may reach before base64 begins, and how many of its parts are tried. */
const longestPath = 200
const mostParts = 8
const shortRest = 12

export function encodedViews(page: Page, hits: readonly Hit[]): View[] {
  const views = ascii85Views(page)
  const secrets = hits.filter(hit => hit.detector.category === 'secrets' && hit.confidence !== 'low')
  const taken = createSpans(secrets)
  let done = 0
  eachRun(page, (start, end, kinds) => {
    // Words of small letters are no encoding.
    if (end - start < shortestBase64 || end <= done || (kinds & (DIGIT | UPPER)) === 0) return
    eachPiece(page, Math.max(start, done), end, (from, to) => {
      if (from < done || to - from > longestPiece || taken.touches(from, to)) return
      const found = hexView(page, from, to) ?? base32View(page, from, to) ?? base64View(page, from, to)
      if (!found) return
      views.push(found.view)
      done = found.end
    })
  })
  return views
}

/** Stretches of the base64 alphabets with a capital or a digit in them. */
function eachPiece({ units }: Page, start: number, end: number, found: (from: number, to: number) => void): void {
  let from = start
  while (from < end) {
    while (from < end && base64[units[from]!] === 0) from++
    let to = from
    let kinds = 0
    for (; to < end && base64[units[to]!] === 1; to++) kinds |= classes[units[to]!]!
    if (to - from >= shortestBase64 && (kinds & (DIGIT | UPPER)) !== 0) found(from, to)
    from = to + 1
  }
}

const isBase64 = (unit: number): boolean =>
  (classes[unit]! & WORD) !== 0 || unit === 43 || unit === 47 || unit === 45 || unit === 95

const base64 = Uint8Array.from({ length: 65_536 }, (_, unit) => (isBase64(unit) ? 1 : 0))

interface Decoded {
  readonly view: View
  /** Behind the last line that belongs to it. */
  readonly end: number
}

function hexView(page: Page, from: number, to: number): Decoded | undefined {
  const { units } = page
  let start = from
  if (units[start] === 48 && (units[start + 1]! | 32) === 120) start += 2
  else if ((units[start]! | 32) === 120) start++
  if (to - start < shortestHex) return undefined
  for (let at = start; at < to; at++) if (!isHex(units[at]!)) return undefined
  return decoded(page, start, to, 'hex', isHex, text => Buffer.from(text.slice(0, text.length & ~1), 'hex'), 2)
}

const isHex = (unit: number): boolean => isDigit(unit) || ((unit | 32) > 96 && (unit | 32) < 103)

function base32View(page: Page, from: number, to: number): Decoded | undefined {
  if (to - from < shortestHex) return undefined
  for (let at = from; at < to; at++) if (!isBase32(page.units[at]!)) return undefined
  return decoded(page, from, to, 'base32', isBase32, decodeBase32, 8 / 5)
}

/** Base64 of a text may begin anywhere in a run of its alphabet, since a name or a path may stand before it. */
function base64View(page: Page, from: number, to: number): Decoded | undefined {
  for (let phase = 0; phase < 4; phase++) {
    const found = base64At(page, from + phase, to)
    if (found) return found
  }
  let parts = 0
  for (let at = from + 4; at < to - shortestBase64 && at - from < longestPath && parts < mostParts; at++) {
    if (page.units[at] !== 47) continue
    parts++
    const found = base64At(page, at + 1, to)
    if (found) return found
  }
  return undefined
}

function base64At(page: Page, from: number, to: number): Decoded | undefined {
  if (!beginsReadable(page, from)) return undefined
  return decoded(page, from, to, 'base64', isBase64, text => Buffer.from(text, 'base64'), 4 / 3)
}

/** `ratio`: characters for each byte. */
function decoded(
  page: Page,
  from: number,
  to: number,
  dress: string,
  belongs: (unit: number) => boolean,
  decode: (text: string) => Buffer,
  ratio: number,
): Decoded | undefined {
  if (!isReadable(decode(page.text.slice(from, Math.min(to, from + probe))))) return undefined
  const lines = joinLines(page, from, to, belongs)
  const bytes = decode(lines.text)
  const unit = (isWide(bytes) ? 2 : 1) * ratio
  const place: View['place'] = (start, end) => ({
    start: lines.place(Math.floor(start * unit)),
    end: withPadding(page, lines.end, lines.place(Math.ceil(end * unit) - 1) + 1),
  })
  return { view: { text: plainText(bytes), dress, place }, end: lines.end }
}

/** What little is left behind a value says nothing: it is cut with it, and so are the equals signs at the end. */
function withPadding({ units }: Page, last: number, end: number): number {
  if (end < last - shortRest) return end
  let padded = last
  while (padded - last < 6 && units[padded] === 61) padded++
  return padded
}
