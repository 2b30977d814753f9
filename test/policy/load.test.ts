import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadPolicy } from '../../policy/load.ts'
import { known, now, policyOf, request } from './policies.ts'

test('the least policy has safe defaults', () => {
  const policy = policyOf('version: 1')
  expect(policy).toMatchObject({
    mode: 'enforce',
    onError: 'block',
    uninspected: 'alert',
    unknownAiApps: 'allow',
    rules: [],
    limits: [],
  })
  expect(policy.scanner.detectorIds).toContain('aws-access-key-id')
})

test('the version is that of the text, and stands in every decision', () => {
  const [a, b, c] = [policyOf('version: 1'), policyOf('version: 1'), policyOf('version: 1 ')]
  expect(a.version).toMatch(/^[0-9a-f]{12}$/)
  expect(b.version).toBe(a.version)
  expect(c.version).not.toBe(a.version)
  expect(a.decide(request()).policyVersion).toBe(a.version)
})

test('settings, apps and exemptions come out as the proxy asks for them', () => {
  const policy = policyOf(`
mode: monitor
on_error: allow
uninspected: block
unknown_ai_apps: block
sanctioned_apps: [chatgpt]
apps:
  house-llm: { name: House, hosts: llm.example.com, format: openai, sanctioned: true, intercept: false }
rules:
  - { id: r, description: d, when: { people: "*" }, action: block, message: m, mode: monitor }
exemptions:
  - { id: e, rules: r, until: 2027-01-31, reason: SEC-1 }
`)
  expect(policy).toMatchObject({ mode: 'monitor', onError: 'allow', uninspected: 'block', unknownAiApps: 'block' })
  expect(policy.apps).toEqual([
    {
      id: 'house-llm',
      name: 'House',
      hosts: ['llm.example.com'],
      format: 'openai',
      sanctioned: true,
      intercept: false,
    },
    { id: 'chatgpt', hosts: [], sanctioned: true },
  ])
  expect(policy.rules).toEqual([
    {
      id: 'r',
      description: 'd',
      action: 'block',
      severity: 'high',
      mode: 'monitor',
      message: 'm',
      file: 'p.yaml',
      line: 11,
    },
  ])
  expect(policy.exemptions).toMatchObject([
    { id: 'e', rules: ['r'], reason: 'SEC-1', until: new Date('2027-02-01T00:00:00Z') },
  ])
})

test('no source at all is the default policy', () => {
  expect(loadPolicy([], { known, now }).ok).toBe(true)
})

/** With a scanner that takes no time to make: hundreds of policies are loaded below. */
const quickly = (text: string) =>
  loadPolicy([{ path: 'p.yaml', text }], {
    known,
    now,
    scanning: {
      builtins: [{ id: 'iban', category: 'financial' }],
      createScanner: () => ({ detectorIds: [], scan: () => [] }),
    },
  })

const sections = [
  'version',
  'mode',
  'rules',
  'people',
  'detectors',
  'limits',
  'exemptions',
  'apps',
  'tests',
  'notify',
  'sanctioned_apps',
  'time_zone',
]
const words = [
  'id',
  'when',
  'action',
  'block',
  'redact',
  'app',
  'chatgpt',
  'people',
  'content',
  'any_of',
  'not',
  'secrets',
  'users',
  'pattern',
  '(',
  'words',
  'hosts',
  '*.x',
  'until',
  '2027-01-31',
  'requests',
  '1/min',
  'per',
  'user',
  'request',
  'expect',
  'text',
  'time',
  'from',
  '25:00',
  '__proto__',
  'constructor',
  '',
]
const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...words, 1, 0, -1, null, true, Number.POSITIVE_INFINITY),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 5 }),
  ),
})).value

test('no YAML makes the loader throw: a policy or errors with a place', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...sections), value, { maxKeys: 6 }), data => {
      const loaded = quickly(stringify({ version: 1, ...data }))
      if (loaded.ok) loaded.policy.decide(request())
      else for (const error of loaded.errors) expect(error.line).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})

test('no text makes the loader throw', () => {
  const piece = fc.constantFrom(
    'version: 1',
    '\n',
    ' ',
    '  ',
    '- ',
    'rules:',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '<<: ',
    '"',
    "'",
    '|',
    '>',
    '!!map ',
    '%',
    '?',
    ': ',
    '#',
    '\t',
    '\0',
    '\ud800',
    '😀',
    '---\n',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      expect(typeof quickly(pieces.join('')).ok).toBe('boolean')
    }),
    { numRuns: 1000 },
  )
})
