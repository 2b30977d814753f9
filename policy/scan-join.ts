/** Puts the texts of one request into one, so that the cost of a scan is paid once, and maps places back. */
import type { ScanText } from './finding.ts'

/** Joined text: every piece stands between NUL characters, which no value contains; a telling label stands before its piece as `label: `. */
export interface Joined {
  readonly text: string
  /** Where the pieces start in `text`, ascending. */
  readonly starts: readonly number[]
}

/** Labels that say what a text is in the format, never what it holds. */
const emptyLabels = new Set([
  'content',
  'text',
  'input',
  'prompt',
  'parts',
  'message',
  'value',
  'data',
  'body',
  'query',
  'output',
  'arguments',
])

export function joinTexts(texts: readonly ScanText[]): Joined {
  const only = texts.length === 1 ? texts[0]! : undefined
  if (only && !telling(only.label)) return { text: only.text, starts: [0] }
  const starts: number[] = []
  const pieces: string[] = []
  let at = 0
  for (const { text, label } of texts) {
    const lead = telling(label) ? `\0${label}: ` : '\0'
    at += lead.length
    starts.push(at)
    pieces.push(lead, text)
    at += text.length
  }
  return { text: pieces.join(''), starts }
}

const telling = (label: string | undefined): label is string =>
  label !== undefined &&
  label.length > 1 &&
  label.length < 80 &&
  !emptyLabels.has(label.toLowerCase()) &&
  !label.includes('\0')

/** The index of the piece that `offset` falls in: the last that starts at or before it; -1 in front of all. */
export function pieceAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
