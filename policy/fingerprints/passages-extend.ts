/** Follows a passage beyond its first and last shingle, word by word and over small edits. */
import type { Chain } from './passages-chains.ts'
import type { PassageIndex } from './passages-index.ts'
import { echo, shingleShapes } from './passages-shingles.ts'
import type { Words } from './passages-words.ts'

/** Shingles are at most this far apart where the texts are equal, and a little more where they were edited. */
const furthest = 64
/** Words that must be equal again behind an edit. */
const again = 2
/** Edits: how many pairs of neighbours further the texts are equal again, on the page and in the index. */
const edits: readonly (readonly [number, number])[] = [
  [2, 2],
  [2, 1],
  [1, 2],
  [3, 3],
  [3, 2],
  [2, 3],
  [3, 1],
  [1, 3],
  [4, 4],
]

/** Makes `chain` as long as it can be, up to 64 words on each side. */
export function extend(chain: Chain, index: PassageIndex, { hashes, count }: Words): void {
  const begin = index.beginnings[chain.text]!
  const end = index.beginnings[chain.text + 1]!
  /** Is the pair of words that ends in `word` on the page that which ends in `place`? */
  const pair = (word: number, place: number): boolean =>
    word > 0 &&
    word < count &&
    place > begin &&
    place < end &&
    echo(hashes[word - 1]!, hashes[word]!) === index.echoes[place]

  const right = follow((word, place) => pair(chain.last + word, chain.lastPlace + place))
  chain.last += right.words
  chain.lastPlace += right.places
  const left = follow((word, place) => pair(chain.first - word + 1, chain.firstPlace - place + 1))
  chain.first -= left.words
  chain.firstPlace -= left.places
  chain.matched += left.matched + right.matched
  // The words at the beginning of a chain are at least a shingle.
  const { width } = shingleShapes[index.style]
  const begins = chain.run === chain.longest && left.words === left.straight ? chain.longest : width
  chain.longest = Math.max(
    chain.run + right.straight,
    begins + left.straight,
    chain.longest,
    right.longest,
    left.longest,
  )
}

interface Followed {
  words: number
  places: number
  matched: number
  /** Words up to the first edit, and the most in a row behind one. */
  straight: number
  longest: number
}

/** `pair(w, p)`: are the w-th and p-th pairs from the end of the chain alike? */
function follow(pair: (word: number, place: number) => boolean): Followed {
  const so: Followed = { words: 0, places: 0, matched: 0, straight: 0, longest: 0 }
  let behindEdit = -1
  while (so.words < furthest && so.places < furthest) {
    if (pair(so.words + 1, so.places + 1)) {
      so.words++
      so.places++
      so.matched++
      if (behindEdit < 0) so.straight++
      else so.longest = Math.max(so.longest, ++behindEdit)
      continue
    }
    const edit = edits.find(([word, place]) => run(pair, so.words + word + 1, so.places + place + 1))
    if (!edit) break
    so.words += edit[0] + again
    so.places += edit[1] + again
    so.matched += again + 1
    behindEdit = again + 1
  }
  return so
}

function run(pair: (word: number, place: number) => boolean, word: number, place: number): boolean {
  for (let i = 0; i < again; i++) if (!pair(word + i, place + i)) return false
  return true
}
