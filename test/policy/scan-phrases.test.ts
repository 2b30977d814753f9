/** Every phrase that ends at a word is found, also inside and across others. */
import { expect, test } from 'vitest'
import { pick, seededRandom } from '../../policy/detectors/make-value.ts'
import { createPhrases } from '../../policy/scan-phrases.ts'

function ends(phrases: number[][], text: number[]): string[] {
  const automaton = createPhrases(phrases, 10)
  const found: string[] = []
  let state = 0
  text.forEach((word, at) => {
    state = automaton.after(state, word)
    for (let one = automaton.ending(state); one > 0; one = automaton.shorter(one))
      for (const phrase of automaton.phrasesOf(one)) found.push(`${at - automaton.depth(one) + 1} ${phrase}`)
  })
  return found.sort()
}

function endsByTrying(phrases: number[][], text: number[]): string[] {
  return text
    .flatMap((_, at) =>
      phrases.flatMap((phrase, index) => (phrase.every((word, i) => text[at + i] === word) ? [`${at} ${index}`] : [])),
    )
    .sort()
}

test('phrases that share beginnings and ends', () => {
  expect(ends([[1, 1, 1, 2], [1, 2], [2]], [1, 1, 1, 1, 2, 3])).toEqual(['1 0', '3 1', '4 2'])
})

test.each([1, 2, 3, 4, 5])('the same as trying each phrase at each place, draw %i', seed => {
  const random = seededRandom(seed)
  const some = (length: number) => Array.from({ length }, () => pick([1, 2, 3], random))
  const phrases = Array.from({ length: 12 }, () => some(1 + Math.floor(random() * 5)))
  const text = some(200)
  expect(ends(phrases, text)).toEqual(endsByTrying(phrases, text))
})
