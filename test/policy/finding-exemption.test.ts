/** Findings that exemptions take out: which, of which rules, for whom, and what is recorded of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PolicyRequest, stricter } from '../../policy/decision.ts'
import { type FindingExemption, findingExemptions } from '../../policy/finding-exemption.ts'
import { makeSecret } from '../secrets.ts'
import { found, policyOf, request, rule } from './policies.ts'

const hashOfText = (text: string): string => Buffer.from(text).toString('hex').padEnd(32, '0').slice(-32)
const hashing = (parts: Pick<PolicyRequest, 'segments' | 'findings'>) => ({
  ...parts,
  hashOf: ({ text, start, end }: { text: number; start: number; end: number }) =>
    hashOfText(parts.segments[text]!.text.slice(start, end)),
})
const one = makeSecret('ghp_[A-Za-z0-9]{36}')
const two = makeSecret('ghp_[A-Za-z0-9]{36}')
const both = hashing(found(['github-token', one], ['github-token', two]))

const text = (keys: string, rules = rule('{ content: [secrets] }', 'redact')): string =>
  `people: { red: { users: "*@red.example" } }
${rules}exemptions:
  - { id: e, until: 2026-11-21, reason: SEC-1, ${keys} }
`

describe('takes out', () => {
  test.each([
    ['a value, by its keyed hash', `values: "${hashOfText(one)}"`, [1], [0]],
    ['a value, its hash in capitals', `values: "${hashOfText(one).toUpperCase()}"`, [1], [0]],
    ['a value of the detector named', `values: "${hashOfText(one)}", detectors: secrets`, [1], [0]],
    ['no value of another detector', `values: "${hashOfText(one)}", detectors: jwt`, [0, 1], []],
    ['a detector', 'detectors: github-token', [], [0, 1]],
    ['a category', 'detectors: [secrets]', [], [0, 1]],
    ['no other detector', 'detectors: [iban, jwt]', [0, 1], []],
    ['what a pattern matches as a whole', `patterns: "${one.slice(0, 20)}.*"`, [1], [0]],
    ['nothing that a pattern matches in part', `patterns: "${one.slice(0, 20)}"`, [0, 1], []],
    ['what is said of the rule', `rules: r, values: "${hashOfText(one)}"`, [1], [0]],
    ['nothing once the day is over', `detectors: secrets, until: 2026-11-20`, [0, 1], []],
  ])('%s', (_, keys, redact, exempt) => {
    const given = keys.includes('until') ? text(keys).replace('until: 2026-11-21, ', '') : text(keys)
    const decision = policyOf(given).decide(request(both))
    expect(decision.redact).toEqual(redact)
    expect(decision.exempt ?? []).toEqual(exempt.map(finding => ({ finding, exemption: 'e' })))
    expect(decision.action).toBe(redact.length > 0 ? 'redact' : 'allow')
  })

  test('findings for the people and the app that are named', () => {
    const policy = policyOf(text('detectors: secrets, people: red, app: chatgpt'))
    expect(policy.decide(request({ ...both, user: 'bo@red.example', app: 'chatgpt' })).action).toBe('allow')
    expect(policy.decide(request({ ...both, app: 'chatgpt' })).action).toBe('redact')
    expect(policy.decide(request({ ...both, user: 'bo@red.example' })).action).toBe('redact')
  })

  test('what stands at a path: of the request, or of a file in it', () => {
    const policy = policyOf(text('paths: ["/v1/files*", "fixtures/*"]'))
    expect(policy.decide(request({ ...both, path: '/v1/files' })).action).toBe('allow')
    expect(policy.decide(request({ ...both, path: '/v1/chat' })).action).toBe('redact')
    const parts = found(['github-token', one, 'high', { file: 'fixtures/a.txt' }], ['github-token', two])
    expect(policy.decide(request(parts))).toMatchObject({ redact: [1], exempt: [{ finding: 0, exemption: 'e' }] })
  })
})

test('a rule that has nothing left to count does not match, and says why', () => {
  const policy = policyOf(text(`values: "${hashOfText(one)}"`, rule('{ content: { any_of: secrets, at_least: 2 } }')))
  expect(policy.decide(request(both))).toMatchObject({ action: 'allow', rules: [] })
  const [verdict] = policy.explain(request(both))
  expect(verdict).toMatchObject({ matched: false })
  expect(verdict!.because.join()).toContain('1 value of github-token (the rule asks for 2), 1 more exempt')
})

test('a rule that is not named counts the finding still', () => {
  const rules = `rules:
  - { id: r, when: { content: secrets }, action: redact }
  - { id: s, when: { content: github-token }, action: alert }
`
  const decision = policyOf(text('rules: s, detectors: secrets', rules)).decide(request(both))
  expect(decision).toMatchObject({ redact: [0, 1], rules: [{ rule: 'r' }] })
  expect(decision.exempt).toHaveLength(2)
})

test('where the rule would not have counted the finding, nothing is said to be exempt', () => {
  const rules = rule('{ content: iban }', 'redact')
  expect(policyOf(text(`rules: r, values: "${hashOfText(one)}"`, rules)).decide(request(both))).not.toHaveProperty(
    'exempt',
  )
})

test('another finding over the same text counts still', () => {
  const parts = found(['github-token', one])
  const more = { ...parts.findings[0]!, detector: 'generic-secret' }
  const overlapping = hashing({ ...parts, findings: [...parts.findings, more] })
  const policy = policyOf(text(`values: "${hashOfText(one)}", detectors: github-token`))
  expect(policy.decide(request(overlapping)).redact).toEqual([1])
})

test('without a way to hash, nothing is exempt by value', () => {
  const { hashOf: _, ...plain } = both
  expect(policyOf(text(`values: "${hashOfText(one)}"`)).decide(request(plain)).redact).toEqual([0, 1])
})

test('a hash is made only of what could be exempt', () => {
  const asked: number[] = []
  const parts = {
    ...found(['github-token', one], ['iban', 'x']),
    hashOf: (f: { text: number }) => String(asked.push(f.text)),
  }
  policyOf(text('detectors: secrets')).decide(request(parts))
  expect(asked).toEqual([])
  policyOf(text(`detectors: iban, values: "${hashOfText(one)}"`)).decide(request(parts))
  expect(asked).toEqual([1])
})

test('answers are judged with the same exemptions', () => {
  const rules = rule('{ content: [secrets], direction: response }', 'redact')
  const policy = policyOf(text(`values: "${hashOfText(one)}"`, rules))
  expect(policy.decide(request({ ...both, direction: 'response' }))).toMatchObject({ redact: [1] })
})

test('whatever is exempt, exactly that is left out, and nothing becomes stricter', () => {
  const values = Array.from({ length: 6 }, () => makeSecret('ghp_[A-Za-z0-9]{36}'))
  const parts = hashing(found(...values.map(value => ['github-token', value] as const)))
  const indexes = values.map((_, index) => index)
  fc.assert(
    fc.property(
      fc.subarray(indexes, { minLength: 1 }),
      fc.constantFrom('alert', 'redact', 'block'),
      fc.integer({ min: 1, max: 6 }),
      (exempt, action, least) => {
        const rules = rule(`{ content: { any_of: secrets, at_least: ${least} } }`, action)
        const list = exempt.map(index => `"${hashOfText(values[index]!)}"`).join(', ')
        const decision = policyOf(text(`values: [${list}]`, rules)).decide(request(parts))
        const without = policyOf(rules).decide(request(parts))
        const left = indexes.filter(index => !exempt.includes(index))
        expect(decision.exempt?.map(one => one.finding)).toEqual(exempt)
        expect(decision.action).toBe(left.length >= least ? action : 'allow')
        expect(decision.redact).toEqual(decision.action === 'redact' ? left : [])
        expect(stricter(without.enforced, decision.enforced)).toBe(without.enforced)
      },
    ),
    { numRuns: 30 },
  )
})

test('many values are looked up by their hash', () => {
  const list = Array.from(
    { length: 20_000 },
    (_, i): FindingExemption => ({
      id: `e${i}`,
      until: new Date('2030-01-01'),
      conditions: [],
      detectors: new Set(['github-token']),
      values: new Set([hashOfText(`value ${i}`)]),
    }),
  )
  const index = findingExemptions(list)
  expect(index.byHash.size).toBe(20_000)
  expect(index.others).toEqual([])
  expect([...index.hashed!]).toEqual(['github-token'])
})
