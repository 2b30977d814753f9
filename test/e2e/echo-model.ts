/** A model that says back what it is told, three characters at a time, in the stream of whichever provider was asked. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

interface Turn {
  readonly role?: string
  readonly author?: { readonly role: string }
  readonly content: unknown
}

/** `say` makes the answer from the last thing the person said; the default repeats it. */
export function echoModel(
  say: (text: string) => string = text => `You said: ${text} Once more: ${text}`,
): RequestListener {
  return async (request, response) => {
    const body = await json(request)
    const text = say(lastUserText(body))
    const parts = text.match(/.{1,3}/gsu) ?? []
    const path = request.url ?? ''
    if (path.endsWith('/chat/completions')) body.stream ? openai(response, parts) : whole(response, text)
    else if (path.endsWith('/messages')) anthropic(response, parts)
    else if (path.endsWith('/conversation')) chatgpt(response, parts)
    else response.writeHead(404).end()
  }
}

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // no encoding is set
  return JSON.parse(Buffer.concat(chunks).toString())
}

function lastUserText(body: Record<string, unknown>): string {
  const turns = body.messages as Turn[]
  const { content } = turns.findLast(turn => (turn.role ?? turn.author?.role) === 'user')!
  if (typeof content === 'string') return content
  const parts = Array.isArray(content) ? content : (content as { parts: unknown[] }).parts
  return parts.map(part => (typeof part === 'string' ? part : (part as { text: string }).text)).join('')
}

const sse = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
}

function whole(response: ServerResponse, text: string): void {
  const body = JSON.stringify({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
  })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}

function openai(response: ServerResponse, parts: readonly string[]): void {
  sse(response)
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
  response.write(chunk({ role: 'assistant', content: '' }))
  for (const content of parts) response.write(chunk({ content }))
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`)
}

function anthropic(response: ServerResponse, parts: readonly string[]): void {
  sse(response)
  const event = (type: string, more: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
  response.write(
    event('message_start', {
      message: {
        id: 'm1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    }),
  )
  response.write(event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }))
  for (const text of parts)
    response.write(event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }))
  response.write(event('content_block_stop', { index: 0 }))
  response.end(
    event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } }) +
      event('message_stop', {}),
  )
}

function chatgpt(response: ServerResponse, parts: readonly string[]): void {
  sse(response)
  const delta = (patch: object): string => `event: delta\ndata: ${JSON.stringify(patch)}\n\n`
  response.write('event: delta_encoding\ndata: "v1"\n\n')
  const message = {
    id: 'm1',
    author: { role: 'assistant' },
    recipient: 'all',
    content: { content_type: 'text', parts: [''] },
  }
  response.write(delta({ p: '', o: 'add', v: { message, conversation_id: 'conv-42' }, c: 0 }))
  for (const [i, v] of parts.entries())
    response.write(delta(i === 0 ? { p: '/message/content/parts/0', o: 'append', v } : { v }))
  response.end(
    `${delta({ p: '', o: 'patch', v: [{ p: '/message/status', o: 'replace', v: 'finished_successfully' }] })}data: [DONE]\n\n`,
  )
}

/** The text of a chatgpt.com answer, as its web app puts it together. */
export function readChatgpt(stream: string): string {
  let text = ''
  for (const event of stream.split('\n\n')) {
    const data = /^data: (\{.*)$/m.exec(event)?.[1]
    if (!data) continue
    const { p, v } = JSON.parse(data) as { p?: string; v: unknown }
    if (typeof v === 'string' && (p === undefined || p === '/message/content/parts/0')) text += v
  }
  return text
}
