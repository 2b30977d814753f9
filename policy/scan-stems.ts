/** Finds a handful of word stems anywhere in a text, in any case, skipping most characters (Wu and Manber's method on pairs). */
import type { Page } from './scan-page.ts'

const windowSize = 4
const longestShift = windowSize - 1

export interface StemIndex {
  /** Calls back with the place of every stem, in order. */
  search(page: Page, found: (start: number, stem: number) => void): void
}

/** Stems in lower case, four characters or longer; a leading `?` stands for any character. Latin, Greek and Cyrillic capitals fold. */
export function createStemIndex(stems: readonly string[]): StemIndex {
  const shifts = new Uint8Array(1024).fill(longestShift)
  const byPair: number[][] = Array.from({ length: 1024 }, () => [])
  stems.forEach((stem, index) => {
    for (let i = 0; i < longestShift; i++) {
      const shift = longestShift - 1 - i
      for (const pair of pairsAt(stem, i)) shifts[pair] = Math.min(shifts[pair]!, shift)
    }
    byPair[pairOf(stem.charCodeAt(longestShift - 1), stem.charCodeAt(longestShift))]!.push(index)
  })

  return {
    search(page, found) {
      const { units, length } = page
      let at = longestShift - 1
      while (at < length - 1) {
        const pair = pairOf(units[at]!, units[at + 1]!)
        const shift = shifts[pair]!
        if (shift > 0) {
          at += shift
          continue
        }
        const start = at - longestShift + 1
        for (const index of byPair[pair]!) if (stands(page, start, stems[index]!)) found(start, index)
        at++
      }
    },
  }
}

const pairOf = (first: number, second: number): number => ((first & 31) << 5) | (second & 31)

function pairsAt(stem: string, at: number): number[] {
  const second = stem.charCodeAt(at + 1)
  if (stem[at] !== '?') return [pairOf(stem.charCodeAt(at), second)]
  return Array.from({ length: 32 }, (_, first) => pairOf(first, second))
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
