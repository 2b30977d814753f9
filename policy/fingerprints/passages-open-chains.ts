/** The chains that later shingles of a page may go on with, in a table of fixed size. */
import type { Chain } from './passages-chains.ts'

/** Shingles further apart than this, in words, are of two chains. */
const widestGap = 48
/** Words that are more on one side than on the other between two shingles. */
const mostMoved = 20
/** Chains are found again by the block of 64 words that they end in, and that before it. */
const blockBits = 6
const slotBits = 12
/** Chains that end in one block. */
const ways = 2

/** For one index, whose texts begin at `beginnings`. A slot is a number of the table; places are words of the index. */
export class OpenChains {
  readonly #beginnings: Uint32Array
  readonly #slots: (Chain | undefined)[] = new Array(ways << slotBits).fill(undefined)
  #ended: (chain: Chain) => void = () => undefined
  #empty = true

  constructor(beginnings: Uint32Array) {
    this.#beginnings = beginnings
  }

  /** Before each page. `ended` is called with every chain, when it has ended or others need its room. */
  begin(ended: (chain: Chain) => void): void {
    this.#ended = ended
  }

  /** Behind each page. False when there was no chain. */
  end(): boolean {
    if (this.#empty) return false
    this.#empty = true
    for (const chain of this.#slots) if (chain) this.#ended(chain)
    this.#slots.fill(undefined)
    return true
  }

  at(slot: number): Chain {
    return this.#slots[slot]!
  }

  /** The slot of the chain that goes on with a shingle that begins at `place` and ends so; -1 without one. */
  continued(last: number, lastPlace: number, place: number): number {
    const block = place >> blockBits
    let best = -1
    let least = mostMoved + 1
    for (let back = 0; back < 2; back++) {
      const base = slotOf(block - back) * ways
      for (let slot = base; slot < base + ways; slot++) {
        const chain = this.#slots[slot]
        if (!chain) continue
        const ahead = last - chain.last
        const aheadThere = lastPlace - chain.lastPlace
        if (ahead < 1 || aheadThere < 1 || ahead > widestGap || aheadThere > widestGap) continue
        const moved = Math.abs(ahead - aheadThere)
        if (moved >= least || place >= this.#beginnings[chain.text + 1]!) continue
        best = slot
        least = moved
      }
    }
    return best
  }

  /** Keeps a chain whose last shingle begins at `place`, in the room of one that has ended by `word`, or of the shorter one. */
  put(chain: Chain, place: number, word: number): void {
    this.#empty = false
    const base = slotOf(place >> blockBits) * ways
    let chosen = base
    let worth = Number.POSITIVE_INFINITY
    for (let slot = base; slot < base + ways; slot++) {
      const other = this.#slots[slot]
      const its = !other ? -2 : other.last + widestGap < word ? -1 : other.shingles
      if (its < worth) {
        worth = its
        chosen = slot
      }
    }
    const replaced = this.#slots[chosen]
    if (replaced) this.#ended(replaced)
    this.#slots[chosen] = chain
  }

  /** Moves a chain to where its last shingle is now. */
  move(slot: number, place: number, word: number): void {
    if (Math.floor(slot / ways) === slotOf(place >> blockBits)) return
    const chain = this.at(slot)
    this.#slots[slot] = undefined
    this.put(chain, place, word)
  }
}

const slotOf = (block: number): number => Math.imul(block, 0x9e3779b1) >>> (32 - slotBits)
