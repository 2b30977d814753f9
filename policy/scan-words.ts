/** Finds thousands of words and phrases at once: one hash look-up per word of the text, whatever the size of the list. */
import { classes, FOREIGN, type Page, SPACE, WORD } from './scan-page.ts'

export interface WordIndex {
  /** Calls back with the longest entry at every place in [from, to) where one starts and stands as whole words. */
  search(page: Page, found: (start: number, end: number, entry: number) => void, from?: number, to?: number): void
}

/**
 * White space in an entry matches any run of white space, with `identifiers` also `_`, `-` or nothing (tax_id, taxId);
 * case folds when asked, in the alphabets that have it.
 */
export function createWordIndex(entries: readonly string[], ignoreCase: boolean, identifiers = false): WordIndex {
  const fold = ignoreCase ? lowerCase() : undefined
  const folded = entries.map(entry => foldText(entry.trim(), fold))
  const onlyWords = folded.every(entry => joining[entry.charCodeAt(0)] !== 0)
  const heads = headsOf(folded)

  return {
    search(page, found, from = 0, to = page.length) {
      const { units } = page
      let before = from > 0 ? joining[units[from - 1]!]! : 0
      for (let at = from; at < to; at++) {
        const unit = units[at]!
        const kind = joining[unit]!
        const inside = kind === JOINS && before === JOINS
        before = kind
        if (inside || (kind === 0 && onlyWords)) continue
        const end = longestAt(page, at, found)
        if (end > at) {
          at = end - 1
          before = joining[units[at]!]!
        }
      }
    },
  }

  function longestAt(page: Page, at: number, found: (start: number, end: number, entry: number) => void): number {
    const { units } = page
    let key = 0
    let end = -1
    let longest = -1
    for (let size = 1; size <= headSize; size++) {
      const unit = units[at + size - 1]!
      key = headKey(key, fold ? fold[unit]! : unit)
      const sizes = heads.sizes[key]!
      if ((sizes & (1 << size)) === 0) {
        if ((sizes & BEGINS) === 0) break
        continue
      }
      for (const index of heads.byKey.get(key)!) {
        const stop = endOf(page, at, folded[index]!, fold, identifiers)
        if (stop <= end) continue
        end = stop
        longest = index
      }
    }
    if (end > 0) found(at, end, longest)
    return end
  }
}

/** As many characters of an entry as are looked up at once; white space in it may stand for anything, so the head ends there. */
const headSize = 5

interface Heads {
  /** By key, a bit for each size of a head that has it, and the lowest bit when a longer head begins so. */
  readonly sizes: Uint8Array
  readonly byKey: ReadonlyMap<number, readonly number[]>
}

function headsOf(entries: readonly string[]): Heads {
  const sizes = new Uint8Array(1 << 16)
  const byKey = new Map<number, number[]>()
  entries.forEach((entry, index) => {
    let key = 0
    let size = 0
    while (size < headSize && size < entry.length && (size === 0 || classes[entry.charCodeAt(size)] !== SPACE)) {
      if (size > 0) sizes[key]! |= BEGINS
      key = headKey(key, entry.charCodeAt(size++))
    }
    sizes[key]! |= 1 << size
    const list = byKey.get(key)
    if (list) list.push(index)
    else byKey.set(key, [index])
  })
  return { sizes, byKey }
}

const BEGINS = 1

const headKey = (key: number, unit: number): number => (Math.imul(key, 0x9e35) + unit + 1) & 0xffff

const JOINS = 1
const ALONE = 2
/** 1: a letter or digit that joins its neighbours to a word. 2: a letter of a script without spaces between words. */
const joining: Uint8Array = joiningTable()

function joiningTable(): Uint8Array {
  const table = new Uint8Array(65_536)
  for (let unit = 0; unit < 65_536; unit++) {
    if ((classes[unit]! & WORD) !== 0) table[unit] = JOINS
    else if (classes[unit] === FOREIGN && unit >= 0xc0)
      table[unit] = unit < 0x2e80 && !(unit >= 0x2000 && unit < 0x2c00) ? JOINS : ALONE
  }
  for (const mark of '、。「」，：；！？（）【】《》') table[mark.charCodeAt(0)] = 0
  return table
}

let lowerTable: Uint16Array | undefined

/** Small letters of every unit whose small letter is one unit; made on first use. */
function lowerCase(): Uint16Array {
  if (lowerTable) return lowerTable
  lowerTable = new Uint16Array(65_536)
  for (let unit = 0; unit < 65_536; unit++) {
    const lower = unit < 0x2e80 ? String.fromCharCode(unit).toLowerCase() : ''
    lowerTable[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit
  }
  return lowerTable
}

function foldText(text: string, fold: Uint16Array | undefined): string {
  if (!fold) return text
  let folded = ''
  for (let i = 0; i < text.length; i++) folded += String.fromCharCode(fold[text.charCodeAt(i)]!)
  return folded
}

/** Offset behind the entry when it stands at `at` as whole words; -1 otherwise. */
function endOf(page: Page, at: number, entry: string, fold: Uint16Array | undefined, identifiers: boolean): number {
  const { units, length } = page
  let place = at
  for (let i = 0; i < entry.length; i++) {
    const wanted = entry.charCodeAt(i)
    if (classes[wanted] === SPACE) {
      if (classes[units[place]!] === SPACE) while (place < length && classes[units[place]!] === SPACE) place++
      else if (!identifiers) return -1
      else if (units[place] === 95 || units[place] === 45) place++
      while (classes[entry.charCodeAt(i + 1)] === SPACE) i++
    } else {
      const unit = units[place]!
      if (place >= length || (fold ? fold[unit] : unit) !== wanted) return -1
      place++
    }
  }
  return place < length && joining[units[place]!] === JOINS && joining[units[place - 1]!] === JOINS ? -1 : place
}
