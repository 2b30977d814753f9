import { describe, expect, test } from 'vitest'
import type { PolicyApp } from '../../../policy/policy.ts'
import { parseAuthority } from '../../../proxy/authority.ts'
import {
  createCatalogue,
  interceptedHosts,
  knownApps,
  knownProviders,
  lookupApp,
} from '../../../proxy/providers/catalogue.ts'

const find = (host: string, apps: readonly PolicyApp[] = []) =>
  createCatalogue(apps).find(parseAuthority(host, 443)!)?.id

describe('the built-in list', () => {
  test.each([
    ['api.openai.com', 'openai-api'],
    ['chatgpt.com', 'chatgpt'],
    ['files.oaiusercontent.com', 'chatgpt'],
    ['acme.openai.azure.com', 'azure-openai'],
    ['api.anthropic.com', 'anthropic-api'],
    ['claude.ai', 'claude'],
    ['generativelanguage.googleapis.com', 'gemini-api'],
    ['us-central1-aiplatform.googleapis.com', 'vertex-ai'],
    ['bedrock-runtime.eu-central-1.amazonaws.com', 'amazon-bedrock'],
    ['api.individual.githubcopilot.com', 'github-copilot'],
    ['api.groq.com', 'groq-api'],
    ['api.openai.com:8443', 'openai-api'],
  ])('%s is opened as %s', (host, app) => {
    expect(find(host)).toBe(app)
  })

  test.each([
    ['bank.example'],
    ['openai.com'],
    ['auth.openai.com'],
    ['ab.chatgpt.com'],
    ['cdn.oaistatic.com'],
    ['console.anthropic.com'],
    ['statsig.anthropic.com'],
    ['accounts.google.com'],
    ['login.microsoftonline.com'],
    ['github.com'],
    ['api.github.com'],
    ['huggingface.co'],
    ['graph.microsoft.com'],
    ['acme.azure-api.net'],
    ['api.cloudflare.com'],
    ['substrate.office.com'],
    ['api2.cursor.sh'],
    ['evil-api.openai.com.example'],
    ['notapi.openai.com'],
    ['openai.azure.com'],
  ])('%s is not opened', host => {
    expect(find(host)).toBeUndefined()
  })

  test('hosts that are known but not opened still have an owner', () => {
    expect(createCatalogue([]).owner(parseAuthority('api2.cursor.sh', 443)!)?.id).toBe('cursor')
  })

  test('a name from SNI is found on any port', () => {
    expect(createCatalogue([]).findHost('api.openai.com')?.id).toBe('openai-api')
    expect(createCatalogue([]).findHost('github.com')).toBeUndefined()
  })
})

describe("the policy's apps", () => {
  const own = (app: Partial<PolicyApp> & { id: string }): PolicyApp => ({ hosts: [], ...app })

  test('a host of the company is opened in its format, on its port', () => {
    const apps = [
      own({
        id: 'house-llm',
        hosts: ['LLM.acme.example', '10.0.0.9:11434', '[fd00::1]:8000'],
        format: 'openai',
        sanctioned: true,
      }),
    ]
    const catalogue = createCatalogue(apps)
    expect(catalogue.find(parseAuthority('llm.acme.example', 443)!)).toMatchObject({
      id: 'house-llm',
      format: 'openai',
      kind: 'own',
      sanctioned: true,
    })
    expect(find('10.0.0.9:11434', apps)).toBe('house-llm')
    expect(find('10.0.0.9:443', apps)).toBeUndefined()
    expect(catalogue.connectPorts()).toEqual([8000, 11434])
    expect(catalogue.interceptedHosts()).toEqual(expect.arrayContaining(['llm.acme.example', '10.0.0.9', 'fd00::1']))
  })

  test('sub-domains are a pattern, the domain itself is not in it', () => {
    const apps = [own({ id: 'house-llm', hosts: ['*.llm.acme.example'] })]
    expect(find('a.llm.acme.example', apps)).toBe('house-llm')
    expect(find('a.b.llm.acme.example', apps)).toBe('house-llm')
    expect(find('llm.acme.example', apps)).toBeUndefined()
    expect(createCatalogue(apps).apps().at(-1)).toMatchObject({ format: 'generic' })
  })

  test('a known app keeps what is not said again', () => {
    const apps = [own({ id: 'chatgpt', hosts: ['chat.acme.example'], sanctioned: true })]
    const app = createCatalogue(apps).find(parseAuthority('chatgpt.com', 443)!)
    expect(app).toMatchObject({ id: 'chatgpt', format: 'chatgpt-web', sanctioned: true, name: 'ChatGPT' })
    expect(find('chat.acme.example', apps)).toBe('chatgpt')
  })

  test('an app can be left closed, and a closed one opened', () => {
    const apps = [own({ id: 'deepseek', intercept: false }), own({ id: 'huggingchat', intercept: true })]
    expect(find('chat.deepseek.com', apps)).toBeUndefined()
    expect(find('huggingface.co', apps)).toBe('huggingchat')
    expect(createCatalogue(apps).interceptedHosts()).not.toContain('chat.deepseek.com')
  })

  test("the policy's claim on a host wins over the built-in one", () => {
    expect(find('api.openai.com', [own({ id: 'gateway', hosts: ['api.openai.com'] })])).toBe('gateway')
    expect(find('x.openai.azure.com', [own({ id: 'ours', hosts: ['x.openai.azure.com'] })])).toBe('ours')
  })

  test.each(['not a host', 'https://x.example', 'a.*.example', '', 'x.example:99999'])(
    '%j is refused by name',
    host => {
      expect(() => createCatalogue([own({ id: 'house-llm', hosts: [host] })])).toThrow(
        /apps\.house-llm: .* is not a host name/,
      )
    },
  )
})

describe('shared hosts', () => {
  const apps: PolicyApp[] = [
    { id: 'huggingchat', hosts: [], intercept: true },
    { id: 'cloudflare-workers-ai', hosts: [], intercept: true },
  ]

  test.each([
    ['huggingface.co', '/chat/conversation/1', 'huggingchat'],
    ['huggingface.co', '/models', undefined],
    ['api.cloudflare.com', '/client/v4/accounts/abc/ai/run/@cf/meta/llama', 'cloudflare-workers-ai'],
    ['api.cloudflare.com', '/client/v4/accounts/abc/workers', undefined],
    ['api.cloudflare.com', '/client/v4/accounts//ai/', undefined],
    ['api.openai.com', '/anything', 'openai-api'],
  ])('%s%s is %s', (host, path, app) => {
    expect(lookupApp(host, 443, path, apps)?.id).toBe(app)
  })
})

test('lists for others: ids, formats, hosts', () => {
  expect(new Set(knownApps).size).toBe(knownApps.length)
  expect(knownApps).toContain('openai-api')
  expect(knownProviders).toEqual(['openai', 'anthropic', 'gemini', 'chatgpt-web', 'generic'])
  expect(interceptedHosts([])).toContain('api.openai.com')
})
