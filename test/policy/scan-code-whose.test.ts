/** A policy describes code: the company's own by its packages and its licence header, or anybody's by language and length. */
import { describe, expect, test } from 'vitest'
import { cpuMs } from '../cpu-time.ts'
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
    [
      '{ packages: "@acme/" }',
      '# Billing\n\nThis replaces @acme/lines; see @acme/orders for the rest.\n\n- `@acme/lines` is old (2019)\n- `@acme/orders` is new (2024)\n\n```sh\nnpm install @acme/orders\n```\n',
    ],
    ['{ packages: "@acme/" }', `Like @acme/lines, this one fails:\n\n${snippets['typescript']}\n\nSee @acme/orders.`],
  ])('%s', (code, text) => {
    expect(found(code, text)).toEqual([])
  })
})

describe('anybody’s', () => {
  test.each([
    ['{ lines: 6 }', snippets['rust']!, 'high: Rust, 16 lines'],
    ['{ languages: [go, rust] }', snippets['go']!, 'high: Go, 18 lines'],
    [
      '{ languages: config }',
      'name: web\nport: 80\nuser: web\nfile: a.b\nmode: fast\n',
      'medium: configuration, 5 lines',
    ],
  ])('%s', (code, text, expected) => {
    expect(found(code, text)).toEqual([expected])
  })
  test.each([
    ['{ lines: 60 }', snippets['rust']!],
    ['{ languages: [go, rust] }', snippets['python']!],
  ])('%s is not found', (code, text) => {
    expect(found(code, text)).toEqual([])
  })
})

test('a name in configuration says less than an import', () => {
  const text = 'name: web\nport: 80\nuse: acme_lines\nfile: a.b\nmode: fast\n'
  expect(found('{ packages: acme_ }', text)).toEqual(['medium: configuration, 5 lines, uses acme_'])
})

test('many stretches of code, and names far behind them, take linear time', () => {
  const piece = `${snippets['go']}\n${'This is a line of prose about it.\n'.repeat(4)}`
  const policy = policyOf('detectors:\n  x: { code: { packages: [acme_, other_], copyright: [Acme] } }\n')
  const time = (text: string): number => cpuMs(() => policy.scanner.scan([{ text }]))
  const far = 'acme_ other_ Acme'
  time(piece.repeat(100) + far)
  const small = Math.min(...[1, 2, 3].map(() => time(piece.repeat(200) + far)))
  expect(time(piece.repeat(2000) + far)).toBeLessThan(small * 40 + 150)
})

test('what cannot work is refused', () => {
  expect(errorsOf('detectors:\n  x: { code: {} }\n')).toEqual([
    '3:14: code needs packages or copyright, which say that it is yours, or languages or lines (any code at all is what the built-in detector source-code finds)',
  ])
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
