/** Bytes as text and back without loss: what is not valid UTF-8 survives a round trip byte for byte. */
import { isUtf8 } from 'node:buffer'

export interface DecodedText {
  readonly text: string
  encode(text: string): Buffer
}

/**
 * UTF-16 with a byte-order mark is read as such; anything else is UTF-8. A byte that is not part of valid UTF-8
 * becomes a lone surrogate U+DC80..U+DCFF (as Python's surrogateescape, PEP 383), which no valid UTF-8 contains,
 * and `encode` turns it back into that byte.
 */
export function decodeBytes(bytes: Buffer): DecodedText {
  if (bytes.length >= 2 && bytes.length % 2 === 0) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le'), encode: littleEndian }
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
      return { text: Buffer.from(bytes).swap16().toString('utf16le'), encode: bigEndian }
  }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), encode: utf8 }
  return { text: decodeLossless(bytes), encode: encodeLossless }
}

/** True when people can read the bytes: no NUL, hardly any control characters, and nearly all of it valid UTF-8. */
export function looksLikeText(bytes: Buffer): boolean {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)))
    return bytes.length % 2 === 0 && controlShare(bytes.toString('utf16le', 0, 8192)) < 0.02
  if (bytes.includes(0)) return false
  const head = bytes.toString('latin1', 0, 8192)
  if (controlShare(head) >= 0.02 || isSignature(head)) return false
  return isUtf8(bytes) || foreignShare(bytes) < 0.1
}

/** Formats that begin with readable characters and are not text. */
function isSignature(head: string): boolean {
  return head.startsWith('%PDF-') || head.startsWith('PK\x03\x04') || head.startsWith('{\\rtf')
}

function controlShare(text: string): number {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c < 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d && c !== 0x0c && c !== 0x1b) || c === 0x7f) controls++
  }
  return text.length === 0 ? 0 : controls / text.length
}

/** Share of bytes that are not valid UTF-8, over the first 64 KiB: a Latin-1 CSV stays under a tenth. */
function foreignShare(bytes: Buffer): number {
  const head = bytes.subarray(0, 65_536)
  let foreign = 0
  const text = decodeLossless(head)
  for (let i = 0; i < text.length; i++) if (isEscapedByte(text.charCodeAt(i), text.charCodeAt(i - 1))) foreign++
  return foreign / head.length
}

/** Into one array of UTF-16 units: memory stays twice the body's, whatever its bytes. */
function decodeLossless(bytes: Buffer): string {
  const units = new Uint16Array(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; ) {
    const a = bytes[i]!
    const width = a < 0x80 ? 1 : sequenceWidth(bytes, i)
    if (width <= 1) units[length++] = width === 1 ? a : 0xdc00 + a
    else if (width === 2) units[length++] = ((a & 0x1f) << 6) | (bytes[i + 1]! & 0x3f)
    else if (width === 3) units[length++] = ((a & 0x0f) << 12) | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f)
    else {
      const high = ((a & 0x07) << 18) | ((bytes[i + 1]! & 0x3f) << 12)
      const code = (high | ((bytes[i + 2]! & 0x3f) << 6) | (bytes[i + 3]! & 0x3f)) - 0x10000
      units[length++] = 0xd800 + (code >> 10)
      units[length++] = 0xdc00 + (code & 0x3ff)
    }
    i += Math.max(1, width)
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
}

/** Length of the valid UTF-8 sequence at `i` (RFC 3629 section 4), 0 when there is none. */
function sequenceWidth(bytes: Buffer, i: number): number {
  const a = bytes[i]!
  if (a < 0x80) return 1
  const b = bytes[i + 1] ?? 0
  if (a >= 0xc2 && a <= 0xdf) return isTail(b) ? 2 : 0
  const c = bytes[i + 2] ?? 0
  if (a >= 0xe0 && a <= 0xef) {
    const low = a === 0xe0 ? 0xa0 : 0x80
    const high = a === 0xed ? 0x9f : 0xbf
    return b >= low && b <= high && isTail(c) ? 3 : 0
  }
  if (a >= 0xf0 && a <= 0xf4) {
    const low = a === 0xf0 ? 0x90 : 0x80
    const high = a === 0xf4 ? 0x8f : 0xbf
    return b >= low && b <= high && isTail(c) && isTail(bytes[i + 3] ?? 0) ? 4 : 0
  }
  return 0
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}

function encodeLossless(text: string): Buffer {
  const out = Buffer.alloc(text.length * 3) // no UTF-16 unit takes more
  let length = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0xdc80 || !isEscapedByte(c, text.charCodeAt(i - 1))) continue
    if (i > start) length += out.write(text.slice(start, i), length, 'utf8')
    out[length++] = c - 0xdc00
    start = i + 1
  }
  length += out.write(text.slice(start), length, 'utf8')
  return out.subarray(0, length)
}

function isEscapedByte(unit: number, before: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff && !(before >= 0xd800 && before <= 0xdbff)
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8')
}

function littleEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}
