/** Views of long runs that are base64, base64url or hex of something readable. */
import type { View } from './scan-disguise.ts'
import { createSpans } from './scan-overlap.ts'
import { classes, type Hit, isDigit, type Page, WORD } from './scan-page.ts'
import { eachRun } from './scan-runs.ts'

const shortestBase64 = 24
const shortestHex = 32
/** Bytes of the beginning that decide whether it is worth decoding. */
const probe = 24
const longestPiece = 2_000_000

export function encodedViews(page: Page, hits: readonly Hit[]): View[] {
  const views: View[] = []
  const secrets = hits.filter(hit => hit.detector.category === 'secrets' && hit.confidence !== 'low')
  const taken = createSpans(secrets)
  eachRun(page, (start, end) => {
    if (end - start < shortestBase64) return
    eachPiece(page, start, end, (from, to) => {
      if (to - from > longestPiece || taken.touches(from, to)) return
      const view = hexView(page, from, to) ?? base64View(page, from, to)
      if (view) views.push(view)
    })
  })
  return views
}

/** Stretches of the base64 alphabets; line breaks inside a wrapped block are part of the stretch. */
function eachPiece({ units }: Page, start: number, end: number, found: (from: number, to: number) => void): void {
  let from = start
  while (from < end) {
    while (from < end && !isBase64(units[from]!)) from++
    let to = from
    while (to < end && isBase64(units[to]!)) to++
    if (to - from >= shortestBase64) found(from, to)
    from = to + 1
  }
}

const isBase64 = (unit: number): boolean =>
  (classes[unit]! & WORD) !== 0 || unit === 43 || unit === 47 || unit === 45 || unit === 95

function hexView(page: Page, from: number, to: number): View | undefined {
  let start = from
  if (page.units[start] === 48 && (page.units[start + 1]! | 32) === 120) start += 2
  const size = (to - start) & ~1
  if (size < shortestHex) return undefined
  for (let at = start; at < start + size; at++) if (!isHex(page.units[at]!)) return undefined
  return view(page, start, size, 'hex', bytes => Buffer.from(bytes, 'hex'), 2)
}

const isHex = (unit: number): boolean => isDigit(unit) || ((unit | 32) > 96 && (unit | 32) < 103)

/** Base64 of a text may begin anywhere in a run of its alphabet, since a path or a name may stand before it: all four phases are tried. */
function base64View(page: Page, from: number, to: number): View | undefined {
  for (let phase = 0; phase < 4; phase++) {
    if (!beginsReadable(page, from + phase)) continue
    const found = view(page, from + phase, to - from - phase, 'base64', piece => Buffer.from(piece, 'base64'), 4 / 3)
    if (found) return found
  }
  return undefined
}

/** Value of a base64 digit, both alphabets; 64 for others. */
const values = new Uint8Array(128).fill(64)
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((sign, value) => {
  values[sign.charCodeAt(0)] = value
})
values[45] = 62
values[95] = 63

/** The first fifteen bytes are all printable or zero: settles nearly every run without decoding it. */
function beginsReadable({ units }: Page, from: number): boolean {
  for (let at = from; at < from + 20; at += 4) {
    const a = values[units[at]!]!
    const b = values[units[at + 1]!]!
    const c = values[units[at + 2]!]!
    const d = values[units[at + 3]!]!
    if (!plausible((a << 2) | (b >> 4)) || !plausible(((b & 15) << 4) | (c >> 2)) || !plausible(((c & 3) << 6) | d))
      return false
  }
  return true
}

const plausible = (byte: number): boolean =>
  (byte > 31 && byte < 127) || byte === 10 || byte === 13 || byte === 9 || byte === 0

function view(
  page: Page,
  from: number,
  size: number,
  dress: string,
  decode: (text: string) => Buffer,
  ratio: number,
): View | undefined {
  if (!readable(decode(page.text.slice(from, from + Math.min(size, probe * 2))))) return undefined
  const bytes = decode(page.text.slice(from, from + size))
  const wide = isWide(bytes)
  const text = wide ? bytes.toString('utf16le') : bytes.toString('latin1')
  const unit = wide ? 2 : 1
  return {
    text,
    dress,
    place: (start, end) => ({
      start: from + Math.floor(start * unit * ratio),
      end: withPadding(page, from + size, from + Math.ceil(end * unit * ratio)),
    }),
  }
}

/** At the end of a piece its equals signs belong to it. */
function withPadding({ units }: Page, pieceEnd: number, end: number): number {
  if (end < pieceEnd - 1) return end
  let padded = pieceEnd
  while (padded - pieceEnd < 2 && units[padded] === 61) padded++
  return padded
}

/** Nine of ten bytes are printable ASCII or line breaks; every second may be zero (UTF-16). */
function readable(bytes: Buffer): boolean {
  if (bytes.length < 12) return false
  const step = isWide(bytes) ? 2 : 1
  let good = 0
  let seen = 0
  for (let i = 0; i < bytes.length; i += step, seen++) {
    const byte = bytes[i]!
    if ((byte > 31 && byte < 127) || byte === 10 || byte === 13 || byte === 9) good++
  }
  return good * 10 >= seen * 9
}

const isWide = (bytes: Buffer): boolean => bytes.length > 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0
