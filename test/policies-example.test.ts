/** What policies.example.yaml and docs/policies.md show is true: they load, and their tests pass. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatProblem, loadPolicy } from '../policy/load.ts'
import { runTests } from '../policy/run-tests.ts'
import { exampleHost } from '../proxy/cli/example-host.ts'
import { knownApps, knownProviders } from '../proxy/providers/catalogue.ts'

const now = new Date('2026-11-21T12:00:00Z')
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const load = (text: string) =>
  loadPolicy([{ path: 'p.yaml', text }], { known: { apps: knownApps, providers: knownProviders }, now })

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
