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
function percentBytes(raw: string): { bytes: Buffer; at: number[] } {
  const bytes: number[] = []
  const at: number[] = []
  for (let i = 0; i < raw.length; ) {
    const hex = raw.charCodeAt(i) === 37 ? /^%[0-9a-fA-F]{2}/.exec(raw.slice(i, i + 3)) : null
    if (hex) {
      bytes.push(Number.parseInt(raw.slice(i + 1, i + 3), 16))
      at.push(i)
      i += 3
      continue
    }
    const width = (raw.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
    for (const byte of Buffer.from(raw[i] === '+' ? ' ' : raw.slice(i, i + width), 'utf8')) {
      bytes.push(byte)
      at.push(i)
    }
    i += width
  }
  return { bytes: Buffer.from(bytes), at }
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
