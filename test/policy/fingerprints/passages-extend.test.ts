/** A chain reaches to the first and last word that are in both, over small edits. */
import { expect, test } from 'vitest'
import { type Chain, createChainFinder } from '../../../policy/fingerprints/passages-chains.ts'
import { extend } from '../../../policy/fingerprints/passages-extend.ts'
import { indexOf, prose, wordsOf } from './prose.ts'

const text = prose(300, 1)
const index = indexOf({ before: prose(30, 2).join(' '), text: text.join(' '), after: prose(30, 3).join(' ') })

function extended(words: readonly string[]): Chain {
  const page = wordsOf([...prose(40, 4), ...words, ...prose(40, 5)].join(' '))
  const found: Chain[] = []
  createChainFinder(index)(page, chain => found.push(chain))
  const longest = found.sort((a, b) => b.matched - a.matched)[0]!
  extend(longest, index, page)
  return longest
}

test.each([12, 30, 60])('%i words, to the word', count => {
  const chain = extended(text.slice(100, 100 + count))
  expect([chain.first, chain.last, chain.matched]).toEqual([40, 40 + count - 1, count])
  expect([chain.firstPlace, chain.lastPlace]).toEqual([130, 130 + count - 1])
})

test.each([
  ['changed', (words: string[]) => words.splice(4, 1, 'other')],
  ['added', (words: string[]) => words.splice(4, 0, 'other')],
  ['dropped', (words: string[]) => words.splice(4, 1)],
  ['two changed', (words: string[]) => words.splice(4, 2, 'other', 'words')],
])('a word %s near the beginning and the end', (_, edit) => {
  const words = text.slice(100, 140)
  edit(words)
  words.reverse()
  edit(words)
  words.reverse()
  const chain = extended(words)
  expect([chain.first, chain.last]).toEqual([40, 40 + words.length - 1])
  expect(chain.matched).toBeLessThan(Math.max(words.length, chain.lastPlace - chain.firstPlace + 1))
})

test('it ends where the text of the index ends', () => {
  const chain = extended([...text.slice(280), ...prose(30, 3)])
  expect(chain.lastPlace - chain.firstPlace).toBeLessThan(30)
})
