/** JSON numbers as they stand in text, never converted: 16 digits of a card do not survive a double. */

/** End of the number at `start` by the grammar of RFC 8259 section 6; 0 when there is none. */
export function numberEnd(text: string, start: number): number {
  let at = text.charCodeAt(start) === 45 ? start + 1 : start
  if (!isDigit(text.charCodeAt(at))) return 0
  if (text.charCodeAt(at) === 48) at++
  else at = digitsEnd(text, at)
  if (text.charCodeAt(at) === 46) {
    if (!isDigit(text.charCodeAt(at + 1))) return 0
    at = digitsEnd(text, at + 1)
  }
  const e = text.charCodeAt(at)
  if (e === 101 || e === 69) {
    const sign = text.charCodeAt(at + 1)
    at += sign === 43 || sign === 45 ? 2 : 1
    if (!isDigit(text.charCodeAt(at))) return 0
    at = digitsEnd(text, at)
  }
  return at
}

function digitsEnd(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

/** Length of the longest run of digits in `text[start, end)`. */
export function digitRun(text: string, start: number, end: number): number {
  let longest = 0
  for (let at = start; at < end; at++) {
    const stop = digitsEnd(text, at)
    longest = Math.max(longest, stop - at)
    at = Math.max(at, stop)
  }
  return longest
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}
