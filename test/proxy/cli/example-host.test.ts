import { expect, test } from 'vitest'
import { loadPolicy } from '../../../policy/load.ts'
import { exampleHost } from '../../../proxy/cli/example-host.ts'
import { knownApps, knownProviders } from '../../../proxy/providers/catalogue.ts'

const now = new Date('2026-11-21T00:00:00Z')
const loaded = loadPolicy(
  [{ path: 'p.yaml', text: 'version: 1\napps: { house: { hosts: ["*.llm.example.com:8443"], format: openai } }\n' }],
  { known: { apps: knownApps, providers: knownProviders }, now },
)
if (!loaded.ok) throw new Error('the policy of this test does not load')
const host = exampleHost(loaded.policy, now, true)

test('apps of the catalogue and of the policy have a provider and a host of theirs', () => {
  expect(host.app('openai-api')).toEqual({ provider: 'openai', host: 'api.openai.com' })
  expect(host.app('house')).toEqual({ provider: 'openai', host: 'www.llm.example.com' })
  expect(host.app('nobody')).toBeUndefined()
})

test('a host names its app', () => {
  expect(host.appOf('api.anthropic.com')).toBe('anthropic-api')
  expect(host.appOf('bank.example')).toBeUndefined()
  expect(host.appOf('not a host')).toBeUndefined()
})
