/** The table of features is read as it is written. */
import { expect, test } from 'vitest'
import {
  featureNames,
  featureWeights,
  fenceLanguages,
  languageNames,
  languages,
} from '../../policy/scan-code-languages.ts'

test('weights are the last digit, names that end in a digit keep it', () => {
  const weightOf = (feature: string, language: (typeof languages)[number]) => {
    const list = featureWeights[featureNames.indexOf(feature)]!
    for (let i = 0; i < list.length; i += 2) if (list[i] === languages.indexOf(language)) return list[i + 1]
    return undefined
  }
  expect(weightOf('^def', 'python')).toBe(4)
  expect(weightOf('=>', 'javascript')).toBe(3)
  expect(weightOf('self', 'rust')).toBe(1)
  expect(weightOf('u32', 'rust')).toBe(1)
  expect(weightOf('uint256', 'solidity')).toBe(6)
})

test('every language has features and a name, every fence a language', () => {
  const told = new Set(featureWeights.flatMap(list => [...list].filter((_, i) => i % 2 === 0)))
  expect(languages.filter((_, i) => !told.has(i))).toEqual(['config'])
  expect(languages.filter(one => !languageNames[one])).toEqual([])
  expect([...fenceLanguages.values()].filter(one => !languages.includes(one))).toEqual([])
})
