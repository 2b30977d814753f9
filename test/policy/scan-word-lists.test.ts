/** Lists share a pass where they compare words alike, and each finding says which list it is of, and how. */
import { expect, test } from 'vitest'
import type { Hit } from '../../policy/scan-page.ts'
import { createWordListEngines, type WordList } from '../../policy/scan-word-lists.ts'
import { pageOf } from './pages.ts'

const list = (id: string, words: string[], rule: Partial<WordList> = {}): WordList => ({
  detector: { id, category: 'custom', severity: 'medium' },
  words,
  ignoreCase: true,
  confidence: 'high',
  why: [],
  ...rule,
})

function found(lists: WordList[], text: string): string[] {
  const hits: Hit[] = []
  for (const engine of createWordListEngines(lists)) engine(pageOf(text), hits)
  return hits.map(({ detector, start, end, why }) => `${detector.id}: ${text.slice(start, end)} (${why.join('; ')})`)
}

test('one pass for each way of comparing words', () => {
  const lists = [
    list('a', ['x']),
    list('b', ['y']),
    list('c', ['z'], { ignoreCase: false }),
    list('d', ['w'], { stem: 'english' }),
    list('e', ['v'], { stem: 'german' }),
  ]
  expect(createWordListEngines(lists)).toHaveLength(4)
})

test('a finding says which list it is of', () => {
  expect(found([list('names', ['Falcon'], { why: ['near'] })], 'the falcon')).toEqual([
    "names: falcon (word of the policy’s list 'names'; near)",
  ])
})

test('a finding says when it is another form of the word', () => {
  const names = list('names', ['merger agreement'], { stem: 'english' })
  expect(found([names], 'Merger-Agreement, merger agreements')).toEqual([
    "names: Merger-Agreement (word of the policy’s list 'names')",
    "names: merger agreements (another form of a word of the policy’s list 'names')",
  ])
})
