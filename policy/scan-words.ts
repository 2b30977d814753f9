/** Finds thousands of words and phrases at once: one hash look-up per word of the text, whatever the size of the list. */
import { classes, FOREIGN, type Page, SPACE, WORD } from './scan-page.ts'

export interface WordIndex {
  /** Calls back with the longest entry at every place in [from, to) where one starts and stands as whole words. */
  search(page: Page, found: (start: number, end: number, entry: number) => void, from?: number, to?: number): void
}

/** White space in an entry matches any run of white space; case folds by `toLowerCase` when asked. */
export function createWordIndex(entries: readonly string[], ignoreCase: boolean): WordIndex {
  const fold = ignoreCase ? foldUnit : (unit: number) => unit
  const byStart = new Map<number, number[]>()
  const folded = entries.map(entry => (ignoreCase ? entry.toLowerCase() : entry).trim())
  const present = new Uint8Array(1 << 16)
  folded.forEach((entry, index) => {
    const key = startKey(fold(entry.charCodeAt(0)), fold(entry.charCodeAt(1) || 0))
    present[key] = 1
    const list = byStart.get(key)
    if (list) list.push(index)
    else byStart.set(key, [index])
  })
  for (const list of byStart.values()) list.sort((a, b) => folded[b]!.length - folded[a]!.length)

  return {
    search(page, found, from = 0, to = page.length) {
      const { units } = page
      for (let at = from; at < to; at++) {
        const key = startKey(fold(units[at]!), fold(units[at + 1]!))
        if (present[key] === 0 || (joins(units[at]!) && at > 0 && joins(units[at - 1]!))) continue
        for (const index of byStart.get(key)!) {
          const end = endOf(page, at, folded[index]!, fold)
          if (end < 0) continue
          found(at, end, index)
          at = end - 1
          break
        }
      }
    },
  }
}

const startKey = (first: number, second: number): number => ((first * 31) ^ (second * 2053)) & 0xffff

/** Letters of scripts that put no space between words do not join: a name is found inside a Chinese sentence. */
const joins = (unit: number): boolean =>
  (classes[unit]! & WORD) !== 0 || (classes[unit]! === FOREIGN && unit < 0x2e80 && unit >= 0xc0)

function foldUnit(unit: number): number {
  if (unit < 128) return unit > 64 && unit < 91 ? unit + 32 : unit
  const lower = String.fromCharCode(unit).toLowerCase()
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

/** Offset behind the entry when it stands at `at` as whole words; -1 otherwise. */
function endOf(page: Page, at: number, entry: string, fold: (unit: number) => number): number {
  const { units, length } = page
  let place = at
  for (let i = 0; i < entry.length; i++) {
    const wanted = entry.charCodeAt(i)
    if (classes[wanted] === SPACE) {
      if (classes[units[place]!] !== SPACE) return -1
      while (place < length && classes[units[place]!] === SPACE) place++
      while (classes[entry.charCodeAt(i + 1)] === SPACE) i++
    } else {
      if (place >= length || fold(units[place]!) !== wanted) return -1
      place++
    }
  }
  return place < length && joins(units[place]!) && joins(units[place - 1]!) ? -1 : place
}
