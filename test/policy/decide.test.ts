import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, actions, stricter } from '../../policy/decision.ts'
import { found, hits, now, policyOf, request, rule } from './policies.ts'

const secret = found(['github-token', 'value-one'])

describe('the strictest action wins', () => {
  const ruleOf = (id: string, action: Action) =>
    `  - { id: ${id}, when: { content: secrets, app: openai-api }, action: ${action} }\n`

  test('whatever the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { minLength: 1, maxLength: 5 }), list => {
        const policy = policyOf(`rules:\n${list.map((action, i) => ruleOf(`r${i}`, action)).join('')}`)
        const decision = policy.decide(request(secret))
        expect(decision.action).toBe(list.reduce(stricter))
        expect(decision.enforced).toBe(decision.action)
        expect(decision.rules.map(hit => hit.rule)).toEqual(list.map((_, i) => `r${i}`))
      }),
      { numRuns: 30 },
    )
  })

  test('an allow rule does not take back a stricter one', () => {
    const policy = policyOf(`rules:\n${ruleOf('a', 'block')}${ruleOf('b', 'allow')}`)
    expect(policy.decide(request(secret)).action).toBe('block')
  })

  test('nothing that matches is allow, at no severity', () => {
    const decision = policyOf(rule('{ app: chatgpt }')).decide(request())
    expect(decision).toMatchObject({ action: 'allow', enforced: 'allow', rules: [], redact: [], severity: 'info' })
    expect(decision).not.toHaveProperty('message')
  })
})

describe('a hit', () => {
  test('says in plain words what made the rule match', () => {
    const policy = policyOf(
      'people: { eng: { users: "*@eng.example.com" } }\n' +
        rule('{ people: eng, app: openai-api, content: [secrets] }', 'redact'),
    )
    expect(policy.decide(request(found(['github-token', 'a'], ['jwt', 'b']))).rules[0]).toEqual({
      rule: 'r',
      action: 'redact',
      reason: 'app is openai-api; ann@eng.example.com is in eng; 2 different values of github-token, jwt',
      severity: 'medium',
      notify: [],
    })
  })

  test('never quotes a value', () => {
    const policy = policyOf(rule('{ content: [secrets] }', 'redact'))
    expect(JSON.stringify(policy.decide(request(found(['jwt', 'the-secret-value']))))).not.toContain('the-secret-value')
  })

  test('of a rule without conditions is about every request', () => {
    expect(policyOf(rule('{}', 'alert')).decide(request()).rules[0]!.reason).toBe('every request')
  })

  test('carries severity and notify; the decision has the highest severity', () => {
    const policy = policyOf(`
notify: { soc: { webhook: { url: 'env:SOC_URL' } } }
rules:
  - { id: a, when: {}, action: alert, severity: critical, notify: soc }
  - { id: b, when: {}, action: block }
`)
    const decision = policy.decide(request())
    expect(decision.rules).toMatchObject([
      { severity: 'critical', notify: ['soc'] },
      { severity: 'high', notify: [] },
    ])
    expect(decision.severity).toBe('critical')
  })
})

test('the message is that of the first rule that brings about what is done', () => {
  const policy = policyOf(`
rules:
  - { id: a, when: {}, action: alert, message: alerted }
  - { id: b, when: {}, action: block }
  - { id: c, when: {}, action: block, message: first }
  - { id: d, when: {}, action: block, message: second }
`)
  expect(policy.decide(request()).message).toBe('first')
})

describe('redact', () => {
  test('names the findings of its own condition, in order', () => {
    const policy = policyOf(rule('{ content: [jwt] }', 'redact'))
    const decision = policy.decide(request(found(['iban', 'x'], ['jwt', 'a'], ['jwt', 'b'], ['jwt', 'c', 'low'])))
    expect(decision.redact).toEqual([1, 2])
  })

  test('joins the findings of several rules, each once', () => {
    const policy = policyOf(`rules:
  - { id: a, when: { content: [secrets] }, action: redact }
  - { id: b, when: { content: [iban, jwt] }, action: redact }
`)
    expect(policy.decide(request(found(['iban', 'x'], ['jwt', 'a'], ['us-ssn', 'b']))).redact).toEqual([0, 1])
  })

  test('becomes block where an edit would break the request, and says so', () => {
    const policy = policyOf(rule('{ content: [jwt] }', 'redact'))
    const decision = policy.decide(request(found(['jwt', 'a'], ['jwt', 'b', 'high', { editable: false }])))
    expect(decision).toMatchObject({ action: 'block', enforced: 'block' })
    expect(decision.rules[0]).toMatchObject({
      action: 'block',
      reason: expect.stringContaining('so redact becomes block'),
    })
  })
})

describe('exemptions', () => {
  const exempting = (
    more: string,
  ) => `${rule('{ content: [secrets] }', 'redact')}people: { red: { users: "*@red.example" } }
exemptions:
  - { id: e, rules: [r], until: 2026-11-21, reason: SEC-1${more} }
`
  test('take a rule out for those they name, and are recorded', () => {
    const policy = policyOf(exempting(', people: [red]'))
    const decision = policy.decide(request({ user: 'bo@red.example', ...secret }))
    expect(decision).toMatchObject({ action: 'allow', enforced: 'allow', redact: [], severity: 'info' })
    expect(decision.rules).toMatchObject([{ rule: 'r', exemption: 'e' }])
    expect(policy.decide(request(secret)).action).toBe('redact')
  })

  test('hold to the end of their day in the time zone of the policy, and not a moment longer', () => {
    const policy = policyOf(`time_zone: America/New_York\n${exempting('')}`)
    const at = (time: string) => policy.decide(request({ ...secret, now: new Date(time) })).action
    expect(at('2026-11-22T04:59:59Z')).toBe('allow')
    expect(at('2026-11-22T05:00:00Z')).toBe('redact')
  })

  test('may be for one app', () => {
    const policy = policyOf(exempting(', app: chatgpt'))
    expect(policy.decide(request({ ...secret, app: 'chatgpt' })).action).toBe('allow')
    expect(policy.decide(request(secret)).action).toBe('redact')
  })

  test('never make a decision stricter, whatever the rules and the exemption', () => {
    const action = fc.constantFrom(...actions)
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.constantFrom('enforce', 'monitor'),
        (list, index, mode) => {
          const rules = list
            .map((one, i) => `  - { id: r${i}, when: { content: secrets, app: openai-api }, action: ${one} }\n`)
            .join('')
          const text = `mode: ${mode}\nunknown_ai_apps: alert\nsanctioned_apps: [openai-api]\nrules:\n${rules}`
          const exempted = `${text}exemptions:\n  - { id: e, rules: r${index % list.length}, until: 2030-01-01, reason: x }\n`
          const [without, with_] = [text, exempted].map(one => policyOf(one).decide(request(secret)))
          expect(stricter(without!.action, with_!.action)).toBe(without!.action)
          expect(stricter(without!.enforced, with_!.enforced)).toBe(without!.enforced)
          expect(without!.redact).toEqual(expect.arrayContaining([...with_!.redact]))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('monitor', () => {
  test('of the whole policy decides and records, and changes nothing', () => {
    const decision = policyOf(`mode: monitor\n${rule('{ content: [secrets] }', 'redact')}`).decide(request(secret))
    expect(decision).toMatchObject({ action: 'redact', enforced: 'allow', mode: 'monitor', redact: [0] })
  })

  test('of one rule leaves the others in force', () => {
    const policy = policyOf(`rules:
  - { id: on-trial, when: {}, action: block, mode: monitor, message: not said }
  - { id: in-force, when: { content: [jwt] }, action: redact }
  - { id: redact-on-trial, when: { content: [iban] }, action: redact, mode: monitor }
`)
    const decision = policy.decide(request(found(['iban', 'x'], ['jwt', 'y'])))
    expect(decision).toMatchObject({ action: 'block', enforced: 'redact', mode: 'enforce', redact: [1] })
    expect(decision.rules.map(hit => hit.mode)).toEqual(['monitor', undefined, 'monitor'])
    expect(decision.message).toBeUndefined()
  })
})

describe('settings that act as rules', () => {
  test.each([
    ['full', undefined, []],
    ['partial', 'only a part was read: 2 images are not read', ['uninspected']],
    ['none', 'nothing was read: 2 images are not read', ['uninspected']],
  ] as const)('uninspected: coverage %s', (verdict, reason, expected) => {
    const coverage = verdict === 'full' ? { verdict } : { verdict, reason: '2 images are not read' }
    const decision = policyOf('uninspected: block').decide(request({ coverage }))
    expect(decision.rules.map(hit => hit.rule)).toEqual(expected)
    expect(decision.rules[0]?.reason).toBe(reason)
    expect(decision.action).toBe(expected.length > 0 ? 'block' : 'allow')
  })

  test('uninspected alerts unless said otherwise', () => {
    const coverage = { verdict: 'none', reason: 'x' } as const
    expect(policyOf('version: 1').decide(request({ coverage })).action).toBe('alert')
    expect(policyOf('uninspected: allow').decide(request({ coverage })).rules).toEqual([])
  })

  test('unknown_ai_apps is about apps that neither the list, an entry of apps nor an allow rule sanctions', () => {
    const policy = policyOf(`
unknown_ai_apps: block
sanctioned_apps: chatgpt
apps: { chatgpt-enterprise: { sanctioned: true } }
people: { eng: { users: "*@eng.example.com" } }
rules:
  - { id: eng-may, when: { people: eng, app: openai-api }, action: allow }
`)
    expect(policy.decide(request({ app: 'chatgpt' })).action).toBe('allow')
    expect(policy.decide(request({ app: 'chatgpt-enterprise' })).action).toBe('allow')
    expect(policy.decide(request({ app: 'openai-api' })).action).toBe('allow')
    expect(policy.decide(request({ app: 'openai-api', user: 'x@sales.example.com' })).action).toBe('block')
    expect(hits(policy, { app: 'anthropic-api' })).toEqual(['unknown_ai_apps'])
  })

  test('they are about what leaves, and can be exempted', () => {
    const policy = policyOf(`unknown_ai_apps: block
uninspected: block
exemptions:
  - { id: e, rules: [unknown_ai_apps, uninspected], app: chatgpt, until: 2030-01-01, reason: trial }
`)
    const coverage = { verdict: 'none', reason: 'x' } as const
    expect(hits(policy, { direction: 'response', coverage })).toEqual([])
    expect(policy.decide(request({ app: 'chatgpt', coverage })).action).toBe('allow')
    expect(policy.decide(request({ coverage })).action).toBe('block')
  })
})

describe('a tunnel that is not opened', () => {
  const policy = policyOf(`
uninspected: block
unknown_ai_apps: block
people: { eng: { users: "*@eng.example.com" } }
rules:
  - { id: host, when: { host: "*.evil.example" }, action: block, message: no }
  - { id: host-and-people, when: { host: files.example, people: { not: eng } }, action: block }
  - { id: host-and-time, when: { host: files.example, time: { days: sat } }, action: alert }
  - { id: host-and-app, when: { host: "*", app: { not: chatgpt } }, action: block }
  - { id: host-and-content, when: { host: "*", content: secrets }, action: block }
  - { id: people-alone, when: { people: eng }, action: block }
  - { id: everything, when: {}, action: block }
`)
  const tunnel = (host: string, user = 'ann@eng.example.com') =>
    policy.decideTunnel({ person: { user, directoryGroups: [], address: '192.0.2.1' }, host, now })

  test('is judged by rules with a host, and people and time beside it, and by no other', () => {
    expect(tunnel('www.evil.example')).toMatchObject({
      action: 'block',
      enforced: 'block',
      message: 'no',
      rules: [{ rule: 'host' }],
    })
    expect(tunnel('files.example').rules.map(hit => hit.rule)).toEqual(['host-and-time'])
    expect(tunnel('files.example', 'x@sales.example').rules.map(hit => hit.rule)).toEqual([
      'host-and-people',
      'host-and-time',
    ])
    expect(tunnel('bank.example')).toMatchObject({ action: 'allow', rules: [] })
  })
})

test('twenty rules decide on a request without findings in microseconds', () => {
  const rules = Array.from({ length: 20 }, (_, i) =>
    [
      `  - { id: c${i}, when: { content: { any_of: [secrets], confidence: high, at_least: ${i + 1} } }, action: redact }\n`,
      `  - { id: p${i}, when: { people: { not: eng }, app: { not: [chatgpt] } }, action: block }\n`,
    ].at(i % 2),
  ).join('')
  const policy = policyOf(`people: { eng: { users: ["*@eng.example.com"], networks: [10.0.0.0/8] } }\nrules:\n${rules}`)
  const ordinary = request()
  const runs = 20_000
  for (let i = 0; i < runs; i++) policy.decide(ordinary)
  const started = performance.now()
  for (let i = 0; i < runs; i++) policy.decide(ordinary)
  const micros = ((performance.now() - started) * 1000) / runs
  // A few microseconds on an idle machine; the bound leaves room for a busy one.
  expect(micros).toBeLessThan(50)
})
