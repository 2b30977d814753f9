/** Every adapter. A new one is a file beside this one and a line here. */
import { anthropic } from './anthropic.ts'
import { chatgptWeb } from './chatgpt-web.ts'
import { gemini } from './gemini.ts'
import { generic } from './generic.ts'
import { openai } from './openai.ts'
import type { Endpoint, Provider, RequestHead } from './types.ts'

export const providers: readonly Provider[] = [openai, anthropic, gemini, chatgptWeb, generic]

export const knownProviders: readonly string[] = providers.map(p => p.id)

const byId = new Map(providers.map(p => [p.id, p]))

/** `generic` for an id that is not known. */
export function providerById(id: string): Provider {
  return byId.get(id) ?? generic
}

/** The first format of the app that knows the path, else `generic`, which knows every path. */
export function recogniseRequest(
  app: { readonly format: string; readonly alsoFormats?: readonly string[] },
  head: RequestHead,
): { readonly provider: Provider; readonly endpoint: Endpoint } {
  for (const id of [app.format, ...(app.alsoFormats ?? [])]) {
    const provider = byId.get(id)
    const endpoint = provider === generic ? null : provider?.match(head)
    if (provider && endpoint) return { provider, endpoint }
  }
  return { provider: generic, endpoint: generic.match(head) ?? { kind: 'other', operation: 'other' } }
}
