import { describe, expect, test } from 'vitest'
import { errorsOf, rule, warningsOf } from './policies.ts'

const staff = 'people: { staff: { users: "*" } }\n'

describe('names that nobody knows', () => {
  test.each([
    ['a people group', staff + rule('{ people: staf }'), "unknown people group 'staf'; did you mean 'staff'?"],
    ['a people group where there are none', rule('{ people: staf }'), 'define groups under people:'],
    ['an app', rule('{ app: { not: [chatgtp] } }'), "unknown app 'chatgtp'; did you mean 'chatgpt'?"],
    ['a provider', rule('{ provider: opnai }'), "unknown provider 'opnai'; did you mean 'openai'?"],
    ['a detector', rule('{ content: [us-snn] }'), "unknown detector or category 'us-snn'; did you mean 'us-ssn'?"],
    ['a category', rule('{ content: { all_of: secret } }'), "did you mean 'secrets'?"],
    [
      'a notify target',
      'notify: { security: { webhook: { url: "env:URL" } } }\nrules:\n  - { id: r, when: {}, action: alert, notify: [securty] }\n',
      "unknown notify target 'securty'; did you mean 'security'?",
    ],
    [
      'the rule of an exemption',
      `${rule('{}')}exemptions:\n  - { id: e, rules: [rr], until: 2030-01-01, reason: x }\n`,
      "unknown rule 'rr'; did you mean 'r'?",
    ],
    [
      'the people of a limit',
      `${staff}limits:\n  - { id: l, per: user, when: { people: stuff }, requests: 1/min }\n`,
      "did you mean 'staff'?",
    ],
    ['a time zone', 'time_zone: Europe/Brlin\n', "unknown time zone 'Europe/Brlin'"],
  ])('%s', (_, text, message) => {
    expect(errorsOf(text)).toHaveLength(1)
    expect(errorsOf(text)[0]).toContain(message)
  })
})

describe('rules that can never match', () => {
  test.each([
    ['{ app: { any_of: [chatgpt], not: [chatgpt] } }', 'not takes out everything'],
    ['{ model: { any_of: x, not: x } }', 'not takes out everything'],
    ['{ content: { any_of: [iban], not: [iban] } }', 'not takes out everything'],
    ['{ content: { all_of: [iban], not: [iban] } }', "'iban' is also under not"],
    ['{ content: [custom] }', "no active detector is in category 'custom'"],
    ['{ content: [secrets], coverage: none }', 'with coverage none there is no text'],
    ['{ time: { from: "08:00", to: "08:00" } }', 'the same time'],
    ['{ people: {} }', 'says nothing'],
  ])('%s', (when, message) => {
    expect(errorsOf(rule(when)).join('\n')).toContain(message)
  })

  test('a detector that the policy switches off', () => {
    expect(errorsOf(`detectors: { iban: { enabled: false } }\n${rule('{ content: iban }')}`)[0]).toContain(
      "'iban' is switched off",
    )
  })
})

test('redact says what to replace', () => {
  expect(errorsOf(rule('{ app: chatgpt }', 'redact'))[0]).toMatch(
    /^4:\d+: redact needs a content condition|^3:\d+: redact needs a content condition/,
  )
})

test('names of settings are not names of rules', () => {
  expect(errorsOf('rules:\n  - { id: uninspected, when: {}, action: alert }\n')[0]).toContain(
    'is the name of a setting',
  )
})

test('per: group needs groups', () => {
  expect(errorsOf('limits:\n  - { id: l, per: group, requests: 1/min }\n')[0]).toContain('there are none')
})

test.each(['2027-02-30', 'next week', '31.01.2027'])('the end of an exemption is a day: %s is not', until => {
  expect(errorsOf(`${rule('{}')}exemptions:\n  - { id: e, rules: r, until: "${until}", reason: x }\n`)[0]).toContain(
    'is not a day',
  )
})

test('an exemption that has expired is a warning', () => {
  const text = (until: string) => `${rule('{}')}exemptions:\n  - { id: e, rules: r, until: ${until}, reason: x }\n`
  expect(warningsOf(text('2026-11-20'))[0]).toContain("exemption 'e' has expired")
  expect(warningsOf(text('2026-11-21'))).toEqual([])
})

test('an allow rule that sanctions nothing is a warning', () => {
  expect(warningsOf(rule('{}', 'allow'))[0]).toContain('changes nothing')
  expect(warningsOf(rule('{ app: chatgpt }', 'allow'))).toEqual([])
})

describe('a notify target', () => {
  const target = (webhook: string) => `notify: { security: { webhook: { ${webhook} } } }\n`

  test.each([['env:SECURITY_URL'], ['https://hooks.example.com/services/x'], ['http://10.0.0.9:8080/alerts']])(
    'may be %s',
    url => {
      expect(warningsOf(target(`url: "${url}", secret: env:KEY`))).toEqual([])
    },
  )

  test.each([['hooks.example.com/x'], ['ftp://example.com/'], ['env:'], ['env:A B'], ['javascript:alert(1)']])(
    'may not be %s',
    url => {
      expect(errorsOf(target(`url: "${url}"`))[0]).toContain('not an address of http or https')
    },
  )

  test('that keeps its secret in the file is a warning', () => {
    expect(warningsOf(target('url: env:URL, secret: in-the-file'))[0]).toContain('whoever reads this file')
  })
})
