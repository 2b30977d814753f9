/** A policy recognises the company's own code by its packages and its licence header. */
import { describe, expect, test } from 'vitest'
import { errorsOf, policyOf } from './policies.ts'
import { snippets } from './scan-code-snippets.ts'

const found = (code: string, text: string): string[] =>
  policyOf(`detectors:\n  our-code: { code: ${code} }\n`)
    .scanner.scan([{ text }])
    .filter(one => one.detector === 'our-code')
    .map(one => `${one.confidence}: ${one.why.join()}`)

const java = snippets['java']!.replace('import java.util.List;', 'import com.acme.lines.Line;')

test.each([
  ['{ packages: com.acme. }', java, 'high: Java, 8 lines, imports com.acme.'],
  [
    '{ packages: ["@acme/"] }',
    `import { a } from '@acme/lines'\n${snippets['typescript']}`,
    'high: TypeScript, 10 lines, imports @acme/',
  ],
  ['{ packages: [acme_] }', snippets['c']!.replace('sum +=', 'sum += acme_rows(3) +'), 'high: C, 11 lines, uses acme_'],
  [
    '{ copyright: Acme GmbH }',
    `// Copyright 2026 ACME GmbH\n${java}`,
    'high: Java, 8 lines, licence header of Acme GmbH',
  ],
  ['{ packages: com.acme., copyright: Acme, languages: java }', java, 'high: Java, 8 lines, imports com.acme.'],
])('%s', (code, text, expected) => {
  const [first, ...rest] = found(code, `Please review:\n\n${text}\n`)
  expect(first?.replace(/\d+ lines/, '8 lines')).toBe(expected.replace(/\d+ lines/, '8 lines'))
  expect(rest).toEqual([])
})

describe('is not the company’s', () => {
  test.each([
    ['{ packages: com.acme. }', snippets['python']!],
    ['{ packages: com.acme. }', 'We moved com.acme.billing to the new host, and it works now.\n'.repeat(9)],
    ['{ packages: acme_ }', snippets['c']!.replace('total(', 'not_acme_total(')],
    ['{ packages: com.acme., languages: [python] }', java],
    ['{ packages: com.acme., lines: 50 }', java],
    ['{ copyright: Acme GmbH }', `// written for Acme GmbH\n${java}`],
  ])('%s', (code, text) => {
    expect(found(code, text)).toEqual([])
  })
})

test('what cannot work is refused', () => {
  expect(errorsOf('detectors:\n  x: { code: {} }\n').join()).toContain('code needs packages or copyright')
  expect(errorsOf('detectors:\n  x: { code: { packages: a, languages: klingon } }\n')).toHaveLength(1)
  expect(errorsOf('detectors:\n  x: { code: { packages: a }, near: [b] }\n').join()).toContain(
    'near goes with words, pattern, not with code',
  )
})

test('a rule names it', () => {
  const policy = policyOf(
    'detectors: { our-code: { code: { packages: com.acme. }, severity: high } }\nrules:\n  - { id: r, when: { content: our-code }, action: block }\n',
  )
  expect(policy.scanner.scan([{ text: java }]).filter(one => one.detector === 'our-code')).toMatchObject([
    { category: 'custom', severity: 'high' },
  ])
})
