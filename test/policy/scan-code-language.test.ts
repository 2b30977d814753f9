/** Languages are told apart by the weight of their features. */
import { expect, test } from 'vitest'
import { languageOf } from '../../policy/scan-code-language.ts'
import { snippets } from './scan-code-snippets.ts'

test.each(Object.entries(snippets))('%s wins with a lead', (language, text) => {
  const told = languageOf(text, 0, text.length)
  expect(told?.language).toBe(language)
  expect(told?.weight).toBeGreaterThan(1.3)
})

test('words in strings and comments do not count', () => {
  expect(languageOf('// def self None elif\n', 0, 22)).toBeUndefined()
  const text = "x = 'def'\n"
  expect(languageOf(text, 0, text.length)?.language).not.toBe('python')
})

test('nothing of any language', () => {
  expect(languageOf('zzz qqq\n', 0, 8)).toBeUndefined()
})
