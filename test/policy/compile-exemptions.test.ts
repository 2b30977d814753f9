/** Exemptions as they are asked, and as people list them. */
import { expect, test } from 'vitest'
import { wholeMatch } from '../../policy/compile-exemptions.ts'
import { policyOf, rule } from './policies.ts'

test('a summary says what is exempt, for whom, and where it stands in the file', () => {
  const policy = policyOf(
    `people: { red: { users: "*@red.example" } }
${rule('{ content: [secrets] }')}exemptions:
  - { id: a, rules: r, people: { not: red }, until: 2027-01-31, reason: SEC-1 }
  - { id: b, detectors: [jwt], values: ${'ab'.repeat(16)}, patterns: [x+], paths: "*.env", app: chatgpt, until: 2027-01-31, reason: SEC-2 }
`,
  )
  const until = new Date('2027-02-01T00:00:00Z')
  const none = { detectors: [], values: [], patterns: [], paths: [], people: [], apps: [] }
  expect(policy.exemptions).toEqual([
    { ...none, id: 'a', rules: ['r'], people: ['not red'], reason: 'SEC-1', until, file: 'p.yaml', line: 6 },
    {
      ...{ id: 'b', rules: [], reason: 'SEC-2', until, file: 'p.yaml', line: 7, people: [], apps: ['chatgpt'] },
      ...{ detectors: ['jwt'], values: ['ab'.repeat(16)], patterns: ['x+'], paths: ['*.env'] },
    },
  ])
})

test.each([
  [['ab+', 'c'], 'abb', true],
  [['ab+', 'c'], 'xabb', false],
  [['a|b'], 'ab', false],
  [['a.b'], 'a\nb', true],
  [['(?i)abc'], 'ABC', true],
])('%j on the whole of %j: %s', (patterns, value, expected) => {
  expect(wholeMatch(patterns).test(value)).toBe(expected)
})
