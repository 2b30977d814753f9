/** Base32 and Ascii85: what their texts decode to. */
import { placeBy, type View } from './scan-disguise.ts'
import { isDigit, type Page } from './scan-page.ts'
import { isReadable, plainText } from './scan-readable.ts'

/** Letters of either case and the digits 2 to 7. */
export const isBase32 = (unit: number): boolean =>
  (unit > 49 && unit < 56) || ((unit | 32) > 96 && (unit | 32) < 123 && unit < 123)

/** RFC 4648, either case, without padding. */
export function decodeBase32(text: string): Buffer {
  const bytes = Buffer.alloc((text.length * 5) >> 3)
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    held = ((held << 5) | (isDigit(unit) ? unit - 24 : (unit | 32) - 97)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 255
  }
  return bytes
}

const longest = 100_000

/** Stretches between `<~` and `~>`. */
export function ascii85Views({ text, units }: Page): View[] {
  const views: View[] = []
  for (let open = text.indexOf('<~'); open >= 0; open = text.indexOf('<~', open + 2)) {
    const bytes: number[] = []
    const starts: number[] = []
    const ends: number[] = []
    let value = 0
    let count = 0
    let first = 0
    const write = (digits: number, end: number): void => {
      for (let i = 0; i < digits - 1; i++) {
        bytes.push(Math.floor(value / 256 ** (3 - i)) & 255)
        starts.push(first)
        ends.push(end)
      }
    }
    let at = open + 2
    for (; at - open < longest && units[at]! > 32 && units[at]! < 118; at++) {
      if (count === 0) first = at
      value = value * 85 + units[at]! - 33
      if (++count < 5) continue
      write(5, at + 1)
      value = count = 0
    }
    if (units[at] === 126 && count > 1) {
      for (let i = count; i < 5; i++) value = value * 85 + 84
      write(count, at)
    }
    const buffer = Buffer.from(bytes)
    if (isReadable(buffer)) views.push({ text: plainText(buffer), dress: 'Ascii85', place: placeBy(starts, ends) })
    open = Math.max(open, at - 2)
  }
  return views
}
