/** Tells decoded bytes that are text (UTF-8 or UTF-16) from all others, the beginning first. */
import type { Page } from './scan-page.ts'

/** Value of a base64 digit, both alphabets; 64 for others. */
const values = new Uint8Array(65_536).fill(64)
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((sign, value) => {
  values[sign.charCodeAt(0)] = value
})
values[45] = 62
values[95] = 63

/** The first fifteen bytes of base64 at `from` read as text: settles nearly every run without decoding it. */
export function beginsReadable({ units }: Page, from: number): boolean {
  let more = 0
  for (let at = from; at < from + 20; at += 4) {
    const a = values[units[at]!]!
    const b = values[units[at + 1]!]!
    const c = values[units[at + 2]!]!
    const d = values[units[at + 3]!]!
    if ((a | b | c | d) > 63) return false
    more = following((a << 2) | (b >> 4), more)
    if (more >= 0) more = following(((b & 15) << 4) | (c >> 2), more)
    if (more >= 0) more = following(((c & 3) << 6) | d, more)
    if (more < 0) return false
  }
  return true
}

/** How many bytes of a UTF-8 character are still to come behind `byte`; -1 when it is not text. */
function following(byte: number, more: number): number {
  if (more > 0) return (byte & 0xc0) === 0x80 ? more - 1 : -1
  if (byte < 128) return plain(byte) || byte === 0 ? 0 : -1
  if (byte < 0xc2 || byte > 0xf4) return -1
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
}

const plain = (byte: number): boolean => (byte > 31 && byte < 127) || byte === 10 || byte === 13 || byte === 9

/** Nine of ten bytes are printable ASCII or line breaks, or three of four with UTF-8 between; every second may be zero (UTF-16). */
export function isReadable(bytes: Buffer): boolean {
  if (bytes.length < 12) return false
  const step = isWide(bytes) ? 2 : 1
  let good = 0
  let foreign = 0
  let seen = 0
  for (let i = step === 2 && bytes[0] === 0 ? 1 : 0; i < bytes.length; i += step, seen++) {
    if (plain(bytes[i]!)) good++
    else if (bytes[i]! > 127) foreign++
  }
  return (good + foreign) * 10 >= seen * 9 && good * 4 >= seen * 3
}

/** UTF-16 of ASCII, in either order of bytes. */
export const isWide = (bytes: Buffer): boolean =>
  bytes.length > 8 &&
  ((bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0) || (bytes[0] === 0 && bytes[2] === 0 && bytes[4] === 0))

/** One character for each byte, or for each pair of them. */
export function plainText(bytes: Buffer): string {
  if (!isWide(bytes)) return bytes.toString('latin1')
  if (bytes[1] === 0) return bytes.toString('utf16le')
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}
