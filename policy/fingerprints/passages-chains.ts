/** Finds shingles of a text in an index and joins those that follow one another in both, in time linear in the text. */
import { COMMON, filterOf, type PassageIndex, remainderOf, textAt } from './passages-index.ts'
import { OpenChains } from './passages-open-chains.ts'
import { echo, factor, leaving, shingleShapes, spread } from './passages-shingles.ts'
import type { Words } from './passages-words.ts'

/** Common words of a page and of a text of the index, from its first shingle to its last. */
export interface Chain {
  /** First and last word on the page. */
  first: number
  last: number
  /** First and last word in the index. */
  firstPlace: number
  lastPlace: number
  /** Words of it that are equal in both. */
  matched: number
  /** Most words in a row that are, and how many are at its end. */
  longest: number
  run: number
  shingles: number
  /** Of the shingles, those that stand in many texts. */
  common: number
  /** Index of the text. */
  text: number
}

/** A shingle that is met so often on one page, in any text, is followed in one text only: a page that repeats it stays cheap. */
const oftenOnPage = 64
const recentBits = 12

export type ChainFinder = (words: Words, found: (chain: Chain) => void) => void

/** Serves one text at a time. Chains are called back as they end, in no order, and may overlap. */
export function createChainFinder(index: PassageIndex): ChainFinder {
  const finder = new Finder(index)
  return (words, found) => finder.find(words, found)
}

class Finder {
  readonly #index: PassageIndex
  readonly #width: number
  readonly #filter: Int32Array
  readonly #open: OpenChains
  #hashes: Int32Array = new Int32Array(0)
  /** The hashes looked up last, and how often. */
  readonly #recent = new Int32Array(1 << recentBits)
  readonly #times = new Uint8Array(1 << recentBits)

  constructor(index: PassageIndex) {
    this.#index = index
    this.#width = shingleShapes[index.style].width
    this.#filter = filterOf(index)
    this.#open = new OpenChains(index.beginnings)
  }

  find({ hashes, count }: Words, found: (chain: Chain) => void): void {
    this.#hashes = hashes
    this.#open.begin(found)
    const width = this.#width
    const out = leaving(width)
    const filter = this.#filter
    const shift = 32 - this.#index.bits
    let rolling = 0
    for (let i = 0; i < count; i++) {
      rolling = (Math.imul(rolling, factor) + hashes[i]!) | 0
      if (i >= width) rolling = (rolling - Math.imul(hashes[i - width]!, out)) | 0
      if (i < width - 1) continue
      const hash = spread(rolling)
      const bucket = hash >>> shift
      if (((filter[bucket]! >>> (hash & 31)) & 1) !== 0) this.#lookUp(hash, bucket, i - width + 1)
    }
    if (this.#open.end()) this.#times.fill(0)
  }

  #lookUp(hash: number, bucket: number, first: number): void {
    const { buckets, remainders, places } = this.#index
    const least = this.#width - 1
    const remainder = remainderOf(hash)
    for (let i = buckets[bucket]!; i < buckets[bucket + 1]!; i++) {
      const place = places[i]! & ~COMMON
      if (remainders[i] !== remainder || this.#equal(first, place, least) < least) continue
      this.#join(first, place, places[i]! >= COMMON ? 1 : 0)
      if (this.#comesOften(hash)) return
    }
  }

  #comesOften(hash: number): boolean {
    const slot = hash >>> (32 - recentBits)
    const times = this.#times
    if (this.#recent[slot] !== hash || times[slot] === 0) {
      this.#recent[slot] = hash
      times[slot] = 1
      return false
    }
    if (times[slot]! < oftenOnPage) times[slot]!++
    return times[slot] === oftenOnPage
  }

  /** How many words behind `word` on the page follow one another as those behind `place` do, at most `count`. */
  #equal(word: number, place: number, count: number): number {
    let same = 0
    while (same < count && this.#echoesAlike(word + same + 1, place + same + 1)) same++
    return same
  }

  #echoesAlike(word: number, place: number): boolean {
    return echo(this.#hashes[word - 1]!, this.#hashes[word]!) === this.#index.echoes[place]
  }

  /** Adds the shingle to the chain that it goes on with, or begins one. */
  #join(word: number, place: number, common: number): void {
    const last = word + this.#width - 1
    const lastPlace = place + this.#width - 1
    const slot = this.#open.continued(last, lastPlace, place)
    if (slot < 0) {
      const text = textAt(this.#index.beginnings, place)
      const alike = { matched: this.#width, longest: this.#width, run: this.#width }
      this.#open.put(
        { first: word, last, firstPlace: place, lastPlace, ...alike, shingles: 1, common, text },
        place,
        word,
      )
      return
    }
    const chain = this.#open.at(slot)
    this.#addMatched(chain, word, place)
    chain.last = last
    chain.lastPlace = lastPlace
    chain.shingles++
    chain.common += common
    this.#open.move(slot, place, word)
  }

  /** Counts the words from the end of the chain to that of the shingle that are equal in both. */
  #addMatched(chain: Chain, word: number, place: number): void {
    const { last, lastPlace } = chain
    const between = Math.min(word - last, place - lastPlace) - 1
    const moved = word - last !== place - lastPlace
    // A shingle that begins before the end of the chain adds what is behind it.
    const ahead = between < 0 ? 0 : this.#equal(last, lastPlace, between)
    let behind = 0
    while (ahead + behind < between && this.#echoesAlike(word - behind, place - behind)) behind++
    const unbroken = !moved && (between < 0 || (ahead === between && this.#echoesAlike(word, place)))
    const added = between < 0 ? between + this.#width : ahead + behind + this.#width
    chain.matched += added
    chain.longest = Math.max(chain.longest, chain.run + ahead)
    chain.run = unbroken ? chain.run + added : behind + this.#width
    chain.longest = Math.max(chain.longest, chain.run)
  }
}
