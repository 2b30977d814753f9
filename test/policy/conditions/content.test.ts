import { describe, expect, test } from 'vitest'
import { type FoundItem, found, matches, policyOf, request, rule } from '../policies.ts'

const on = (content: string, ...items: FoundItem[]) => matches(`{ content: ${content} }`, found(...items))

describe('detectors and categories', () => {
  test.each([
    ['jwt', true],
    ['secrets', true],
    ['[iban, jwt]', true],
    ['iban', false],
    ['financial', false],
    ['{ any_of: secrets, not: jwt }', false],
    ['{ not: iban }', true],
    ['{ confidence: high }', true],
    ['{}', true],
  ])('content: %s on a JWT: %s', (content, expected) => {
    expect(on(content, ['jwt', 'a'])).toBe(expected)
  })

  test('all_of asks for each, any_of beside it for one of its own', () => {
    const both = '{ all_of: [iban, us-ssn] }'
    expect(on(both, ['iban', 'a'])).toBe(false)
    expect(on(both, ['iban', 'a'], ['us-ssn', 'b'])).toBe(true)
    const with_ = '{ all_of: [iban], any_of: [secrets] }'
    expect(on(with_, ['iban', 'a'])).toBe(false)
    expect(on(with_, ['iban', 'a'], ['jwt', 'b'])).toBe(true)
  })

  test('no text, no findings, no match', () => {
    expect(on('{}')).toBe(false)
  })
})

test.each([
  ['secrets', 'low', false],
  ['secrets', 'medium', true],
  ['{ any_of: secrets, confidence: low }', 'low', true],
  ['{ any_of: secrets, confidence: high }', 'medium', false],
  ['{ any_of: secrets, confidence: high }', 'high', true],
] as const)('content: %s at %s confidence: %s', (content, confidence, expected) => {
  expect(on(content, ['jwt', 'a', confidence])).toBe(expected)
})

describe('at_least counts distinct values', () => {
  const three = '{ any_of: credit-card, at_least: 3 }'
  test('of which the same one in every turn is one', () => {
    expect(on(three, ['credit-card', '4111 1111'], ['credit-card', '4111-1111'], ['credit-card', '41111111'])).toBe(
      false,
    )
    expect(on(three, ['credit-card', '1'], ['credit-card', '2'], ['credit-card', '3'])).toBe(true)
  })

  test('every occurrence when distinct is false', () => {
    const every = '{ any_of: credit-card, at_least: 3, distinct: false }'
    expect(on(every, ['credit-card', '1'], ['credit-card', '1'], ['credit-card', '1'])).toBe(true)
    expect(on(every, ['credit-card', '1'], ['credit-card', '1'])).toBe(false)
  })

  test('all detectors of the rule together, those that do not count left out', () => {
    const content = '{ any_of: [financial], at_least: 2, confidence: high }'
    expect(on(content, ['credit-card', '1'], ['iban', '1'])).toBe(true)
    expect(on(content, ['credit-card', '1'], ['iban', '2', 'medium'], ['jwt', '3'])).toBe(false)
  })
})

describe('whose text, and which', () => {
  test.each([
    ['{ roles: user }', { role: 'user' }, true],
    ['{ roles: user }', { role: 'system' }, false],
    ['{ kinds: [prompt, attachment] }', { kind: 'attachment' }, true],
    ['{ kinds: [prompt, attachment] }', { kind: 'tool-definition' }, false],
    ['{ roles: user, kinds: prompt }', { role: 'user', kind: 'history' }, false],
  ] as const)('content: %s on %j: %s', (content, segment, expected) => {
    expect(on(content, ['jwt', 'a', 'high', segment])).toBe(expected)
  })

  test('a finding whose place is not known counts', () => {
    const { findings } = found(['jwt', 'a'])
    expect(matches('{ content: { roles: user } }', { findings, segments: [] })).toBe(true)
  })
})

test.each([
  ['secrets', [['jwt', 'a']], '1 value of jwt'],
  [
    '{ any_of: secrets, at_least: 2 }',
    [
      ['jwt', 'a'],
      ['jwt', 'a'],
    ],
    '1 value of jwt (the rule asks for 2)',
  ],
  [
    '{ any_of: secrets, distinct: false, at_least: 2 }',
    [
      ['jwt', 'a'],
      ['jwt', 'a'],
    ],
    '2 findings of jwt (the rule asks for 2)',
  ],
  ['[secrets, iban]', [], 'nothing of secrets or iban at medium confidence or more'],
  ['{ confidence: high }', [], 'nothing of any detector at high confidence or more'],
] as const)('content: %s says so', (content, items, says) => {
  const verdict = policyOf(rule(`{ content: ${content} }`)).explain(request(found(...items)))[0]!
  expect(verdict.because).toEqual([says])
})
