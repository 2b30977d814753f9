/** Tells how the bytes of a file are written: UTF-8, UTF-16 with or without its mark, or no text at all. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Bytes of the beginning that `encodingOf` wants, where there are as many. */
export const sniffedBytes = 8192

/**
 * The encoding of a text that begins with `bytes`; undefined where it is none. Without a byte order mark, UTF-16 is told
 * by the zeros in every second byte that European scripts, digits and signs leave (RFC 2781 section 4.3 leaves the way open).
 * A few NUL bytes, as a crash leaves them in a log, make no text binary.
 */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const { even, odd, controls } = countsOf(bytes)
  const zeros = even + odd
  if (zeros === 0) return 'utf-8'
  const looked = Math.min(bytes.length, sniffedBytes)
  if (controls <= looked * mostControlShare) {
    if (odd > looked * leastZeroShare && even < looked * mostOtherShare) return 'utf-16le'
    if (even > looked * leastZeroShare && odd < looked * mostOtherShare) return 'utf-16be'
  }
  return zeros + controls > looked * mostControlShare ? undefined : 'utf-8'
}

const leastZeroShare = 0.3
const mostOtherShare = 0.025
const mostControlShare = 0.04

/** Zeros at even and odd places, and the other characters that texts do not have. */
function countsOf(bytes: Uint8Array): { even: number; odd: number; controls: number } {
  const counts = { even: 0, odd: 0, controls: 0 }
  for (let at = 0; at < Math.min(bytes.length, sniffedBytes); at++) {
    const byte = bytes[at]!
    if (byte === 0) counts[at % 2 === 0 ? 'even' : 'odd']++
    else if (byte < 7 || (byte > 13 && byte < 32 && byte !== 0x1b)) counts.controls++
  }
  return counts
}
