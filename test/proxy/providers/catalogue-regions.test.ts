import { expect, test } from 'vitest'
import { bedrockHosts, vertexHosts } from '../../../proxy/providers/catalogue-regions.ts'

test('every region has its hosts, once', () => {
  expect(bedrockHosts).toContain('bedrock-runtime.us-east-1.amazonaws.com')
  expect(bedrockHosts).toContain('bedrock-agent-runtime.ap-southeast-2.amazonaws.com')
  expect(vertexHosts).toContain('europe-west4-aiplatform.googleapis.com')
  for (const hosts of [bedrockHosts, vertexHosts]) {
    expect(new Set(hosts).size).toBe(hosts.length)
    for (const host of hosts) expect(host).toMatch(/^[a-z0-9.-]+\.(amazonaws|googleapis)\.com$/)
  }
})
