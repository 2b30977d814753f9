/** Passages of protected documents and code in a page, as findings that name their source and never quote it. */
import type { FingerprintUse } from '../fingerprint.ts'
import type { Engine, Hit, Page } from '../scan-page.ts'
import { createChainFinder } from './passages-chains.ts'
import { extend } from './passages-extend.ts'
import type { PassageIndex } from './passages-index.ts'
import { confidenceOf, isPassage, measured, type Passage } from './passages-judge.ts'
import { createWordReader, type Words } from './passages-words.ts'

/** Of two passages in one place, the shorter says as much as the longer from this share of its words on. */
const asGoodAs = 0.8
/** Other sources that are named with a passage. */
const mostOthers = 3
/** A passage is cut at a NUL, which parts the texts of a request; a part of fewer words is left out. */
const leastOfPart = 3

/** One page at a time. `rated` is the confidence of every finding, if given. */
export function createPassageEngine(
  index: PassageIndex,
  detector: Hit['detector'],
  { passage: least }: Pick<FingerprintUse, 'passage'>,
  rated: Hit['confidence'] | undefined,
): Engine {
  const readWords = createWordReader(index.style, index.key)
  const findChains = createChainFinder(index)
  return (page, hits) => {
    // A word is at least one unit.
    if (page.length < least) return
    const words = readWords(page.units, page.length)
    const passages: Passage[] = []
    findChains(words, chain => {
      extend(chain, index, words)
      const passage = measured(chain, words)
      if (isPassage(passage, least, index.style, words)) passages.push(passage)
    })
    for (const [passage, others] of withoutOverlaps(passages)) {
      const common = [passage, ...others].some(one => one.common && one.words >= passage.words * asGoodAs)
      const confidence = rated ?? (common ? 'low' : confidenceOf(passage, least))
      const why = [...reasons(index, passage, others), ...(common ? ['stands in many of the texts'] : [])]
      for (const [start, end] of partsOf(page, words, passage)) hits.push({ detector, start, end, confidence, why })
    }
  }
}

/** Of passages that overlap by half or more, the longest, with the others that stand there. In order of place. */
function withoutOverlaps(passages: Passage[]): [Passage, Passage[]][] {
  const kept: [Passage, Passage[]][] = []
  for (const passage of passages.sort((a, b) => a.first - b.first || b.last - a.last)) {
    const top = kept.at(-1)
    const shared = top ? top[0].last - passage.first + 1 : 0
    const shorter = top ? Math.min(passage.last - passage.first, top[0].last - top[0].first) + 1 : 1
    if (!top || shared * 2 < shorter) kept.push([passage, []])
    else if (better(passage, top[0])) {
      top[1].push(top[0])
      top[0] = passage
    } else top[1].push(passage)
  }
  return kept
}

const better = (a: Passage, b: Passage): boolean => a.words * a.equal > b.words * b.equal

function reasons(index: PassageIndex, passage: Passage, others: readonly Passage[]): string[] {
  const { names, beginnings } = index
  const units = beginnings[passage.text + 1]! - beginnings[passage.text]!
  const unitsThere = passage.there / Math.max(1, passage.words)
  const share = Math.min(100, Math.round(((passage.last - passage.first + 1) * unitsThere * 100) / units))
  const name = names[passage.text]!
  const also = [...new Set(others.map(one => names[one.text]!))].filter(one => one !== name)
  return [
    `${passage.words} words of ${name}, ${share === 0 ? 'less than 1' : share} % of it`,
    ...(also.length > 0 ? [`also in ${listed(also)}`] : []),
  ]
}

function listed(names: readonly string[]): string {
  const more = names.length - mostOthers
  return `${names.slice(0, mostOthers).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Where a passage stands in each of the texts that the page is made of. */
function partsOf({ units }: Page, { starts, ends }: Words, { first, last }: Passage): [number, number][] {
  const parts: [number, number][] = []
  let from = first
  for (let i = first; i <= last + 1; i++) {
    const parting = i > last || (units[starts[i]!] === 0 && ends[i]! - starts[i]! === 1)
    if (!parting) continue
    if (i - from >= leastOfPart) parts.push([starts[from]!, ends[i - 1]!])
    from = i + 1
  }
  return parts
}
