/** Makes the index of passages of many texts. */
import { createPageMaker } from '../scan-page.ts'
import { COMMON, type PassageIndex, remainderOf, textAt } from './passages-index.ts'
import type { PassageStyle } from './passages-letters.ts'
import { eachShingle, echo, factor, shingleShapes, spread, varied, winnow } from './passages-shingles.ts'
import { createWordReader, type WordKey, type Words } from './passages-words.ts'

export interface PassageBuilder {
  /** Leaves out what also stands in `text`. Before the first `add`. Throws RangeError beyond `mostExcepted`. */
  except(text: string): void
  /** `name` is what findings call the text. Throws RangeError beyond `mostWords`. */
  add(name: string, text: string): AddedText
  finish(): PassageIndex
}

export interface AddedText {
  readonly words: number
  /** Shingles that are kept. */
  readonly shingles: number
  /** Name of an earlier text of the same words: this one is not kept. Copies would make each other common. */
  readonly copyOf?: string
}

/** Words of all texts together: 128 MB of echoes and some 400 MB of shingles. */
export const mostWords = 1 << 27

/** Words of all texts to leave out. */
export const mostExcepted = 1 << 23

/** A shingle is looked for at so many places, two of them in one text. */
const mostPlaces = 8
const mostPlacesOfOne = 2
/** In so many texts, and in this share of them, a shingle is common: it says little. */
const commonTexts = 25
const commonShare = 0.05

export function createPassageBuilder(style: PassageStyle, key: WordKey): PassageBuilder {
  const shape = shingleShapes[style]
  const readWords = createWordReader(style, key)
  const page = createPageMaker()
  const wordsOf = (text: string) => {
    const { units, length } = page(text)
    return readWords(units, length)
  }
  const excepted = new Set<number>()
  const names: string[] = []
  const byDigest = new Map<string, string>()
  const beginnings = [0]
  const hashes = growing(Int32Array)
  const places = growing(Uint32Array)
  const echoes = growing(Uint8Array)

  return {
    except(text) {
      const words = wordsOf(text)
      if (excepted.size + words.count > mostExcepted)
        throw new RangeError(`more than ${mostExcepted} words to leave out`)
      eachShingle(words, shape.width, hash => excepted.add(hash))
    },
    add(name, text) {
      const words = wordsOf(text)
      const read = words.count > 0 ? words.read[words.count - 1]! >> 2 : 0
      const digest = digestOf(words)
      const copyOf = byDigest.get(digest)
      if (copyOf !== undefined) return { words: read, shingles: 0, copyOf }
      const first = echoes.count
      if (first + words.count > mostWords) throw new RangeError(`more than ${mostWords} words`)
      const before = hashes.count
      byDigest.set(digest, name)
      names.push(name)
      for (let i = 0; i < words.count; i++) echoes.add(echo(i > 0 ? words.hashes[i - 1]! : 0, words.hashes[i]!))
      beginnings.push(echoes.count)
      winnow(words, shape, (hash, at) => {
        if (excepted.has(hash) || !varied(words.hashes, at, shape.width)) return
        hashes.add(hash)
        places.add(first + at)
      })
      return { words: read, shingles: hashes.count - before }
    },
    finish() {
      const found = { hashes: hashes.all(), places: places.all(), beginnings: Uint32Array.from(beginnings) }
      return { style, key, names, beginnings: found.beginnings, echoes: echoes.all(), ...sorted(found) }
    },
  }
}

/** 64 bits of all words in order, and their number. */
function digestOf({ hashes, count }: Words): string {
  let one = 0
  let other = 0
  for (let i = 0; i < count; i++) {
    one = spread(one + hashes[i]!)
    other = Math.imul(other ^ hashes[i]!, factor)
  }
  return `${one} ${other} ${count}`
}

interface Found {
  readonly hashes: Int32Array
  readonly places: Uint32Array
  readonly beginnings: Uint32Array
}

/** Sorts the shingles into buckets by the first bits of their hashes, in order of place; drops those of too many places. */
function sorted(found: Found): Pick<PassageIndex, 'bits' | 'buckets' | 'remainders' | 'places'> {
  const { hashes } = found
  const bits = Math.max(4, Math.min(24, Math.ceil(Math.log2(hashes.length / 4 + 1))))
  const first = new Uint32Array((1 << bits) + 1)
  for (const hash of hashes) first[(hash >>> (32 - bits)) + 1]!++
  for (let i = 0; i < 1 << bits; i++) first[i + 1]! += first[i]!
  const order = new Uint32Array(hashes.length)
  const next = first.slice()
  for (let i = 0; i < hashes.length; i++) order[next[hashes[i]! >>> (32 - bits)]!++] = i

  const buckets = new Uint32Array((1 << bits) + 1)
  const remainders = new Uint16Array(hashes.length)
  const kept = new Uint32Array(hashes.length)
  let count = 0
  for (let bucket = 0; bucket < 1 << bits; bucket++) {
    // Stable: places ascend within one hash.
    const entries = order.subarray(first[bucket], first[bucket + 1]).sort((a, b) => hashes[a]! - hashes[b]! || a - b)
    for (let i = 0, end = 0; i < entries.length; i = end) {
      while (end < entries.length && hashes[entries[end]!] === hashes[entries[i]!]) end++
      for (const place of chosen(entries.subarray(i, end), found)) {
        remainders[count] = remainderOf(hashes[entries[i]!]!)
        kept[count++] = place
      }
    }
    buckets[bucket + 1] = count
  }
  return { bits, buckets, remainders: remainders.slice(0, count), places: kept.slice(0, count) }
}

/** The places of one shingle that are kept, the first bit set when it is common. */
function chosen(entries: Uint32Array, { places, beginnings }: Found): number[] {
  if (entries.length === 1) return [places[entries[0]!]!]
  const texts = beginnings.length - 1
  const kept: number[] = []
  let inTexts = 0
  let inThis = 0
  let behind = 0
  for (const entry of entries) {
    const place = places[entry]!
    if (place >= behind) {
      inTexts++
      inThis = 0
      behind = beginnings[textAt(beginnings, place) + 1]!
    }
    if (kept.length < mostPlaces && inThis++ < mostPlacesOfOne) kept.push(place)
  }
  const common = inTexts >= Math.max(commonTexts, texts * commonShare)
  return common ? kept.map(place => (place | COMMON) >>> 0) : kept
}

function growing<A extends Int32Array | Uint32Array | Uint8Array>(make: { new (length: number): A }) {
  let values = new make(1024)
  let count = 0
  return {
    get count() {
      return count
    },
    add(value: number): void {
      if (count === values.length) {
        const longer = new make(count * 2)
        longer.set(values)
        values = longer
      }
      values[count++] = value
    },
    all: (): A => values.slice(0, count) as A, // a slice is of its array's own type
  }
}
