/** The word list and its checksum. */
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../policy/detectors/make-value.ts'
import {
  checksumHolds,
  isSeedHead,
  isSeedWord,
  makeSeedPhrase,
  phraseLengths,
} from '../../../policy/detectors/seed-words.ts'

test('words are told by their first four letters', () => {
  const heads = Array.from({ length: 1 << 20 }, (_, head) => head).filter(isSeedHead)
  expect(heads).toHaveLength(wordlist.length)
  expect(isSeedWord(wordlist[7]!)).toBe(true)
  expect(isSeedWord('the')).toBe(false)
})

test('a made phrase holds its checksum, and one with two words exchanged does not', () => {
  const words = makeSeedPhrase(seededRandom(5)).split(' ')
  expect(phraseLengths).toContain(words.length)
  expect(checksumHolds(words.join(' '))).toBe(true)
  const wrong = wordlist.slice(0, 16).map(word => [...words.slice(0, 11), word].join(' '))
  expect(wrong.every(checksumHolds)).toBe(false)
})
