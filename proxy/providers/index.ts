/** Every adapter. A new one is a file beside this one and a line here. */
import { anthropic } from './anthropic.ts'
import { chatgptWeb } from './chatgpt-web.ts'
import { gemini } from './gemini.ts'
import { generic } from './generic.ts'
import { openai } from './openai.ts'
import type { Provider } from './types.ts'

export const providers: readonly Provider[] = [openai, anthropic, gemini, chatgptWeb, generic]

export const knownProviders: readonly string[] = providers.map(p => p.id)

const byId = new Map(providers.map(p => [p.id, p]))

/** `generic` for an id that is not known. */
export function providerById(id: string): Provider {
  return byId.get(id) ?? generic
}
