/** Cuts a text of any length into windows that overlap, so that memory stays bounded and nothing is missed at a cut. */

/** A stretch of the text, and which of its findings are its own: every finding belongs to one window. */
export interface TextWindow {
  readonly text: string
  /** Where its first character stands in the whole text: offset from 0 in UTF-16 units, line and column from 1. */
  readonly origin: Place
  /** What ends here or before was found in the window before, or is a table's heading that was put in front. */
  readonly from: number
  /** What begins here or behind is found in the next window. */
  readonly to: number
}

export interface Place {
  readonly offset: number
  readonly line: number
  readonly column: number
}

export interface WindowSizes {
  /** Characters of a window. */
  readonly length: number
  /** Characters that two windows share. What is longer than half of it may be cut. */
  readonly overlap: number
}

const sizes: WindowSizes = { length: 16 * 1024 * 1024, overlap: 512 * 1024 }

/** Windows begin at a line's start where one is near. One window at least, also for an empty text. */
export async function* windowsOf(
  chunks: AsyncIterable<string> | Iterable<string>,
  { length, overlap }: WindowSizes = sizes,
): AsyncGenerator<TextWindow, void> {
  let origin: Place = { offset: 0, line: 1, column: 1 }
  let text = ''
  let from = 0
  let heading: string | undefined
  for await (const chunk of chunks) {
    text += chunk
    while (text.length >= length) {
      heading ??= headingOf(text)
      const window = text.slice(0, length)
      const next = startOfNext(window, overlap)
      // The middle of what is shared: each side has half of it around what it finds there.
      const to = Math.floor((next + length) / 2)
      yield headed({ text: window, origin, from, to }, heading)
      origin = placeAt(text, next, origin)
      text = text.slice(next)
      from = to - next
    }
  }
  yield headed({ text, origin, from, to: Number.POSITIVE_INFINITY }, heading ?? '')
}

/** Where the place `at` of a text is, whose first character is at `origin`. */
export function placeAt(text: string, at: number, origin: Place): Place {
  let { line } = origin
  let lineStart = -1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', lineStart)) {
    line++
    lineStart = next + 1
  }
  const column = lineStart < 0 ? origin.column + at : at - lineStart + 1
  return { offset: origin.offset + at, line, column }
}

function startOfNext(text: string, overlap: number): number {
  const cut = text.length - overlap
  const lineStart = text.lastIndexOf('\n', cut) + 1
  if (lineStart > cut - overlap) return lineStart
  return isSecondHalf(text.charCodeAt(cut)) ? cut - 1 : cut
}

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

const longestHeading = 4096
const separators = [',', ';', '\t', '|']

/** The first line, where it has columns: it names those of the windows behind it too. */
function headingOf(text: string): string {
  const end = text.indexOf('\n')
  return end > 0 && end < longestHeading && columnsOf(text.slice(0, end)) !== undefined ? text.slice(0, end + 1) : ''
}

/** `,3` for a line with three commas and more of them than of other separators. */
function columnsOf(line: string): string | undefined {
  let most: [string, number] = ['', 0]
  for (const separator of separators) {
    const count = line.split(separator).length - 1
    if (count > most[1]) most = [separator, count]
  }
  return most[1] === 0 ? undefined : most.join('')
}

/** With the table's heading in front, where the window goes on with rows of the same columns. */
function headed(window: TextWindow, heading: string): TextWindow {
  const { text, origin, from, to } = window
  if (heading === '' || origin.offset === 0 || origin.column !== 1) return window
  const row = text.slice(0, Math.min(longestHeading, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n')))
  if (columnsOf(row) !== columnsOf(heading.trimEnd())) return window
  return {
    text: heading + text,
    origin: { offset: origin.offset - heading.length, line: origin.line - 1, column: 1 },
    from: from + heading.length,
    to: to + heading.length,
  }
}
