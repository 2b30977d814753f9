import { describe, expect, test } from 'vitest'
import {
  dayInput,
  endOfDay,
  lastDay,
  scopeWords,
  stateOf,
  whatWords,
  whomWords,
} from '../../../../console/web/exemptions/words.ts'
import { at, inFile } from '../data.ts'

test.each([
  [{ until: at + 1 }, 'active'],
  [{ until: at }, 'expired'],
  [{ until: at + 1, revokedAt: at - 5 }, 'revoked'],
  [{ until: at - 1, revokedAt: at - 5 }, 'revoked'],
])('%j is %s', (one, expected) => {
  expect(stateOf(one, at)).toBe(expected)
})

test.each([
  [{ kind: 'everyone' }, 'Everyone'],
  [{ kind: 'user', user: 'ann@acme.example' }, 'ann@acme.example'],
  [{ kind: 'app', app: 'openai-api' }, 'In OpenAI API'],
] as const)('%j is told as %s', (scope, words) => {
  expect(scopeWords(scope)).toBe(words)
})

test.each([
  [{}, 'Takes findings of Secrets, at */fixtures/* out of every rule'],
  [{ detectors: [], paths: [], rules: ['a', 'b'] }, 'Takes out the rules a, b'],
  [{ detectors: ['jwt'], paths: [], rules: ['a'] }, 'Takes findings of JWT out of the rule a'],
  [
    { detectors: [], paths: [], values: ['x', 'y'], patterns: ['a+'] },
    'Takes findings of 2 values, that match a+ out of every rule',
  ],
])('an exemption of the file with %j', (part, words) => {
  expect(whatWords({ ...inFile, ...part })).toBe(words)
})

test('whom it is for', () => {
  expect(whomWords(inFile)).toBe('Everyone')
  expect(whomWords({ people: ['red-team', 'not ann'], apps: ['openai-api'] })).toBe('red-team, not ann in OpenAI API')
})

describe('days', () => {
  const noon = new Date(2026, 10, 21, 12).getTime()
  test('an input holds the browser’s own day', () => {
    expect(dayInput(noon, 0)).toBe('2026-11-21')
    expect(dayInput(noon, 90)).toBe('2027-02-19')
  })

  test('the end is the midnight after, and is told as that day', () => {
    expect(endOfDay('2026-12-31')).toBe(new Date(2027, 0, 1).getTime())
    expect(lastDay(endOfDay('2026-12-31')!)).toBe('31 Dec 2026')
    expect(endOfDay('')).toBeUndefined()
  })
})
