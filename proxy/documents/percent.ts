/** Percent-encoding of forms and queries, both ways, and where each decoded unit stands (URL standard, urlencoded parsing). */
import { decodeBytes } from './bytes.ts'

/** Decodes a form value: `+` is a space, a broken escape stands for itself, bytes that are not UTF-8 survive. */
export function decodePercent(raw: string): string {
  if (!raw.includes('%')) return raw.replaceAll('+', ' ')
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return decodeBytes(percentBytes(raw).bytes).text // a broken escape or foreign bytes: the careful way
  }
}

/** Raw offset of every decoded unit of `raw`, and of its end. */
export function percentOffsets(raw: string): Uint32Array {
  const { bytes, at } = percentBytes(raw)
  const text = decodeBytes(bytes).text
  const offsets = new Uint32Array(text.length + 1)
  let byte = 0
  for (let unit = 0; unit < text.length; unit++) {
    offsets[unit] = at[byte]!
    byte += bytesOfUnit(text, unit)
  }
  offsets[text.length] = raw.length
  return offsets
}

/** Half surrogates, which cannot be encoded, become U+FFFD. */
export function encodePercent(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replaceAll('%20', '+')
}

/** Bytes of the decoded value, and for each the raw offset it came from. */
function percentBytes(raw: string): { bytes: Buffer; at: Uint32Array } {
  const bytes = Buffer.alloc(Buffer.byteLength(raw))
  const at = new Uint32Array(bytes.length)
  let length = 0
  for (let i = 0; i < raw.length; ) {
    const c = raw.charCodeAt(i)
    const escaped = c === 37 ? hexByte(raw, i + 1) : -1
    const pair = c >= 0xd800 && c <= 0xdbff && isLowSurrogate(raw.charCodeAt(i + 1))
    const width = escaped >= 0 ? 3 : pair ? 2 : 1
    const first = length
    if (escaped >= 0) bytes[length++] = escaped
    else if (c < 0x80) bytes[length++] = c === 43 ? 32 : c
    else length += bytes.write(raw.slice(i, i + width), length, 'utf8')
    at.fill(i, first, length)
    i += width
  }
  return { bytes: bytes.subarray(0, length), at: at.subarray(0, length) }
}

/** The byte that two hex digits at `at` stand for, -1 when they are none. */
function hexByte(raw: string, at: number): number {
  const high = hexDigit(raw.charCodeAt(at))
  const low = hexDigit(raw.charCodeAt(at + 1))
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  if (c >= 97 && c <= 102) return c - 87
  return c >= 65 && c <= 70 ? c - 55 : -1
}

function isLowSurrogate(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff
}

/** Bytes that the UTF-16 unit accounts for; the second half of a pair accounts for none. */
function bytesOfUnit(text: string, unit: number): number {
  const c = text.charCodeAt(unit)
  if (c < 0x80) return 1
  if (c < 0x800) return 2
  if (c < 0xd800 || c > 0xdfff) return 3
  if (c < 0xdc00) return 4
  const before = text.charCodeAt(unit - 1)
  return before >= 0xd800 && before <= 0xdbff ? 0 : 1
}
