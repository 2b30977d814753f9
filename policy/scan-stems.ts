/** Finds word stems anywhere in a text, in any case, skipping most characters (Wu and Manber's method on pairs). */
import type { Page } from './scan-page.ts'
import { pairCommonness } from './scan-randomness.ts'

const windowSize = 4
const longestShift = windowSize - 1
const buckets = 1 << 13

export interface StemIndex {
  /** Calls back with the place of every stem, in the order of their windows. */
  search(page: Page, found: (start: number, stem: number) => void): void
}

/**
 * Stems in lower case; a leading `?` stands for any character. Latin, Greek and Cyrillic capitals fold. Stems of fewer
 * than four characters must be of a script without capitals; they are looked for first.
 */
export function createStemIndex(stems: readonly string[]): StemIndex {
  const shifts = new Uint8Array(1024).fill(longestShift)
  const present = new Uint8Array(buckets)
  const byBucket = new Map<number, { stem: number; offset: number }[]>()
  const short = stems.flatMap((stem, index) => (stem.length < windowSize ? [index] : []))
  stems.forEach((stem, index) => {
    if (stem.length < windowSize) return
    const offset = rarestWindow(stem, shifts)
    for (let i = 0; i < longestShift; i++) {
      const shift = longestShift - 1 - i
      for (const pair of pairsAt(stem, offset + i)) shifts[pair] = Math.min(shifts[pair]!, shift)
    }
    for (const first of pairsAt(stem, offset)) {
      const bucket = bucketOf(first, pairOf(stem.charCodeAt(offset + 2), stem.charCodeAt(offset + 3)))
      present[bucket] = 1
      const list = byBucket.get(bucket)
      if (list) list.push({ stem: index, offset })
      else byBucket.set(bucket, [{ stem: index, offset }])
    }
  })

  return {
    search(page, found) {
      if (!page.ascii) for (const stem of short) eachPlace(page, stems[stem]!, start => found(start, stem))
      const { units, length } = page
      const last = length - 1
      let at = longestShift - 1
      while (at < last) {
        const pair = ((units[at]! & 31) << 5) | (units[at + 1]! & 31)
        const shift = shifts[pair]!
        if (shift > 0) {
          at += shift
          continue
        }
        const bucket = bucketOf(pairOf(units[at - 2]!, units[at - 1]!), pair)
        if (present[bucket] === 1) {
          for (const { stem, offset } of byBucket.get(bucket)!) {
            const start = at - 2 - offset
            if (start >= 0 && stands(page, start, stems[stem]!)) found(start, stem)
          }
        }
        at++
      }
    },
  }
}

function eachPlace({ text }: Page, stem: string, found: (start: number) => void): void {
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) found(at)
}

const pairOf = (first: number, second: number): number => ((first & 31) << 5) | (second & 31)
const bucketOf = (first: number, second: number): number => (first * 7 + second * 13) & (buckets - 1)

/** The four characters of the stem that slow the search down least: rare pairs, or pairs that other stems have already. */
function rarestWindow(stem: string, shifts: Uint8Array): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let offset = 0; offset + windowSize <= stem.length; offset++) {
    let cost = 0
    for (let i = 0; i < longestShift; i++) {
      const lost = Math.max(
        0,
        shifts[pairOf(stem.charCodeAt(offset + i), stem.charCodeAt(offset + i + 1))]! - (longestShift - 1 - i),
      )
      cost += lost * 2 ** pairCommonness(stem, offset + i)
    }
    if (cost < least) {
      least = cost
      best = offset
    }
  }
  return stem[0] === '?' ? 0 : best
}

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
