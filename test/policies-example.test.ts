/** What policies.example.yaml and docs/policies.md show is true: they load, and their tests pass. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatProblem, loadPolicy } from '../policy/load.ts'
import { type NamedFiles, noFiles } from '../policy/named-files.ts'
import { runTests } from '../policy/run-tests.ts'
import { policyJsonSchema } from '../policy/schema.ts'
import { exampleHost } from '../proxy/cli/example-host.ts'
import { knownApps, knownProviders } from '../proxy/providers/catalogue.ts'

const now = new Date('2026-11-21T12:00:00Z')
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
/** Every file that an example names. */
const files: NamedFiles = { ...noFiles, words: () => ({ text: '# projects\nBluebird\n' }) }
const load = (text: string) =>
  loadPolicy([{ path: 'p.yaml', text }], { known: { apps: knownApps, providers: knownProviders }, now, files })

describe('policies.example.yaml', () => {
  const loaded = load(read('policies.example.yaml'))

  test('loads without a warning', () => {
    expect(loaded.ok ? [] : loaded.errors.map(formatProblem)).toEqual([])
    expect(loaded.warnings).toEqual([])
  })

  test('its tests pass and exercise every rule', () => {
    if (!loaded.ok) throw new Error('it does not load')
    const report = runTests(loaded.policy, exampleHost(loaded.policy, now, true))
    expect(report.results.filter(result => result.failures.length > 0)).toEqual([])
    expect(report.passed).toBeGreaterThan(10)
    expect(report.untested).toEqual([])
  })

  test('holds no value that a scanner of repositories would flag', () => {
    if (!loaded.ok) throw new Error('it does not load')
    const found = loaded.policy.scanner.scan([{ text: read('policies.example.yaml') }])
    expect(found.filter(finding => finding.category === 'secrets' || finding.category === 'financial')).toEqual([])
  })
})

describe('docs/policies.md', () => {
  const examples = [...read('docs/policies.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(match => match[1]!)

  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(10)
  })

  test.each(examples.map((text, index) => [index, text.split('\n')[1], text] as const))(
    'example %i (%s) loads and its tests pass',
    (_, __, text) => {
      const loaded = load(text)
      expect(loaded.ok ? [] : loaded.errors.map(formatProblem)).toEqual([])
      expect(loaded.warnings).toEqual([])
      if (!loaded.ok) return
      const report = runTests(loaded.policy, exampleHost(loaded.policy, now, true))
      expect(report.results.flatMap(result => result.failures)).toEqual([])
    },
  )

  test('names every key of the language', () => {
    const text = read('docs/policies.md')
    const keys = new Set<string>()
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      if ('properties' in node) for (const key of Object.keys(node.properties ?? {})) keys.add(key)
      for (const child of Object.values(node)) walk(child)
    }
    walk(policyJsonSchema())
    const untold = [...keys].filter(key => !text.includes(`\`${key}\``))
    expect(untold).toEqual([])
  })
})
