/** Chains are found again where the next shingle would stand, and leave when others need their room. */
import { expect, test } from 'vitest'
import type { Chain } from '../../../policy/fingerprints/passages-chains.ts'
import { OpenChains } from '../../../policy/fingerprints/passages-open-chains.ts'

const width = 5
/** A chain of one shingle that begins at `word` of the page and `place` of the index, which has two texts. */
function chainAt(word: number, place: number): Chain {
  const [last, lastPlace] = [word + width - 1, place + width - 1]
  const text = place < 1000 ? 0 : 1
  const counts = { matched: width, longest: width, run: width, shingles: 1, common: 0 }
  return { first: word, last, firstPlace: place, lastPlace, ...counts, text }
}

function opened() {
  const open = new OpenChains(Uint32Array.of(0, 1000, 2000))
  const ended: Chain[] = []
  open.begin(chain => ended.push(chain))
  const continued = (word: number, place: number): Chain | undefined => {
    const slot = open.continued(word + width - 1, place + width - 1, place)
    return slot < 0 ? undefined : open.at(slot)
  }
  return { open, ended, continued }
}

test.each([
  ['a few words on', 6, 106, true],
  ['an edit of twenty words on', 26, 106, true],
  ['an edit of more', 27, 106, false],
  ['48 words on', 48, 148, true],
  ['more than 48 words on', 49, 149, false],
  ['behind it on the page, before it in the text', 6, 99, false],
  ['once more in the same place', 0, 100, false],
])('%s', (_, word, place, goesOn) => {
  const { open, continued } = opened()
  open.put(chainAt(0, 100), 100, 0)
  expect(continued(word, place) !== undefined).toBe(goesOn)
})

test('a chain never goes on in the next text', () => {
  const { open, continued } = opened()
  open.put(chainAt(0, 990), 990, 0)
  expect(continued(6, 1000)).toBeUndefined()
})

test('of two chains the one that moved less goes on', () => {
  const { open, continued } = opened()
  open.put(chainAt(0, 100), 100, 0)
  open.put(chainAt(0, 110), 110, 0)
  expect(continued(10, 120)!.firstPlace).toBe(110)
  expect(continued(10, 110)!.firstPlace).toBe(100)
})

test('a chain that moves is found in its new block alone', () => {
  const { open, continued } = opened()
  const chain = chainAt(0, 60)
  open.put(chain, 60, 0)
  chain.last = 44
  chain.lastPlace = 104
  open.move(open.continued(45, 105, 101), 100, 40)
  expect(continued(42, 102)).toBe(chain)
  expect(open.end()).toBe(true)
})

test('the third chain of a block takes the room of one that has ended, or of the shortest', () => {
  const { open, ended } = opened()
  open.put(chainAt(0, 100), 100, 0)
  open.put({ ...chainAt(0, 110), shingles: 3 }, 110, 0)
  open.put(chainAt(20, 120), 120, 20)
  expect(ended.map(chain => chain.firstPlace)).toEqual([100])
  open.put(chainAt(60, 115), 115, 60)
  expect(ended.map(chain => chain.firstPlace)).toEqual([100, 110])
})

test('at the end all are called back, once', () => {
  const { open, ended } = opened()
  open.put(chainAt(0, 100), 100, 0)
  open.put(chainAt(0, 1500), 1500, 0)
  expect(open.end()).toBe(true)
  expect(ended).toHaveLength(2)
  expect(open.end()).toBe(false)
  expect(ended).toHaveLength(2)
})
