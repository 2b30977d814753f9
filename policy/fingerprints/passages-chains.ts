/** Finds shingles of a text in an index and joins those that follow one another in both, in time linear in the text. */
import { COMMON, filterOf, type PassageIndex, remainderOf, textAt } from './passages-index.ts'
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

/** Shingles further apart than this, in words, are of two chains. */
const widestGap = 48
/** Words that are more on one side than on the other between two shingles. */
const mostMoved = 20
/** Chains are found again by the block of 64 words that they end in, and that before it. */
const blockBits = 6
const slotBits = 12
/** Chains that end in one block. */
const ways = 2
/** A shingle that is met so often on one page, in any text, is followed in one text only: a page that repeats it stays cheap. */
const oftenOnPage = 64
const recentBits = 12

export type ChainFinder = (words: Words, found: (chain: Chain) => void) => void

/** Serves one text at a time. Chains are called back as they end, in no order, and may overlap. */
export function createChainFinder(index: PassageIndex): ChainFinder {
  const { width } = shingleShapes[index.style]
  const { buckets, remainders, places, echoes, beginnings } = index
  const filter = filterOf(index)
  const shift = 32 - index.bits
  const out = leaving(width)
  const slots: (Chain | undefined)[] = new Array(ways << slotBits).fill(undefined)
  let hashes: Int32Array = new Int32Array(0)
  let report: (chain: Chain) => void = () => undefined
  let used = false
  /** The hashes looked up last, and how often. */
  const recent = new Int32Array(1 << recentBits)
  const times = new Uint8Array(1 << recentBits)

  return (words, found) => {
    hashes = words.hashes
    report = found
    used = false
    let rolling = 0
    for (let i = 0; i < words.count; i++) {
      rolling = (Math.imul(rolling, factor) + hashes[i]!) | 0
      if (i >= width) rolling = (rolling - Math.imul(hashes[i - width]!, out)) | 0
      if (i < width - 1) continue
      const hash = spread(rolling)
      const bucket = hash >>> shift
      if (((filter[bucket]! >>> (hash & 31)) & 1) !== 0) lookUp(hash, bucket, i - width + 1)
    }
    if (!used) return
    for (const chain of slots) if (chain) found(chain)
    slots.fill(undefined)
    times.fill(0)
  }

  function lookUp(hash: number, bucket: number, first: number): void {
    const remainder = remainderOf(hash)
    for (let i = buckets[bucket]!; i < buckets[bucket + 1]!; i++) {
      const place = places[i]!
      if (remainders[i] !== remainder || equal(first, place & ~COMMON, width - 1) < width - 1) continue
      join(first, place & ~COMMON, place >= COMMON ? 1 : 0)
      if (comesOften(hash)) return
    }
  }

  function comesOften(hash: number): boolean {
    const slot = hash >>> (32 - recentBits)
    if (recent[slot] === hash && times[slot]! > 0) {
      if (times[slot]! < oftenOnPage) times[slot]!++
      return times[slot] === oftenOnPage
    }
    recent[slot] = hash
    times[slot] = 1
    return false
  }

  /** How many words behind `word` on the page follow one another as those behind `place` do, at most `count`. */
  function equal(word: number, place: number, count: number): number {
    let same = 0
    while (same < count && echo(hashes[word + same]!, hashes[word + same + 1]!) === echoes[place + same + 1]) same++
    return same
  }

  /** Adds the shingle to the chain that it goes on with, or begins one. */
  function join(word: number, place: number, common: number): void {
    used = true
    const block = place >> blockBits
    const slot = continued(word, place, block)
    if (slot < 0) {
      const text = textAt(beginnings, place)
      const [last, lastPlace] = [word + width - 1, place + width - 1]
      const alike = { matched: width, longest: width, run: width }
      put({ first: word, last, firstPlace: place, lastPlace, ...alike, shingles: 1, common, text }, block, word)
      return
    }
    const chain = slots[slot]!
    addMatched(chain, word, place)
    chain.last = word + width - 1
    chain.lastPlace = place + width - 1
    chain.shingles++
    chain.common += common
    if (slot >> 1 === slotOf(block)) return
    slots[slot] = undefined
    put(chain, block, word)
  }

  /** The slot of the chain that a shingle goes on with; -1 without one. */
  function continued(word: number, place: number, block: number): number {
    let best = -1
    let least = mostMoved + 1
    for (let back = 0; back < 2; back++) {
      const base = slotOf(block - back) * ways
      for (let slot = base; slot < base + ways; slot++) {
        const chain = slots[slot]
        if (!chain) continue
        const ahead = word + width - 1 - chain.last
        const aheadThere = place + width - 1 - chain.lastPlace
        if (ahead < 1 || aheadThere < 1 || ahead > widestGap || aheadThere > widestGap) continue
        const moved = Math.abs(ahead - aheadThere)
        if (moved >= least || place >= beginnings[chain.text + 1]!) continue
        best = slot
        least = moved
      }
    }
    return best
  }

  /** Counts the words from the end of the chain to that of the shingle that are equal in both. */
  function addMatched(chain: Chain, word: number, place: number): void {
    const { last, lastPlace } = chain
    const between = Math.min(word - last, place - lastPlace) - 1
    const moved = word - last !== place - lastPlace
    // A shingle that begins before the end of the chain adds what is behind it.
    const ahead = between < 0 ? 0 : equal(last, lastPlace, between)
    let behind = 0
    while (ahead + behind < between && echoesAlike(word - behind, place - behind)) behind++
    const unbroken = !moved && (between < 0 || (ahead === between && echoesAlike(word, place)))
    const added = between < 0 ? between + 1 + width - 1 : ahead + behind + width
    chain.matched += added
    chain.longest = Math.max(chain.longest, chain.run + ahead)
    chain.run = unbroken ? chain.run + added : behind + width
    chain.longest = Math.max(chain.longest, chain.run)
  }

  function echoesAlike(word: number, place: number): boolean {
    return echo(hashes[word - 1]!, hashes[word]!) === echoes[place]
  }

  /** In the place of a chain that has ended, or of the shorter one. */
  function put(chain: Chain, block: number, word: number): void {
    const base = slotOf(block) * ways
    let chosen = base
    let worth = Number.POSITIVE_INFINITY
    for (let slot = base; slot < base + ways; slot++) {
      const other = slots[slot]
      const its = !other ? -2 : other.last + widestGap < word ? -1 : other.shingles
      if (its < worth) {
        worth = its
        chosen = slot
      }
    }
    const replaced = slots[chosen]
    if (replaced) report(replaced)
    slots[chosen] = chain
  }
}

const slotOf = (block: number): number => Math.imul(block, 0x9e3779b1) >>> (32 - slotBits)
