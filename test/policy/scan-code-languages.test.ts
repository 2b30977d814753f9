/** The table of features is read as it is written. */
import { expect, test } from 'vitest'
import { featureWeights, fenceLanguages, languageNames, languages } from '../../policy/scan-code-languages.ts'

test('weights are the last digit, names that end in a digit keep it', () => {
  const weightOf = (feature: string, language: string) =>
    featureWeights.get(feature)?.find(one => one.language === language)?.weight
  expect(weightOf('^def', 'python')).toBe(4)
  expect(weightOf('=>', 'javascript')).toBe(2)
  expect(weightOf('self', 'rust')).toBe(1)
  expect(weightOf('u32', 'rust')).toBe(1)
  expect(weightOf('uint256', 'solidity')).toBe(6)
})

test('every language has features and a name, every fence a language', () => {
  const told = new Set([...featureWeights.values()].flat().map(one => one.language))
  expect(languages.filter(one => !told.has(one))).toEqual(['config'])
  expect(languages.filter(one => !languageNames[one])).toEqual([])
  expect([...fenceLanguages.values()].filter(one => !languages.includes(one))).toEqual([])
})
