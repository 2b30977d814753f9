/** Units are told apart once, for prose and for code. */
import { expect, test } from 'vitest'
import {
  DIGIT,
  DROPPED,
  GAP,
  HALF,
  LETTER,
  LIGATURE,
  lettersOf,
  QUARTER,
  SIGN,
} from '../../../policy/fingerprints/passages-letters.ts'

test.each([
  ['aZéЖאक한', LETTER],
  ['059٣', DIGIT],
  ['ﬁßœ', LIGATURE],
  ['中あ々龥', HALF],
  ['กไម', QUARTER],
  ['\u0301\u00ad\u200b\ufeff', DROPPED],
  [' ,.;:"“”(*_|。・　\ud83d\ude00', GAP],
  ["-'’<&\\=\0", SIGN],
])('%j', (text, kind) => {
  const { kinds } = lettersOf('prose')
  expect([...Array(text.length).keys()].map(i => kinds[text.charCodeAt(i)])).toEqual(Array(text.length).fill(kind))
})

test('letters lose their case, their marks and their width', () => {
  const { folded } = lettersOf('prose')
  const fold = (text: string): string =>
    [...text].map(character => String.fromCharCode(folded[character.charCodeAt(0)]!)).join('')
  expect(fold('ÀéÑöŻＡｂЁ９')).toBe('aenozabе9')
})

test('what words are spelled with is told by one number', () => {
  const { spelled } = lettersOf('prose')
  const kindAndLetter = (sign: string): [number, number] => {
    const number = spelled[sign.charCodeAt(0)]!
    return [number >>> 16, number & 0xffff]
  }
  expect(kindAndLetter('É')).toEqual([LETTER, 101])
  expect(kindAndLetter('7')).toEqual([DIGIT, 55])
  expect([...' -\0ﬁ中'].map(sign => spelled[sign.charCodeAt(0)])).toEqual([0, 0, 0, 0, 0])
})

test('code keeps the signs of identifiers, and has comments instead of hyphens', () => {
  const { kinds } = lettersOf('code')
  expect([...'_$'].map(sign => kinds[sign.charCodeAt(0)])).toEqual([LETTER, LETTER])
  expect([...'/#-'].map(sign => kinds[sign.charCodeAt(0)])).toEqual([SIGN, SIGN, SIGN])
  expect(kinds["'".charCodeAt(0)]).toBe(GAP)
})
