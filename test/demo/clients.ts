/** The employees' tools: the official SDKs and one client shaped like ChatGPT's web app, all with nothing but proxy and CA set. */
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici'
import type { Client } from './people.ts'

export interface Desk {
  ask(client: Client, model: string | undefined, text: string, stream: boolean): Promise<string>
  close(): Promise<void>
}

/** `password` is the employee's for the proxy (Basic). */
export function createDesk(proxyUrl: string, caPem: string, user: string, password: string): Desk {
  const agent = new ProxyAgent({
    uri: proxyUrl,
    token: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    requestTls: { ca: caPem },
  })
  const options = { fetch: throughProxy(agent), maxRetries: 0 }
  const openai = new OpenAI({ apiKey: 'sk-demo', ...options })
  const anthropic = new Anthropic({ apiKey: 'sk-ant-demo', ...options })
  return {
    ask(client, model, text, stream) {
      switch (client) {
        case 'openai':
          return askOpenAi(openai, model ?? 'gpt-5.4-mini', text, stream)
        case 'anthropic':
          return askAnthropic(anthropic, model ?? 'claude-haiku-4-5', text, stream)
        case 'chatgpt-web':
          return askWeb(agent, 'https://chatgpt.com/backend-api/f/conversation', webBody(model ?? 'gpt-5.4', text))
        case 'deepseek-web':
          return askWeb(agent, 'https://chat.deepseek.com/api/v0/chat/completion', {
            prompt: text,
            chat_session_id: 'demo',
          })
      }
    },
    close: () => agent.close(),
  }
}

/** The SDKs take any fetch; undici's is the one that takes a dispatcher. Its types differ from lib.dom's in name only. */
function throughProxy(dispatcher: Dispatcher): typeof globalThis.fetch {
  return ((input: string, init: object) =>
    undiciFetch(input, { ...init, dispatcher })) as unknown as typeof globalThis.fetch
}

async function askOpenAi(client: OpenAI, model: string, content: string, stream: boolean): Promise<string> {
  const messages = [{ role: 'user' as const, content }]
  if (!stream) return (await client.chat.completions.create({ model, messages })).choices[0]?.message.content ?? ''
  let text = ''
  for await (const chunk of await client.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  }))
    text += chunk.choices[0]?.delta.content ?? ''
  return text
}

async function askAnthropic(client: Anthropic, model: string, content: string, stream: boolean): Promise<string> {
  const request = { model, max_tokens: 1024, messages: [{ role: 'user' as const, content }] }
  if (stream) return client.messages.stream(request).finalText()
  const answer = await client.messages.create(request)
  return answer.content.map(block => (block.type === 'text' ? block.text : '')).join('')
}

function webBody(model: string, text: string): object {
  return {
    action: 'next',
    model,
    parent_message_id: 'demo',
    supported_encodings: ['v1'],
    messages: [{ author: { role: 'user' }, content: { content_type: 'text', parts: [text] }, metadata: {} }],
  }
}

async function askWeb(dispatcher: Dispatcher, url: string, body: object): Promise<string> {
  const answer = await undiciFetch(url, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'user-agent': 'Mozilla/5.0 (demo)' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}
