import { describe, expect, test } from 'vitest'
import { buildRequest, redactedTexts } from '../../policy/example-request.ts'
import { expandSamples } from '../../policy/samples.ts'
import { errorsOf, exampleHost, policyOf, warningsOf } from './policies.ts'

const findings = (detectors: string, text: string) =>
  policyOf(`detectors:\n  ${detectors}\n`)
    .scanner.scan([{ text }])
    .map(({ detector, confidence, severity, category }) => `${detector} ${category} ${confidence} ${severity}`)

test('words and patterns of the policy are found, in category custom', () => {
  const names = 'names: { words: [Project Falcon], ignore_case: true, severity: critical }'
  expect(findings(names, 'the project falcon plan')).toEqual(['names custom high critical'])
  const ticket = "ticket: { pattern: 'ACME-[0-9]{5,}', near: [incident], confidence: low }"
  expect(findings(ticket, 'incident ACME-12345')).toEqual(['ticket custom low medium'])
  expect(findings(ticket, 'see ACME-12345')).toEqual([])
})

test('a built-in detector can be switched off, or its severity and least confidence set', () => {
  const text = expandSamples('{{sample:github-token}}')
  expect(findings('github-token: { severity: critical }', text)).toEqual(['github-token secrets high critical'])
  expect(findings('github-token: { enabled: false }', text).filter(found => found.startsWith('github-token'))).toEqual(
    [],
  )
})

test('a detector of your own can be switched off too', () => {
  expect(findings('names: { words: [Falcon], enabled: false }', 'Falcon')).toEqual([])
  expect(
    errorsOf(
      'detectors: { names: { words: [Falcon], enabled: false } }\nrules:\n  - { id: r, when: { content: names }, action: alert }\n',
    )[0],
  ).toContain("unknown detector or category 'names'")
})

describe('what cannot run is refused, with the reason', () => {
  test.each([
    ["x: { pattern: '(?=a)b' }", /4?:?\d+: the pattern cannot run: look-ahead and look-behind are not supported/],
    ["x: { pattern: '(a)\\1' }", /back-references are not supported/],
    ["x: { pattern: '(' }", /the pattern cannot run: missing \)/],
    ["x: { pattern: 'a*' }", /matches the empty text/],
    ['x: { words: ["  "] }', /needs at least one word/],
    ['x: {}', /detector 'x' needs words, words_file, pattern, fingerprints or code/],
    ['github-tokn: { enabled: true }', /unknown detector 'github-tokn'; did you mean 'github-token'\?/],
    ['x: { words: a, pattern: b }', /'x' has words and pattern: give one of them/],
    ['x: { words: a, entropy: 3 }', /entropy goes with pattern/],
    ['iban: { words: a }', /'iban' is a built-in detector: words cannot be set \(what can: enabled, severity/],
    ['secrets: { words: a }', /'secrets' is the name of a category/],
  ])('%s', (detector, message) => {
    expect(errorsOf(`detectors:\n  ${detector}\n`).join('\n')).toMatch(message)
  })
})

test('a rule may name a detector that is itself broken without a second error', () => {
  expect(
    errorsOf("detectors: { x: { pattern: '(' } }\nrules:\n  - { id: r, when: { content: x }, action: alert }\n"),
  ).toHaveLength(1)
})

describe('a built-in detector is narrowed and rated', () => {
  const text = expandSamples('konto {{sample:iban}}')
  test.each([
    ['iban: { near: [konto] }', 1],
    ['iban: { near: [account] }', 0],
    ["iban: { only: 'ZZ.*' }", 0],
    ["iban: { except: '.*' }", 0],
    ['iban: { rate: low, confidence: medium }', 0],
    ['financial: { enabled: false }', 0],
    ['financial: { enabled: false }\n  iban: { enabled: true }', 1],
  ])('%s', (detectors, count) => {
    expect(findings(detectors, text).filter(found => found.startsWith('iban'))).toHaveLength(count)
  })
  test('rate takes its findings for that sure', () => {
    expect(findings('iban: { rate: low }', text)).toEqual(['iban financial low medium'])
  })
  test('a pattern that cannot run is refused', () => {
    expect(errorsOf("detectors:\n  iban: { except: '(?=a)' }\n")[0]).toMatch(
      /3:\d+: the pattern cannot run: look-ahead/,
    )
    expect(errorsOf('detectors:\n  iban: { within: 5 }\n')[0]).toContain('give near as well')
  })
})

test('a category is switched off, rated and narrowed as a whole', () => {
  const text = expandSamples('{{sample:github-token}}')
  expect(findings('secrets: { severity: low }', text)).toEqual(['github-token secrets high low'])
  expect(findings('secrets: { severity: low }\n  github-token: { severity: critical }', text)).toEqual([
    'github-token secrets high critical',
  ])
})

describe('what the policy changes counts before one finding hides another', () => {
  const key = expandSamples('{{sample:github-token}}')
  const ids = (detectors: string, text: string): string[] =>
    findings(detectors, text).map(found => found.split(' ')[0]!)
  test('a detector that is not sure enough leaves the place to the others', () => {
    const text = `github_token = "${key}"`
    expect(ids('github-token: { confidence: low }', text)).toEqual(['github-token'])
    expect(ids('github-token: { rate: low, confidence: high }', text)).toEqual(['generic-secret'])
  })
  test('your own detector and a built-in one both find the same value', () => {
    const own = "house-key: { pattern: 'gh[a-z]_[A-Za-z0-9]{36}', confidence: high }"
    expect(ids(own, key).sort()).toEqual(['github-token', 'house-key'])
  })
  test('a rule on a word counts also where a longer phrase of another list covers it', () => {
    expect(ids('a: { words: [Falcon] }\n  b: { words: [Project Falcon] }', 'Project Falcon').sort()).toEqual(['a', 'b'])
  })
})

test('a finding says that the policy rated it', () => {
  const { scanner } = policyOf('detectors:\n  iban: { rate: low }\n')
  const [finding] = scanner.scan([{ text: expandSamples('konto {{sample:iban}}') }])
  expect(finding!.why.at(-1)).toBe('rated low by the policy')
})

describe('a pattern that matches nearly everything is a warning, with line and column', () => {
  test.each([
    ["x: { pattern: '\\w+' }", /^3:\d+: the pattern matches nearly everything: \d+ % of an ordinary text/],
    ["x: { pattern: '.' }", /nearly everything/],
  ])('%s', (detector, message) => {
    expect(warningsOf(`detectors:\n  ${detector}\n`)[0]).toMatch(message)
  })
  test.each(["x: { pattern: '\\w+', near: password }", "x: { pattern: '\\w{20,}', entropy: 3.5 }"])(
    '%s is none',
    detector => {
      expect(warningsOf(`detectors:\n  ${detector}\n`)).toEqual([])
    },
  )
})

test('every key that changes a built-in detector is told apart from those that do not', () => {
  for (const key of ['words: a', 'pattern: a', 'stem: english', 'ignore_case: true', 'entropy: 3', 'fingerprints: a'])
    expect(errorsOf(`detectors:\n  iban: { ${key} }\n`)[0]).toMatch(
      /^3:\d+: 'iban' is a built-in detector: \w+ cannot be set/,
    )
})

describe('a change that would not do what it says is told, with line and column', () => {
  test.each([
    ['secret: { enabled: false }', "3:3: unknown detector 'secret'; did you mean 'secrets'?"],
    ['email-adress: { enabled: false }', "3:3: unknown detector 'email-adress'; did you mean 'email-address'?"],
    ['custom: { enabled: false }', "3:3: 'custom' holds the policy's own detectors: change each of them"],
    ["iban: { near: ' ' }", '3:17: near needs at least one word'],
    ["names: { words: a, near: ['  '] }", '3:28: near needs at least one word'],
  ])('%s', (detector, message) => {
    expect(errorsOf(`detectors:\n  ${detector}\n`)).toEqual([expect.stringContaining(message)])
  })
  test.each([
    ['iban: { rate: low, confidence: high }', '3:17: rated low, every finding is below the confidence high'],
    ['financial: { enabled: false }\n  iban: { severity: high }', "4:3: 'iban' stays switched off with its category"],
    ['names: { words: a, stem: english, ignore_case: false }', '3:50: stem counts other forms in any case'],
  ])('%s is a warning', (detector, message) => {
    expect(warningsOf(`detectors:\n  ${detector}\n`)).toEqual([expect.stringContaining(message)])
  })
})

describe('code, from the policy to the decision', () => {
  const code =
    "import { rows } from '@acme/lines'\nconst sum = rows.map(row => row.amount)\nif (sum > 3) {\n  print(sum)\n}"
  const policy = policyOf(`detectors:
  our-code: { code: { packages: '@acme/', lines: 5 }, severity: high }
rules:
  - { id: ours, when: { content: our-code }, action: block, message: Our code stays here. }
  - { id: any, when: { content: source-code }, action: redact }
`)
  const decided = (text: string) => {
    const request = buildRequest({ text }, policy, exampleHost)
    const { action, rules, redact } = policy.decide(request)
    return [action, rules.map(one => one.rule).join(' '), ...redactedTexts(request, redact)]
  }
  test('that of ours is blocked', () => {
    expect(decided(`Why?\n\n${code}\n`).slice(0, 2)).toEqual(['block', 'ours any'])
  })
  test('other code is redacted, and what stands around it is not', () => {
    expect(decided(`Why?\n\n${code.replace('@acme', '@other')}\n\nThanks.`)).toEqual([
      'redact',
      'any',
      'Why?\n\n[REDACTED:source-code:1]\n\nThanks.',
    ])
  })
  test('a question about our packages passes', () => {
    expect(decided('What is @acme/lines for, and who wrote @acme/orders?').slice(0, 2)).toEqual(['allow', ''])
  })
})

test('a rule that looks for code in answers alone is a warning', () => {
  const policy = (when: string): string =>
    `detectors: { ours: { code: { packages: '@acme/' } } }\nrules:\n  - { id: r, when: { ${when} }, action: alert }\n`
  expect(warningsOf(policy('direction: response, content: [ours, source-code]'))).toEqual([
    "4:52: 'r' does nothing: answers are not looked through for code and fingerprints, which are told by whole passages",
  ])
  for (const when of [
    'direction: any, content: ours',
    'content: ours',
    'direction: response, content: [ours, secrets]',
  ])
    expect(warningsOf(policy(when))).toEqual([])
})
