/** Views of UTF-16 or UTF-32 text that was read byte by byte, so that NUL characters stand between its letters. */
import { placeBy, type View } from './scan-disguise.ts'
import type { Page } from './scan-page.ts'

const fewest = 16

export function wideViews(page: Page): View[] {
  const { text } = page
  const views: View[] = []
  for (let at = text.indexOf('\0'); at >= 0; ) {
    const [from, to] = stretchAround(page, at)
    if (to - from >= 2 * fewest) views.push(withoutZeros(page, from, to))
    at = text.indexOf('\0', Math.max(to, at + 1))
  }
  return views
}

/** One character and one NUL, or three, in turn: as far as it goes from the NUL at `at`. */
function stretchAround({ units, length }: Page, at: number): [number, number] {
  let zeros = 1
  while (zeros < 3 && units[at + zeros] === 0 && at + zeros < length) zeros++
  const step = zeros + 1
  if (zeros === 2) return [at, at]
  const from = at > 0 && units[at - 1] !== 0 ? at - 1 : at
  let to = at + zeros
  while (to + step <= length + 1 && units[to] !== 0 && units[to + 1] === 0 && (zeros === 1 || units[to + 3] === 0))
    to += step
  // The last character when the NULs stand before: \0a\0b.
  if (from === at && to < length && units[to] !== 0) to++
  return [from, Math.min(length, to)]
}

function withoutZeros({ units, text }: Page, from: number, to: number): View {
  const starts: number[] = []
  const ends: number[] = []
  let read = ''
  for (let at = from; at < to; at++) {
    if (units[at] === 0) {
      if (ends.length > 0) ends[ends.length - 1] = at + 1
      continue
    }
    read += text[at]
    starts.push(at)
    ends.push(at + 1)
  }
  return { text: read, dress: 'UTF-16 read as single bytes', place: placeBy(starts, ends) }
}
