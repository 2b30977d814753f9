/** A policy and the same policy with what it was taught. */
import { expect, test } from 'vitest'
import { found, now, policyOf, request, rule } from './policies.ts'

const hash = 'ab'.repeat(16)
const until = new Date('2030-01-01T00:00:00Z')
const taught = { id: 'taught-1', detector: 'jwt', hash, scope: { kind: 'everyone' }, until } as const
const policy = policyOf(
  `${rule('{ content: [secrets] }')}exemptions:\n  - { id: e, detectors: github-token, until: 2030-01-01, reason: x }\n`,
)
const jwt = { ...found(['jwt', 'value']), hashOf: () => hash }

test('taught exemptions stand beside those of the file, and leave the policy as it was', () => {
  const more = policy.withTaught([taught])
  expect(more.decide(request(jwt)).action).toBe('allow')
  expect(more.decide(request(found(['github-token', 'value']))).action).toBe('allow')
  expect(more.explain(request(jwt))[0]!.matched).toBe(false)
  expect(policy.decide(request(jwt)).action).toBe('block')
  expect(more.scanner).toBe(policy.scanner)
  expect(more.withTaught([]).decide(request(jwt)).action).toBe('block')
})

test('of text that is no request, only what is for everybody, every app and every rule', () => {
  const scanned = { ...found(['github-token', 'a', 'high', { file: 'a.env' }], ['jwt', 'b']), now, hashOf: () => hash }
  expect(policy.exempt(scanned)).toEqual([{ finding: 0, exemption: 'e' }])
  expect(policy.withTaught([taught]).exempt(scanned)).toHaveLength(2)
  const narrow = policyOf(
    `${rule('{ content: [secrets] }')}exemptions:
  - { id: a, detectors: jwt, app: chatgpt, until: 2030-01-01, reason: x }
  - { id: b, detectors: jwt, rules: r, until: 2030-01-01, reason: x }
  - { id: c, paths: "*.env", until: 2030-01-01, reason: x }
`,
  )
  expect(narrow.exempt(scanned)).toEqual([{ finding: 0, exemption: 'c' }])
})
