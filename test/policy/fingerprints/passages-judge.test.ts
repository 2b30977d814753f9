/** What is alike by accident is told from an edited passage by rows of equal words, by varied words and by length. */
import { describe, expect, test } from 'vitest'
import { confidenceOf, isPassage, measured, type Passage } from '../../../policy/fingerprints/passages-judge.ts'
import { prose, wordsOf } from './prose.ts'

const plain = { common: false, text: 0, first: 0 }
/** A passage of so many words, of which so many are different. */
function judged(words: number, equal: number, longest: number, distinct = words, least = 30): boolean {
  const passage: Passage = { ...plain, last: words - 1, words, there: words, equal, longest }
  const hashes = Int32Array.from({ length: words }, (_, i) => i % distinct)
  return isPassage(passage, least, 'prose', { hashes })
}

describe('a passage without edits', () => {
  test.each([
    [30, true],
    [24, true],
    [23, false],
  ])('of %i words of 30: %s', (words, passage) => {
    expect(judged(words, 1, words)).toBe(passage)
  })
})

describe('an edited passage', () => {
  test.each([
    ['with a row of nine', 21, 0.8, 9, 21, true],
    ['with a row of nine, too short', 20, 0.8, 9, 20, false],
    ['without one, of varied words', 35, 0.8, 7, 30, true],
    ['without one, of varied words, shorter than the policy says', 25, 0.8, 7, 25, false],
    ['without one, of words that repeat: a list of links', 35, 0.8, 7, 18, false],
    ['without one, more edits than words', 35, 0.62, 7, 35, false],
    ['with a row, of words that repeat: a changelog', 80, 0.62, 10, 40, false],
    ['with a row, many edits, varied words', 80, 0.62, 10, 60, true],
    ['more than four words in ten are edited', 80, 0.59, 20, 80, false],
  ])('%s', (_, words, equal, longest, distinct, passage) => {
    expect(judged(words, equal, longest, distinct)).toBe(passage)
  })
})

test('a table of a few words over and over is no passage, however equal', () => {
  expect(judged(60, 1, 60, 6)).toBe(false)
  expect(judged(60, 0.95, 30, 29)).toBe(false)
  expect(judged(400, 0.95, 200, 30)).toBe(true)
})

test('letters of scripts without spaces may repeat', () => {
  const passage: Passage = { ...plain, last: 119, words: 30, there: 30, equal: 1, longest: 120 }
  expect(isPassage(passage, 30, 'prose', { hashes: Int32Array.from({ length: 120 }, (_, i) => i % 35) })).toBe(true)
})

test('code repeats its names: rows alone are asked for', () => {
  const passage: Passage = { ...plain, last: 59, words: 60, there: 60, equal: 0.8, longest: 9 }
  const hashes = Int32Array.from({ length: 60 }, (_, i) => i % 12)
  expect(isPassage(passage, 30, 'code', { hashes })).toBe(true)
  expect(isPassage({ ...passage, longest: 8 }, 30, 'code', { hashes })).toBe(false)
})

test('the words of a passage are counted with those that are left out, but not the number in front of it', () => {
  const words = wordsOf(`1. ${prose(10, 1).join(' ')} a 5 ${prose(10, 2).join(' ')}`)
  const counts = { matched: 20, longest: 20, run: 20, shingles: 5, common: 3 }
  const chain = { first: 0, last: 19, firstPlace: 40, lastPlace: 59, text: 0, ...counts }
  expect(measured(chain, words)).toMatchObject({ words: 22, there: 22, equal: 1, common: true })
})

test.each([
  [60, 0.7, 'high'],
  [27, 0.9, 'high'],
  [26, 1, 'medium'],
  [40, 0.8, 'medium'],
] as const)('%i words of 30, of which %d are equal: %s', (words, equal, confidence) => {
  expect(confidenceOf({ ...plain, last: words - 1, words, there: words, equal, longest: 9 }, 30)).toBe(confidence)
})
