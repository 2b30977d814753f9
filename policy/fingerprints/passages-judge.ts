/** Judges whether what a page and a protected text have in common is a passage, and how sure that is. */
import type { Confidence } from '../finding.ts'
import type { Chain } from './passages-chains.ts'
import type { PassageStyle } from './passages-letters.ts'
import type { Words } from './passages-words.ts'

/** What a page and a text of the index have in common. */
export interface Passage {
  readonly first: number
  readonly last: number
  /** Words on the page; words of the text in the index. */
  readonly words: number
  readonly there: number
  /** Share of the words from the first to the last that are equal in both. */
  readonly equal: number
  /** Most words in a row that are. */
  readonly longest: number
  readonly common: boolean
  readonly text: number
}

/** Of the words from its first to its last, so many must be equal. */
const leastEqual = 0.6
/** From this share on a passage is as good as unbroken. */
const nearlyUnbroken = 0.9
/** A passage counts from this share of the least length on: an edit near its end hides what stands behind. */
const leastUnbroken = 0.8
const leastEdited = 0.7
/** From so many times the least length on a passage is beyond doubt. */
const ample = 2

/**
 * Lists of links, tables and changelogs repeat a few words, and are alike in short rows wherever they come from; prose
 * goes on to other words. So an edited passage has a long row of equal words, or varied words and its full length.
 * Measured by bench/passages.mjs.
 */
const longRow = 9
/** With a long row fewer of the words may be equal, and fewer still when they are varied. */
const equalWithRow = 0.7
const equalWithoutRow = 0.65
const lengthWithoutRow = 0.87
/** Share of different words of any passage. */
const leastDistinct = 0.5
/** Varied words: so many of n are different. Of longer texts fewer are, by a power of their length (Heaps' law). */
const varied = 0.88
/** Letters of Chinese or Thai are read one by one: they repeat, and say nothing about how varied the words are. */
const mostUnitsOfWord = 1.5

export function measured(chain: Chain, { read }: Words): Passage {
  const { first, last, firstPlace, lastPlace, longest, text } = chain
  const before = first > 0 ? read[first - 1]! : 0
  const units = last - first + 1
  const unitsThere = lastPlace - firstPlace + 1
  // Numbering in front of the first word is none of its words.
  const quarters = read[last]! - read[first]! + Math.min(4, read[first]! - before)
  return {
    first,
    last,
    words: Math.round(quarters / 4),
    there: Math.round((unitsThere * quarters) / units / 4),
    equal: chain.matched / Math.max(units, unitsThere),
    longest,
    common: chain.common * 2 > chain.shingles,
    text,
  }
}

/** Is this a passage of a policy that asks for `least` words? `hashes` are the words of the page. */
export function isPassage(
  passage: Passage,
  least: number,
  style: PassageStyle,
  { hashes }: Pick<Words, 'hashes'>,
): boolean {
  const { first, last, words, there, equal, longest } = passage
  const length = Math.max(words, there)
  if (equal < leastEqual || length < least * (equal >= 1 ? leastUnbroken : leastEdited)) return false
  const units = last - first + 1
  if (style === 'code' || units > words * mostUnitsOfWord) return equal >= nearlyUnbroken || longest >= longRow
  const distinct = distinctWords(hashes, first, last)
  if (equal >= nearlyUnbroken) return distinct >= Math.min(units * leastDistinct, least)
  const isVaried = distinct >= units ** varied
  if (longest >= longRow)
    return isVaried || (equal >= equalWithRow && distinct >= Math.min(units * leastDistinct, least))
  return isVaried && equal >= equalWithoutRow && length >= least * lengthWithoutRow
}

export function confidenceOf({ words, equal }: Passage, least: number): Confidence {
  if (words >= least * ample) return 'high'
  return words >= least * nearlyUnbroken && equal >= nearlyUnbroken ? 'high' : 'medium'
}

const distinctWords = (hashes: Int32Array, first: number, last: number): number =>
  new Set(hashes.subarray(first, last + 1)).size
