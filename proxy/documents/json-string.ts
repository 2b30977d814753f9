/** JSON string escapes, both ways, and where each decoded unit stands in the raw text (RFC 8259 section 7). */

const simple: Readonly<Record<number, string>> = {
  34: '"',
  47: '/',
  92: '\\',
  98: '\b',
  102: '\f',
  110: '\n',
  114: '\r',
  116: '\t',
}

/** Decodes `raw[start, end)`, the inside of a JSON string; null when an escape is not valid. Raw control characters are let through. */
export function decodeJsonString(raw: string, start: number, end: number): string | null {
  const pieces: string[] = []
  let at = start
  while (at < end) {
    const slash = raw.indexOf('\\', at)
    if (slash < 0 || slash >= end) break
    if (slash > at) pieces.push(raw.slice(at, slash))
    const length = escapeLength(raw, slash)
    if (length === 0 || slash + length > end) return null
    const c = raw.charCodeAt(slash + 1)
    pieces.push(length === 2 ? simple[c]! : String.fromCharCode(Number.parseInt(raw.slice(slash + 2, slash + 6), 16)))
    at = slash + length
  }
  if (at < end) pieces.push(raw.slice(at, end))
  return pieces.join('')
}

/** Raw offset of every decoded unit of `raw[start, end)`, and of its end. */
export function jsonStringOffsets(raw: string, start: number, end: number): Uint32Array {
  const offsets = new Uint32Array(end - start + 1)
  let unit = 0
  for (let at = start; at < end; unit++) {
    offsets[unit] = at
    at += raw.charCodeAt(at) === 92 ? escapeLength(raw, at) : 1
  }
  offsets[unit] = end
  return offsets.subarray(0, unit + 1)
}

/** The inside of the JSON string that stands for `text`. */
export function encodeJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Length of the escape at `at` (a backslash): 2, 6, or 0 when it is not valid. */
function escapeLength(raw: string, at: number): number {
  const c = raw.charCodeAt(at + 1)
  if (c !== 117) return simple[c] === undefined ? 0 : 2
  for (let i = at + 2; i < at + 6; i++) if (!isHex(raw.charCodeAt(i))) return 0
  return 6
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70)
}
