/** The lists of names are in the form that is looked up. */
import { expect, test } from 'vitest'
import { familyNames, givenNames } from '../../policy/scan-people-names.ts'

test('given names in small letters, family names of one to three characters', () => {
  expect([...givenNames].filter(name => name !== name.toLowerCase() || name.length < 2)).toEqual([])
  expect(givenNames.size).toBeGreaterThan(1000)
  expect([...familyNames].filter(name => name.length > 3)).toEqual([])
})
