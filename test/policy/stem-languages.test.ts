/** The stemmers of each language find the same stem for forms of one word. */
import { expect, test } from 'vitest'
import { stemmerOf, stemmers } from '../../policy/stem-languages.ts'

test.each([
  ['english', 'merger', 'mergers'],
  ['german', 'vertrag', 'vertrages'],
  ['french', 'contrat', 'contrats'],
  ['spanish', 'contrato', 'contratos'],
] as const)('%s: %s and %s are one', (language, one, other) => {
  expect(stemmerOf(language)(other)).toBe(stemmerOf(language)(one))
})

test('every language has a stemmer', () => {
  for (const language of stemmers) expect(stemmerOf(language)('x')).toBe('x')
})
