/** Finds stretches of digits and short words joined by single separators, which is how people write numbers. */
import { classes, DIGIT, isDigit, isWord, LETTER, type Page, UPPER, WORD } from './scan-page.ts'
import { blockSize, sweepOf } from './scan-sweep.ts'

/** The words of one chain: offsets of word `i` are `bounds[2 * i]` and `bounds[2 * i + 1]`. Reused between calls. */
export interface Chain {
  count: number
  /** Digits in all words together. */
  digits: number
  /** Capitals and digits in one word (GJ97, I10), or two digits before a month: a number of its kind although it has two digits. */
  coded: boolean
  readonly bounds: Int32Array
}

const mostWords = 14
const longestWord = 40

/** Calls back with every chain that holds two adjacent digits and at least `leastDigits` digits, or is coded. */
export function eachChain(page: Page, leastDigits: number, found: (chain: Chain) => void): void {
  const { units, length } = page
  const chain: Chain = { count: 0, digits: 0, coded: false, bounds: new Int32Array(2 * mostWords) }
  let floor = 0
  /** Every second character of [from, to); answers where to go on. */
  const search = (from: number, to: number): number => {
    let at = from
    for (; at < to; at += 2) {
      // One comparison, which prose never turns.
      if ((units[at]! - 48) >>> 0 > 9) continue
      floor = readChain(page, at, floor, chain)
      if ((chain.digits >= leastDigits || (chain.coded && chain.digits === 2)) && chain.count > 0) found(chain)
      at = floor - (floor & 1)
    }
    return at
  }
  let done = 0
  for (const block of sweepOf(page).digits)
    if (block + blockSize > done) done = search(Math.max(block, done), Math.min(length, block + blockSize))
}

/** Fills the chain around the digit at `at`, not reaching before `floor`; returns the offset behind it. */
function readChain(page: Page, at: number, floor: number, chain: Chain): number {
  const { units, length } = page
  let start = at
  while (start > floor && isWord(units[start - 1]!)) start--
  chain.count = 0
  chain.digits = 0
  chain.coded = false
  start = withLeadingWords(page, start, floor)
  let from = start
  /** Begins like an IBAN, which people also write in small letters and over two lines. */
  const account =
    isLetter(units[start]!) && isLetter(units[start + 1]!) && isDigit(units[start + 2]!) && isDigit(units[start + 3]!)
  for (;;) {
    let end = from
    let digits = 0
    let capitals = true
    while (end < length && (classes[units[end]!]! & WORD) !== 0) {
      const kind = classes[units[end]!]!
      if (kind === DIGIT) digits++
      else if ((kind & UPPER) === 0) capitals = false
      end++
    }
    const size = end - from
    if (size === 0 || size > longestWord || (digits === 0 && (size > 4 || !(capitals || (account && size === 4)))))
      return chain.count === 0 ? Math.max(end, at + 1) : from
    chain.bounds[2 * chain.count] = from
    chain.bounds[2 * chain.count + 1] = end
    chain.count++
    chain.digits += digits
    if (digits > 1 && (digits < size ? capitals : size === 2 && beforeMonth(page, end))) chain.coded = true
    if (chain.count === mostWords || !(separates(units[end]!) || (account && units[end] === 10))) return end
    // One separator, or a separator with a space beside it: "12 - 34", ") 555".
    from = end + 1
    if (!isWord(units[from]!) && (units[from] === 32 || units[end] === 32) && separates(units[from]!)) from++
    if (!isWord(units[from]!)) return end
  }
}

/** `06 Oct`, `38年`: the beginning of a month's name in a language of Europe, or the sign of the year. */
function beforeMonth({ units, text }: Page, end: number): boolean {
  if (units[end] === 0x5e74) return true
  const from = isLetter(units[end + 1]!) ? end + 1 : end + 2
  if (from > end + 1 && units[end] !== 46) return false
  if (!isLetter(units[from]!) || !isLetter(units[from + 1]!)) return false
  return monthBeginnings.has(text.slice(from, from + 2).toLowerCase())
}

const monthBeginnings = new Set(
  'ja fe mä ma mr ap av ab me mg my gi ju lu lug ag au se sz ok oc ou ot no de di dé ge ene'.split(' '),
)

/** Short words before the first digits belong to the number: `QQ 12 34 56 C`, `1-2345-67890`. */
function withLeadingWords(page: Page, start: number, floor: number): number {
  const { units } = page
  let from = start
  for (let words = 0; words < 3; words++) {
    if (from < 2 || !separates(units[from - 1]!)) return from
    let at = from - 1
    while (at > floor && from - at < 7 && isCapitalOrDigit(units[at - 1]!)) at--
    const size = from - 1 - at
    if (size === 0 || size > 4 || (at > 0 && isWord(units[at - 1]!))) return from
    from = at
  }
  return from
}

const isCapitalOrDigit = (unit: number): boolean => isDigit(unit) || (classes[unit]! & UPPER) !== 0

/** Space, hyphen, full stop, slash, en dash and no-break space. */
const separates = (unit: number): boolean =>
  unit === 32 ||
  unit === 40 ||
  unit === 41 ||
  unit === 45 ||
  unit === 46 ||
  unit === 47 ||
  unit === 0x2013 ||
  unit === 0xa0 ||
  unit === 0x2011 ||
  unit === 0x202f

/** Letters and digits of the words [first, last], upper case, without the separators. */
export function compactOf(page: Page, chain: Chain, first: number, last: number): string {
  let compact = ''
  for (let word = first; word <= last; word++)
    compact += page.text.slice(chain.bounds[2 * word], chain.bounds[2 * word + 1])
  return compact.toUpperCase()
}

export const onlyDigits = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false
  return text.length > 0
}

export const isLetter = (unit: number): boolean => (classes[unit]! & LETTER) !== 0
