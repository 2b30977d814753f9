/** Seed phrases are found wherever they stand, and sentences are none. */
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, test } from 'vitest'
import { makeSeedPhrase } from '../../policy/detectors/seed-words.ts'
import { findings, scanned } from './pages.ts'

const phrase = makeSeedPhrase(Math.random)
const random = (count: number): string =>
  Array.from({ length: count }, () => wordlist[Math.floor(Math.random() * wordlist.length)]!).join(' ')

test.each(['{v}', 'my wallet is {v}.', '助记词：{v}，请保存', `${'x '.repeat(333)}{v}`, 'seed = "{v}"\n'])(
  '%s',
  text => {
    expect(scanned(text.replace('{v}', phrase))).toContainEqual(['seed-phrase', phrase])
  },
)

test('numbered words and a phrase of 24 words', () => {
  const numbered = phrase
    .split(' ')
    .map((word, i) => `${i + 1}. ${word}`)
    .join('\n')
  expect(scanned(numbered)[0]?.[0]).toBe('seed-phrase')
  expect(scanned(random(24))[0]?.[0]).toBe('seed-phrase')
})

test('the checksum tells how sure it is', () => {
  expect(findings(phrase)[0]).toMatchObject({ confidence: 'high', why: expect.arrayContaining(['checksum holds']) })
})

test.each([
  ['too few', random(9)],
  ['the list itself', wordlist.slice(100, 140).join('\n')],
  ['a sentence', 'abandon the idea and move on with your life because nobody can carry this burden for ever'],
])('%s', (_, text) => {
  expect(scanned(text).filter(([id]) => id === 'seed-phrase')).toEqual([])
})

test('the same words again and again are no phrase', () => {
  expect(scanned('word '.repeat(12))).toEqual([])
  expect(scanned('zoo wrong '.repeat(9))).toEqual([])
})
