import Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anthropic } from '../../../../proxy/streams/formats/anthropic.ts'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
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

const event = (type: string, more: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
const start = event('message_start', {
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  },
})
const end = (reason: string) =>
  event('message_delta', { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 9 } }) +
  event('message_stop')

function block(index: number, begin: object, deltas: readonly object[]): string {
  return (
    event('content_block_start', { index, content_block: begin }) +
    deltas.map(delta => event('content_block_delta', { index, delta })).join('') +
    event('content_block_stop', { index })
  )
}
const textBlock = (index: number, parts: readonly string[]) =>
  block(
    index,
    { type: 'text', text: '' },
    parts.map(text => ({ type: 'text_delta', text })),
  )
const toolBlock = (index: number, parts: readonly string[]) =>
  block(
    index,
    { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} },
    parts.map(partial_json => ({ type: 'input_json_delta', partial_json })),
  )
const thinkingBlock = (index: number, parts: readonly string[]) =>
  block(index, { type: 'thinking', thinking: '', signature: '' }, [
    ...parts.map(thinking => ({ type: 'thinking_delta', thinking })),
    { type: 'signature_delta', signature: 'c2lnbmVk' },
  ])

const framing = () => sseFraming(1024 * 1024)

async function read(bytes: Buffer) {
  const client = new Anthropic({ apiKey: 'none', fetch: answering(bytes), maxRetries: 0 })
  return client.messages
    .stream({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'x' }] })
    .finalMessage()
}

describe('Anthropic streams', () => {
  test('text and tool input read as restored, thinking as it came, however the stream was cut', async () => {
    const input = fc.record({ note: plantedText, list: fc.array(plantedText, { maxLength: 2 }) })
    await fc.assert(
      fc.asyncProperty(plantedText, plantedText, input, cuts, chunking, async (text, thinking, value, at, cut) => {
        const bytes = Buffer.from(
          start +
            event('ping') +
            thinkingBlock(0, pieces(thinking, at)) +
            textBlock(1, pieces(text, at)) +
            toolBlock(2, pieces(JSON.stringify(value), at)) +
            end('tool_use'),
        )
        const message = await read(restoreStream(anthropic, framing(), cut(bytes)).out)
        expect(message.content).toMatchObject([
          { type: 'thinking', thinking, signature: 'c2lnbmVk' },
          { type: 'text', text: restoreWhole(text) },
          {
            type: 'tool_use',
            input: { note: restoreWhole(value.note), list: value.list.map(one => restoreWhole(one)) },
          },
        ])
      }),
      { numRuns: 100 },
    )
  })

  test('a stream without placeholders leaves byte for byte, chunk by chunk', () => {
    const bytes = Buffer.from(start + textBlock(0, ['Hel', 'lo ', 'wörld', ' quit']) + end('end_turn'))
    fc.assert(
      fc.property(chunking, cut => {
        const run = restoreStream(anthropic, framing(), cut(bytes))
        expect(run.out.equals(bytes)).toBe(true)
      }),
    )
  })

  test('a placeholder that is not complete when its block stops is let go before the stop', async () => {
    const half = values[0]!.placeholder.slice(0, 9)
    const run = restoreStream(anthropic, framing(), [
      Buffer.from(start + textBlock(0, [half])),
      Buffer.from(end('end_turn')),
    ])
    expect(Buffer.concat(run.pieces[0]!.slice()).toString()).toContain(half)
    expect((await read(run.out)).content).toMatchObject([{ text: half }])
  })

  test('the closing line is a block of its own, and never in an answer that calls a tool', async () => {
    const plain = Buffer.from(start + textBlock(0, ['Hi']) + end('end_turn'))
    const said = await read(restoreStream(anthropic, framing(), [plain], { closingLine: () => 'LINE' }).out)
    expect(said.content).toMatchObject([{ text: 'Hi' }, { type: 'text', text: 'LINE' }])
    const tool = Buffer.from(start + textBlock(0, ['Hi']) + toolBlock(1, ['{}']) + end('tool_use'))
    expect(restoreStream(anthropic, framing(), [tool], { closingLine: () => 'LINE' }).out.equals(tool)).toBe(true)
  })

  test('the end of an answer that the policy cuts is an error of the SDK', async () => {
    await expect(read(cutBytes(anthropic, framing(), Buffer.from(start)))).rejects.toThrow(/Stopped by policy/)
  })
})
