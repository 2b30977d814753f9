/** What an entry of `detectors:` may hold. */
import { expect, test } from 'vitest'
import { detectorEntry } from '../../policy/detector-entry.ts'

test.each([
  { words: 'Falcon', stem: 'english' },
  { words_file: 'names.txt', near: ['launch'], within: 200 },
  { fingerprints: 'customers.slfp', columns: ['email'], together: 1 },
  { except: ['a', 'b'], rate: 'low' },
  { code: { packages: '@acme/', copyright: ['Acme GmbH'], languages: ['c', 'cpp'], lines: 30 } },
])('%j', entry => {
  expect(detectorEntry.parse(entry)).toEqual(entry)
})

test.each([
  { word: 'Falcon' },
  { words: [] },
  { words: 'x', stem: 'klingon' },
  { fingerprints: 'x', together: 0 },
  { fingerprints: 'x', passage: 3 },
  { pattern: 'x', entropy: 9 },
  { code: { package: '@acme/' } },
  { code: { languages: 'klingon' } },
  { code: { packages: 'a', lines: 4 } },
])('%j is refused', entry => {
  expect(detectorEntry.safeParse(entry).success).toBe(false)
})
