import { expect, test } from 'vitest'
import { loadPolicy } from '../../policy/load.ts'

function load(yaml: string) {
  return loadPolicy([{ path: 'p.yaml', text: `version: 1\n${yaml}` }], {
    known: { apps: [], providers: [] },
    now: new Date(0),
  })
}
const responses = (yaml: string) => {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return loaded.policy.responses
}
const rule = (direction: string, action: string, more = '') =>
  `rules:\n  - { id: r, when: { ${direction}content: secrets }, action: ${action}${more} }\n`

test.each([
  ['a rule about requests', rule('', 'redact'), null],
  ['no rule', 'rules: []\n', null],
  ['an alert', rule('direction: response, ', 'alert'), false],
  ['a redaction', rule('direction: response, ', 'redact'), true],
  ['a block in both directions', rule('direction: any, ', 'block'), true],
  ['a block on trial', rule('direction: response, ', 'block', ', mode: monitor'), false],
  ['a block in monitor mode', `mode: monitor\n${rule('direction: response, ', 'block')}`, false],
])('%s: whether answers are read, and whether text waits', (_, yaml, edits) => {
  expect(responses(yaml)?.edits ?? null).toBe(edits)
})

test('only what a rule looks for is judged', () => {
  const seen: string[] = []
  const watcher = responses(rule('direction: response, ', 'alert').replace('secrets', 'credit-card'))!.watch(
    finding => {
      seen.push(finding.detector)
      return { kind: 'pass' }
    },
  )
  watcher.push('mail ann@lindenhof-ag.de card 4929 1234 5678 9010 5555 5555 5555 4444')
  watcher.end()
  expect(seen.every(detector => detector === 'credit-card')).toBe(true)
})

test('a rule about answers without content is pointed out', () => {
  const loaded = load('rules:\n  - { id: r, when: { direction: response }, action: block }\n')
  expect(loaded.warnings.map(warning => warning.message).join()).toContain(
    "'r' does nothing: a rule about answers needs a content condition",
  )
})

test('redact_with goes with redact alone', () => {
  const loaded = load('rules:\n  - { id: r, when: { content: secrets }, action: block, redact_with: mask }\n')
  expect(loaded.ok ? '' : loaded.errors[0]!.message).toContain('redact_with goes with action: redact')
})

test('code is not looked for in answers, since it is told by whole passages', () => {
  const yaml = `detectors:
  our-code: { code: { packages: '@acme/' } }
rules:
  - { id: r, when: { direction: any, content: [our-code, source-code] }, action: block }
`
  const watcher = responses(yaml)!.watch(() => {
    throw new Error('nothing is judged')
  })
  const code = "import { rows } from '@acme/lines'\nconst sum = f(rows)\nif (sum > 3) {\n  print(sum)\n}\n"
  for (const line of code.split('\n')) watcher.push(`${line}\n`)
  watcher.end()
  expect(responses(yaml)!.edits).toBe(false)
})
