import fc from 'fast-check'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { openaiResponses } from '../../../../proxy/streams/formats/openai-responses.ts'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
import { messageFraming } from '../../../../proxy/streams/framings/whole.ts'
import {
  answering,
  chunking,
  cutBytes,
  cuts,
  pieces,
  plantedText,
  restoreStream,
  restoreWhole,
  values,
} from '../harness.ts'

interface Sent {
  readonly text: readonly string[]
  readonly args: readonly string[]
  readonly thought: readonly string[]
}

/** The events of one response: a reasoning item, a message and a function call. */
function events({ text, args, thought }: Sent): Record<string, unknown>[] {
  const [whole, call, summary] = [text.join(''), args.join(''), thought.join('')]
  const part = { type: 'output_text', text: whole, annotations: [], logprobs: [] }
  const reasoning = { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: summary }] }
  const message = { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part] }
  const called = {
    type: 'function_call',
    id: 'fc_1',
    call_id: 'call_1',
    name: 'f',
    arguments: call,
    status: 'completed',
  }
  const response = (output: unknown[], status: string) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'm',
    status,
    output,
  })
  const at = { item_id: 'msg_1', output_index: 1, content_index: 0 }
  const list = [
    { type: 'response.created', response: response([], 'in_progress') },
    { type: 'response.output_item.added', output_index: 0, item: { ...reasoning, summary: [] } },
    {
      type: 'response.reasoning_summary_part.added',
      item_id: 'rs_1',
      output_index: 0,
      summary_index: 0,
      part: { type: 'summary_text', text: '' },
    },
    ...thought.map(delta => ({
      type: 'response.reasoning_summary_text.delta',
      item_id: 'rs_1',
      output_index: 0,
      summary_index: 0,
      delta,
    })),
    { type: 'response.reasoning_summary_text.done', item_id: 'rs_1', output_index: 0, summary_index: 0, text: summary },
    { type: 'response.output_item.done', output_index: 0, item: reasoning },
    { type: 'response.output_item.added', output_index: 1, item: { ...message, content: [], status: 'in_progress' } },
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    ...text.map(delta => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text: whole, logprobs: [] },
    { type: 'response.content_part.done', ...at, part },
    { type: 'response.output_item.done', output_index: 1, item: message },
    ...(args.length > 0
      ? [
          { type: 'response.output_item.added', output_index: 2, item: { ...called, arguments: '' } },
          ...args.map(delta => ({
            type: 'response.function_call_arguments.delta',
            item_id: 'fc_1',
            output_index: 2,
            delta,
          })),
          {
            type: 'response.function_call_arguments.done',
            item_id: 'fc_1',
            output_index: 2,
            name: 'f',
            arguments: call,
          },
          { type: 'response.output_item.done', output_index: 2, item: called },
        ]
      : []),
    {
      type: 'response.completed',
      response: response([reasoning, message, ...(args.length > 0 ? [called] : [])], 'completed'),
    },
  ]
  return list.map((event, i) => ({ ...event, sequence_number: i }))
}

const sse = (sent: Sent) =>
  Buffer.from(
    events(sent)
      .map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join(''),
  )
const framing = () => sseFraming(4 * 1024 * 1024)

/** What the official client makes of the bytes: the text of the deltas and the final response. */
async function read(bytes: Buffer) {
  const client = new OpenAI({ apiKey: 'none', fetch: answering(bytes), maxRetries: 0 })
  const stream = client.responses.stream({ model: 'm', input: '' })
  let text = ''
  let args = ''
  let thought = ''
  const types: string[] = []
  for await (const event of stream) {
    types.push(event.type)
    if (event.type === 'response.output_text.delta') text += event.delta
    if (event.type === 'response.function_call_arguments.delta') args += event.delta
    if (event.type === 'response.reasoning_summary_text.delta') thought += event.delta
  }
  return { text, args, thought, types, final: await stream.finalResponse() }
}

describe('OpenAI responses streams', () => {
  test('deltas and every repetition of the text read as the restored whole, however the stream was cut', async () => {
    const argument = fc.record({ note: plantedText, n: fc.integer() })
    await fc.assert(
      fc.asyncProperty(plantedText, plantedText, argument, cuts, chunking, async (text, thought, value, at, cut) => {
        const sent = { text: pieces(text, at), thought: pieces(thought, at), args: pieces(JSON.stringify(value), at) }
        const got = await read(restoreStream(openaiResponses, framing(), cut(sse(sent))).out)
        expect(got.text).toBe(restoreWhole(text))
        expect(got.thought).toBe(restoreWhole(thought))
        const expected = { ...value, note: restoreWhole(value.note) }
        expect(JSON.parse(got.args)).toEqual(expected)
        expect(got.final.output_text).toBe(restoreWhole(text))
        const call = got.final.output.find(item => item.type === 'function_call')
        expect(JSON.parse(call!.arguments)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('the same events as WebSocket messages come out as whole messages', () => {
    fc.assert(
      fc.property(plantedText, cuts, (text, at) => {
        const sent = events({ text: pieces(text, at), thought: [], args: [] }).map(event =>
          Buffer.from(JSON.stringify(event)),
        )
        const run = restoreStream(openaiResponses, messageFraming(), sent)
        const got = run.pieces.flat().map(message => JSON.parse(message.toString()))
        expect(got.map(event => event.type)).toEqual(sent.map(message => JSON.parse(message.toString()).type))
        const deltas = got.filter(event => event.type === 'response.output_text.delta')
        expect(deltas.map(event => event.delta).join('')).toBe(restoreWhole(text))
      }),
      { numRuns: 60 },
    )
  })

  test('encrypted reasoning and ids are left alone', () => {
    const { placeholder } = values[0]!
    const item = { type: 'reasoning', id: placeholder, encrypted_content: placeholder, summary: [] }
    const bytes = Buffer.from(
      `data: ${JSON.stringify({ type: 'response.output_item.done', output_index: 0, item })}\n\n`,
    )
    expect(restoreStream(openaiResponses, framing(), [bytes]).out.equals(bytes)).toBe(true)
  })

  test('the closing line stands in the deltas and in every repetition, once', async () => {
    const bytes = sse({ text: ['Hello', ' there'], thought: [], args: [] })
    let asked = 0
    const closingLine = () => (asked++ === 0 ? '\n\n1 value was replaced.' : null)
    const got = await read(restoreStream(openaiResponses, framing(), [bytes], { closingLine }).out)
    expect(got.text).toBe('Hello there\n\n1 value was replaced.')
    expect(got.final.output_text).toBe(got.text)
    const raw = restoreStream(openaiResponses, framing(), [bytes], { closingLine: once('LINE') }).out.toString()
    expect(raw.match(/Hello thereLINE/g)).toHaveLength(4)
  })

  test('the conversation is named by the id of the response', () => {
    const seen: string[] = []
    restoreStream(openaiResponses, framing(), [sse({ text: ['a'], thought: [], args: [] })], {
      onConversation: id => seen.push(id),
    })
    expect(seen).toEqual(['resp_1'])
  })

  test('the end of an answer that the policy cuts is an error of the SDK', async () => {
    const first = `data: ${JSON.stringify(events({ text: ['a'], thought: [], args: [] })[0])}\n\n`
    const cut = cutBytes(openaiResponses, framing(), Buffer.from(first))
    const client = new OpenAI({ apiKey: 'none', fetch: answering(cut), maxRetries: 0 })
    const run = async () => {
      const stream = await client.responses.create({ model: 'm', input: '', stream: true })
      for await (const event of stream) if (event.type === 'error') throw new Error(event.message)
    }
    await expect(run()).rejects.toThrow(/Stopped by policy|error/)
  })
})

function once(line: string): () => string | null {
  let left: string | null = line
  return () => {
    const given = left
    left = null
    return given
  }
}
