/** Finds seed phrases: a dozen or more words of one list in a row, looked for at places that no phrase fits between. */
import { checksumHolds, isSeedHead, isSeedWord, phraseLengths } from './detectors/seed-words.ts'
import { seedPhrase } from './detectors/wallets.ts'
import { classes, DIGIT, type Engine, type Page, SPACE } from './scan-page.ts'

/** Twelve words of three letters and the spaces between them are 47 characters; whole words of a page are looked at. */
const stride = 44
const shortestWord = 3
const longestWord = 8
const mostWords = 24
const longestGap = 6

export const seedPhraseEngine: Engine = (page, hits) => {
  for (let at = stride; at < page.length; at += stride) {
    if (!goesOn(page, at)) continue
    const start = wordStart(page, at)
    if (start < 0 || !threeMayBe(page, start)) continue
    const found = phraseAround(page, start)
    if (!found) continue
    const { first, end, words } = found
    if (phraseLengths.includes(words.length) && new Set(words).size * 2 > words.length) {
      const holds = checksumHolds(words.join(' '))
      hits.push({
        detector: seedPhrase,
        start: first,
        end,
        confidence: holds ? 'high' : 'medium',
        why: [`${words.length} words of the BIP-39 list in a row`, holds ? 'checksum holds' : 'checksum does not hold'],
      })
    }
    at = Math.max(at, end)
  }
}

/** Small letters and gaps alone, as far as four characters at once can tell, in the half of a phrase before the place, or in that behind it. */
function goesOn({ words }: Page, at: number): boolean {
  const place = at >> 2
  let end = place
  while (end < place + half && !holdsOther(words[end]!)) end++
  if (end === place + half) return true
  let start = place
  while (start > place - half && !holdsOther(words[start - 1]!)) start--
  return start === place - half
}

/** A phrase that the place stands in reaches so many words of the page on one side of it. */
const half = 5

/**
 * Is one of four bytes no small letter, digit or gap? Compared at once: a range from a to b is where adding 128 - a sets
 * the top bit and adding 127 - b does not. These are from ! to (, from : to `, and all beyond ASCII.
 */
function holdsOther(word: number): boolean {
  const low = word & sevenBits
  const signs = (low + 0x5f5f5f5f) & ~(low + 0x57575757)
  const capitals = (low + 0x46464646) & ~(low + 0x1f1f1f1f)
  return ((signs | capitals | word) & topBits) !== 0
}
const sevenBits = 0x7f7f7f7f
const topBits = 0x80808080 | 0

const isSmall = (unit: number): boolean => unit > 96 && unit < 123

/** Start of the word at or before the place; -1 where there is no word of small letters. */
function wordStart({ units }: Page, at: number): number {
  let start = at
  while (at - start < longestGap && isGap(units[start]!)) start--
  if (!isSmall(units[start]!)) return -1
  while (start > 0 && isSmall(units[start - 1]!)) if (at - --start > longestWord + 1) return -1
  return start
}

/** This word and the two behind it; nearly every sentence fails here. */
function threeMayBe(page: Page, start: number): boolean {
  let at = start
  for (let i = 0; i < 3; i++) {
    if (at < 0 || !mayBeSeedWord(page, at)) return false
    at = gapEnd(page, wordEnd(page, at))
  }
  return true
}

/** By the first four letters alone. */
function mayBeSeedWord({ units }: Page, start: number): boolean {
  let head = 0
  let inside = true
  for (let i = 0; i < 4; i++) {
    inside &&= isSmall(units[start + i]!)
    head = (head << 5) | (inside ? units[start + i]! & 31 : 0)
  }
  return isSeedHead(head)
}

interface Phrase {
  readonly first: number
  readonly end: number
  readonly words: readonly string[]
}

/** The words of the list in a row around one of them; undefined when there are fewer than a phrase has, or more. */
function phraseAround(page: Page, start: number): Phrase | undefined {
  let first = start
  for (let i = 0; i < mostWords; i++) {
    const before = wordBefore(page, first)
    if (before < 0) break
    first = before
  }
  const words: string[] = []
  let at = first
  let end = first
  while (words.length <= mostWords) {
    const stop = wordEnd(page, at)
    const word = page.text.slice(at, stop)
    if (!isSeedWord(word)) break
    words.push(word)
    end = stop
    at = gapEnd(page, stop)
    if (at < 0) break
  }
  return words.length >= phraseLengths[0]! && words.length <= mostWords ? { first, end, words } : undefined
}

function wordEnd({ units }: Page, start: number): number {
  let end = start
  while (isSmall(units[end]!) && end - start <= longestWord) end++
  return end
}

/** White space, commas and the numbers of a list between two words; -1 when something else stands there. */
function gapEnd({ units, length }: Page, from: number): number {
  let at = from
  while (at < length && at - from < longestGap && isGap(units[at]!)) at++
  return at > from && isSmall(units[at]!) ? at : -1
}

const isGap = (unit: number): boolean =>
  classes[unit] === SPACE || classes[unit] === DIGIT || unit === 44 || unit === 46 || unit === 41

function wordBefore(page: Page, start: number): number {
  const { units, text } = page
  let end = start
  while (end > 0 && start - end < longestGap && isGap(units[end - 1]!)) end--
  if (end === start) return -1
  let from = end
  while (from > 0 && end - from <= longestWord && isSmall(units[from - 1]!)) from--
  return end - from >= shortestWord && isSeedWord(text.slice(from, end)) ? from : -1
}
