/** The word list and its checksum. */
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../policy/detectors/make-value.ts'
import {
  checksumHolds,
  headTable,
  isSeedWord,
  makeSeedPhrase,
  phraseLengths,
} from '../../../policy/detectors/seed-words.ts'

test('words are told by their first four letters', () => {
  expect(headTable.reduce((sum, bit) => sum + bit, 0)).toBe(wordlist.length)
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
