/** Finds word stems anywhere in a text, in any case: one look-up for every second character, each free of the one before. */
import type { Page } from './scan-page.ts'
import { pairCommonness } from './scan-randomness.ts'

/** Of any four characters in a row, three begin at an even place. */
const windowSize = 4

export interface StemIndex {
  /** Calls back with the place of every stem, in the order of their windows. */
  search(page: Page, found: (start: number, stem: number) => void): void
}

/**
 * Stems in lower case; a leading `?` stands for any character. Latin, Greek and Cyrillic capitals fold. Stems of fewer
 * than four characters must be of a script without capitals; they are looked for first.
 */
export function createStemIndex(stems: readonly string[]): StemIndex {
  const short = stems.flatMap((stem, index) => (stem.length < windowSize ? [index] : []))
  const everything = windowsOf(stems, () => true)
  // Stems of other scripts would only slow down the search of an ASCII page.
  const ascii = windowsOf(stems, isAscii)
  return {
    search(page, found) {
      if (page.ascii) return searchWindows(page, ascii, stems, found)
      if (short.length > 0) {
        const rows = rowsOf(page)
        for (const stem of short)
          if (rows[stems[stem]!.charCodeAt(0) >> 8] === 1) eachPlace(page, stems[stem]!, start => found(start, stem))
      }
      searchWindows(page, everything, stems, found)
    },
  }
}

/** Which rows of 256 characters the page has characters of: most pages have none of most scripts. */
function rowsOf({ units, length, foreign }: Page): Uint8Array {
  const rows = new Uint8Array(256)
  if (foreign) {
    for (let i = 0; i < foreign.length; i++) rows[units[foreign[i]!]! >> 8] = 1
    return rows
  }
  for (let at = 0; at < length; at++) rows[units[at]! >> 8] = 1
  return rows
}

/** What the search looks up, by the low five bits of three characters. */
interface Windows {
  /** For each pair of characters, a bit for each third one. */
  readonly thirds: Int32Array
  /** For each triple, a bit for each character that stands before it or behind it in one of its stems. */
  readonly neighbours: Int32Array
  /** By triple, where its stems begin and end in `stems` and `offsets`. */
  readonly begins: Uint16Array
  readonly stems: Uint16Array
  /** Where the triple stands in each of those stems. */
  readonly offsets: Uint8Array
  /** By stem its length, and the low five bits of its first and its last character; -1 for any. */
  readonly lengths: Uint8Array
  readonly firsts: Int8Array
  readonly lasts: Int8Array
}

function windowsOf(stems: readonly string[], wanted: (stem: string) => boolean): Windows {
  const thirds = new Int32Array(1024)
  const neighbours = new Int32Array(1 << 15)
  const byTriple = new Map<number, { stem: number; offset: number }[]>()
  // Short stems have no choice of a window; the longer ones then choose among what these cost already.
  const order = [...stems.keys()].sort((a, b) => stems[a]!.length - stems[b]!.length)
  for (const index of order) {
    const stem = stems[index]!
    if (stem.length < windowSize || !wanted(stem)) continue
    const window = rarestWindow(stem, thirds)
    for (const offset of [window, window + 1]) {
      // The window has four characters: one more stands behind the first triple, one before the second.
      const neighbour = stem.charCodeAt(offset === window ? offset + 3 : window) & 31
      for (const triple of triplesAt(stem, offset)) {
        thirds[triple >> 5]! |= 1 << (triple & 31)
        neighbours[triple]! |= stem[window] === '?' && offset !== window ? -1 : 1 << neighbour
        const list = byTriple.get(triple)
        if (list) list.push({ stem: index, offset })
        else byTriple.set(triple, [{ stem: index, offset }])
      }
    }
  }
  return { thirds, neighbours, ...packed(byTriple), ...endsOf(stems) }
}

function packed(byTriple: ReadonlyMap<number, readonly { readonly stem: number; readonly offset: number }[]>) {
  const begins = new Uint16Array((1 << 15) + 1)
  const stems: number[] = []
  const offsets: number[] = []
  for (let triple = 0; triple < 1 << 15; triple++) {
    for (const { stem, offset } of byTriple.get(triple) ?? []) {
      stems.push(stem)
      offsets.push(offset)
    }
    begins[triple + 1] = stems.length
  }
  return { begins, stems: Uint16Array.from(stems), offsets: Uint8Array.from(offsets) }
}

function endsOf(stems: readonly string[]) {
  return {
    lengths: Uint8Array.from(stems, stem => stem.length),
    firsts: Int8Array.from(stems, stem => (stem[0] === '?' ? -1 : stem.charCodeAt(0) & 31)),
    lasts: Int8Array.from(stems, stem => stem.charCodeAt(stem.length - 1) & 31),
  }
}

/** Two look-ups for the four characters of each word: only the low five bits of a character count. */
function searchWindows(
  page: Page,
  windows: Windows,
  stems: readonly string[],
  found: (start: number, stem: number) => void,
): void {
  const { words, length } = page
  const { thirds } = windows
  let word = words[0]!
  for (let at = 0; at < length; at += 4) {
    const next = words[(at >> 2) + 1]!
    const middle = (word >>> 16) & 31
    const first = ((word & 31) << 5) | ((word >>> 8) & 31)
    if (((thirds[first]! >>> middle) & 1) !== 0) lookUp(page, windows, stems, at, (first << 5) | middle, found)
    const second = (middle << 5) | ((word >>> 24) & 31)
    if (((thirds[second]! >>> (next & 31)) & 1) !== 0)
      lookUp(page, windows, stems, at + 2, (second << 5) | (next & 31), found)
    word = next
  }
}

/** The stems that have the triple at `at`. */
function lookUp(
  page: Page,
  windows: Windows,
  stems: readonly string[],
  at: number,
  triple: number,
  found: (start: number, stem: number) => void,
): void {
  const { units } = page
  const beside = (1 << (units[at + 3]! & 31)) | (at > 0 ? 1 << (units[at - 1]! & 31) : 0)
  if ((windows.neighbours[triple]! & beside) === 0) return
  const end = windows.begins[triple + 1]!
  for (let i = windows.begins[triple]!; i < end; i++) {
    const stem = windows.stems[i]!
    const start = at - windows.offsets[i]!
    if (start < 0) continue
    // Its ends settle most.
    if ((units[start + windows.lengths[stem]! - 1]! & 31) !== windows.lasts[stem]!) continue
    if ((units[start]! & 31) !== windows.firsts[stem]! && windows.firsts[stem]! >= 0) continue
    if (stands(page, start, stems[stem]!)) found(start, stem)
  }
}

function isAscii(stem: string): boolean {
  for (let i = 0; i < stem.length; i++) if (stem.charCodeAt(i) > 127) return false
  return true
}

function eachPlace({ text }: Page, stem: string, found: (start: number) => void): void {
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) found(at)
}

/** The four characters of the stem that stop the search least: rare triples, or those that other stems have already. */
function rarestWindow(stem: string, thirds: Int32Array): number {
  if (stem[0] === '?') return 0
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let window = 0; window + windowSize <= stem.length; window++) {
    let cost = 0
    for (const offset of [window, window + 1]) {
      const triple = triplesAt(stem, offset)[0]!
      if (((thirds[triple >> 5]! >>> (triple & 31)) & 1) === 0)
        cost += 2 ** (pairCommonness(stem, offset) + pairCommonness(stem, offset + 1))
    }
    if (cost < least) {
      least = cost
      best = window
    }
  }
  return best
}

function triplesAt(stem: string, at: number): number[] {
  const rest = ((stem.charCodeAt(at + 1) & 31) << 5) | (stem.charCodeAt(at + 2) & 31)
  if (stem[at] !== '?') return [((stem.charCodeAt(at) & 31) << 10) | rest]
  return Array.from({ length: 32 }, (_, first) => (first << 10) | rest)
}

function stands(page: Page, start: number, stem: string): boolean {
  for (let i = stem.charCodeAt(0) === 63 ? 1 : 0; i < stem.length; i++)
    if (lower(page.units[start + i]!) !== stem.charCodeAt(i)) return false
  return true
}

/** Latin, Greek and Cyrillic capitals to small letters. */
function lower(unit: number): number {
  if (unit < 128) return unit > 64 && unit < 91 ? unit + 32 : unit
  if ((unit >= 0xc0 && unit <= 0xde) || (unit >= 0x391 && unit <= 0x3a9) || (unit >= 0x410 && unit <= 0x42f))
    return unit + 32
  return unit
}
