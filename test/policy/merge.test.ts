import { expect, test } from 'vitest'
import { loadPolicy } from '../../policy/load.ts'
import { errorsOf, known, now, policyOf } from './policies.ts'

const rule = (id: string) => `rules:\n  - { id: ${id}, when: {}, action: alert }\n`
const load = (...texts: readonly string[]) =>
  loadPolicy(
    texts.map((text, index) => ({ path: `${'abc'[index]}.yaml`, text: `version: 1\n${text}` })),
    { known, now },
  )

test('sections of several files are joined in the order of the files', () => {
  const loaded = load(`mode: monitor\n${rule('one')}`, `${rule('two')}people: { staff: { users: "*" } }\n`)
  expect(loaded.ok && loaded.policy.rules.map(({ id, file, line }) => `${id} ${file}:${line}`)).toEqual([
    'one a.yaml:4',
    'two b.yaml:3',
  ])
  expect(loaded.ok && loaded.policy.mode).toBe('monitor')
})

test('one file may name what another defines', () => {
  const loaded = load(
    'rules:\n  - { id: r, when: { people: staff }, action: alert }\n',
    'people: { staff: { users: "*" } }\n',
  )
  expect(loaded.ok).toBe(true)
})

test('an id or a setting that is given twice is an error that names the first place', () => {
  const loaded = load(
    `mode: enforce\n${rule('same')}people: { x: { users: a } }\n`,
    `mode: enforce\n${rule('same')}people: { x: { users: b } }\n`,
  )
  expect(loaded.ok ? [] : loaded.errors.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    "b.yaml:2 'mode' is already set at a.yaml:2",
    "b.yaml:4 'same' is already defined at a.yaml:4",
    "b.yaml:5 'x' is already defined at a.yaml:5",
  ])
})

test('an id that is given twice in one file names the line', () => {
  expect(
    errorsOf(`version: 1\nrules:\n  - { id: a, when: {}, action: alert }\n  - { id: a, when: {}, action: block }\n`),
  ).toEqual(["4:11: 'a' is already defined at line 3"])
})

test('naming something that is itself broken is no second error', () => {
  const errors = errorsOf(
    'people: { staff: { userz: a } }\nrules:\n  - { id: r, when: { people: staff }, action: alert }\n  - { id: s, when: { ap: x }, action: alert }\nexemptions:\n  - { id: e, rules: s, until: 2030-01-01, reason: x }\n',
  )
  expect(errors).toHaveLength(2)
})

test('sections whose items are all commented out are empty, and x- keys hold anchors', () => {
  const policy = policyOf('rules:\nlimits:\nx-apps: &apps [chatgpt, openai-api]\nsanctioned_apps: *apps\n')
  expect(policy.apps.map(app => app.id)).toEqual(['chatgpt', 'openai-api'])
})
