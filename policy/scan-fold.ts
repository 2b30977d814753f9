/** A view without invisible characters, with full-width and look-alike letters as the ASCII ones they pass for. */
import { placeBy, type View } from './scan-disguise.ts'
import { classes, type Page, TOKEN } from './scan-page.ts'

const dropped = 1
const lookalike = 2

/** 0: nothing special; 1: invisible; 2: passes for an ASCII character, found in `plain`. */
const kinds = new Uint8Array(65_536)
const plain = new Uint16Array(65_536)
for (const code of [
  0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff,
])
  kinds[code] = dropped
for (let code = 0xff01; code <= 0xff5e; code++) pass(code, code - 0xfee0)
/** Cyrillic and Greek letters and the Latin ones that they look like. */
const pairs =
  'АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwІIЈJЅSҮYһhӏlΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoνvρpτtυuιiκkɡgıi‐-‑-–-—-−-․.⁄/∕/'
for (let i = 0; i < pairs.length; i += 2) pass(pairs.charCodeAt(i), pairs.charCodeAt(i + 1))

function pass(code: number, ascii: number): void {
  kinds[code] = lookalike
  plain[code] = ascii
}

const context = 80

/** Undefined when nothing on the page needs it. Only stretches with such characters are read, joined by line breaks. */
export function foldedView(page: Page): View | undefined {
  if (page.ascii) return undefined
  const { units, length } = page
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let done = 0
  for (let at = 0; at < length; at++) {
    if (units[at]! < 0xad || kinds[units[at]!] === 0 || !suspicious(page, at)) continue
    const from = Math.max(done, at - context)
    let last = at
    let to = at + 1
    while (to < length && to - last < context) if (kinds[units[to++]!] !== 0) last = to - 1
    text += `\n${fold(page, from, to, starts, ends)}`
    done = to
    at = to
  }
  return text === '' ? undefined : { text, dress: 'look-alike or invisible characters', place: placeBy(starts, ends) }
}

/** Beside a character of a token: a letter of Cyrillic prose is no disguise, nor is a mark of Chinese text. */
function suspicious({ units }: Page, at: number): boolean {
  const kind = kinds[units[at]!]
  let before = at - 1
  while (before >= 0 && kinds[units[before]!] === dropped) before--
  const tokenBefore = before >= 0 && (classes[units[before]!]! & TOKEN) !== 0
  const tokenAfter = (classes[units[at + 1] ?? 32]! & TOKEN) !== 0
  if (kind === dropped) return tokenBefore || tokenAfter
  if (units[at]! >= 0xff00) return tokenBefore || tokenAfter || kinds[units[at + 1] ?? 0] === lookalike
  return tokenBefore || tokenAfter
}

function fold(page: Page, from: number, to: number, starts: number[], ends: number[]): string {
  let text = ''
  starts.push(from)
  ends.push(from)
  for (let at = from; at < to; at++) {
    const unit = page.units[at]!
    const kind = kinds[unit]
    if (kind === dropped) continue
    text += kind === lookalike ? String.fromCharCode(plain[unit]!) : page.text[at]
    starts.push(at)
    ends.push(at + 1)
  }
  return text
}
