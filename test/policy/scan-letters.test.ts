/** What a dictionary takes for a word, and which written forms are one. */
import { expect, test } from 'vitest'
import { BLANK, DASH, LETTER, lettersOf, NUMERAL, plainForm, SIGN, VARYING } from '../../policy/scan-letters.ts'

test.each([
  ['a', LETTER],
  ['ü', LETTER],
  ['ж', LETTER],
  ['ע', LETTER],
  ['Ｆ', LETTER],
  ['7', NUMERAL],
  ['\u0308', VARYING],
  ['ﬁ', VARYING],
  [' ', BLANK],
  ['\u00a0', BLANK],
  ['-', DASH],
  ['‑', DASH],
  ['_', DASH],
  ['’', SIGN],
  ['&', SIGN],
  ['密', SIGN],
  ['ก', SIGN],
])('%j', (sign, kind) => {
  expect(lettersOf('exact').kinds[sign.charCodeAt(0)]).toBe(kind)
})

test.each([
  ['GRÖẞE', 'ignore', 'grösse'],
  ['größe', 'exact', 'größe'],
  ['u\u0308ber', 'exact', 'über'],
  ['ＦＡＬＣＯＮ', 'ignore', 'falcon'],
  ['conﬁdential', 'exact', 'confidential'],
  ['İSTANBUL', 'ignore', 'istanbul'],
  ['IĞDIR', 'turkish', 'ığdır'],
  ['ΟΔΟΣ', 'ignore', 'οδοσ'],
  ['οδος', 'ignore', 'οδοσ'],
] as const)('%s, %s', (word, how, plain) => {
  expect(plainForm(word, how)).toBe(plain)
})
