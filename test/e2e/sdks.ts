/** The vendors' own SDKs, told nothing but a fetch that goes through the proxy. */
import Anthropic from '@anthropic-ai/sdk'
import { LLMock } from '@copilotkit/aimock'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { type Audit, openAudit } from './audit.ts'
import { proxyFetch } from './clients.ts'
import { type Sluice, startInProcess } from './start.ts'
import { makeTestCa } from './test-ca.ts'
import { type Providers, startProviders } from './upstream.ts'

export interface Setting {
  readonly sluice: Sluice
  readonly providers: Providers
  readonly audit: Audit
  readonly fetch: typeof fetch
  /** Requests that the SDK has made, retries included. */
  calls(): number
  readonly openai: OpenAI
  readonly anthropic: Anthropic
  readonly gemini: GoogleGenAI
}

export const hosts = ['api.openai.com:443', 'api.anthropic.com:443', 'generativelanguage.googleapis.com:443']

/** Product, providers and SDKs with their default retries. `prepare` gives the mock its answers. */
export async function startSdks(
  options: { readonly policy?: string; readonly prepare?: (mock: LLMock) => void } = {},
): Promise<Setting> {
  const ca = makeTestCa()
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  options.prepare?.(mock)
  const providers = await startProviders(ca, mock)
  const sluice = await startInProcess({
    upstreams: Object.fromEntries(hosts.map(host => [host, providers.port])),
    trust: [ca.file],
    policy: options.policy ?? '',
  })
  const through = proxyFetch(sluice)
  let calls = 0
  const counting: typeof fetch = (input, init) => {
    calls++
    return through(input, init)
  }
  return {
    sluice,
    providers,
    audit: openAudit(sluice),
    fetch: counting,
    calls: () => calls,
    openai: new OpenAI({ apiKey: 'sk-test', fetch: counting }),
    anthropic: new Anthropic({ apiKey: 'test', fetch: counting }),
    gemini: new GoogleGenAI({ apiKey: 'test', httpOptions: { fetch: counting } }),
  }
}
