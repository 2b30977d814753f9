import fc from 'fast-check'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { openaiChat } from '../../../../proxy/streams/formats/openai-chat.ts'
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

const chunk = (delta: unknown, finish: string | null = null, index = 0) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index, delta, finish_reason: finish }] })}\n\n`

function stream(events: readonly string[]): Buffer {
  return Buffer.from(`${events.join('')}data: [DONE]\n\n`)
}

const framing = () => sseFraming(1024 * 1024)

/** What the official client makes of the bytes. */
async function read(bytes: Buffer) {
  const client = new OpenAI({ apiKey: 'none', fetch: answering(bytes), maxRetries: 0 })
  const final = { content: '', reasoning: '', calls: [] as string[], others: [] as string[] }
  const answer = await client.chat.completions.create({ model: 'm', messages: [], stream: true })
  for await (const part of answer) {
    for (const choice of part.choices) {
      const delta = choice.delta as typeof choice.delta & { reasoning_content?: string }
      if (choice.index > 0) {
        final.others[choice.index] = (final.others[choice.index] ?? '') + (delta.content ?? '')
        continue
      }
      final.content += delta.content ?? ''
      final.reasoning += delta.reasoning_content ?? ''
      for (const call of delta.tool_calls ?? [])
        final.calls[call.index] = (final.calls[call.index] ?? '') + (call.function?.arguments ?? '')
    }
  }
  return final
}

describe('OpenAI chat streams', () => {
  test('the restored stream reads as the restored whole text, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(plantedText, cuts, cuts, plantedText, chunking, async (text, at, other, reasoning, cut) => {
        const events = [
          chunk({ role: 'assistant', content: '' }),
          ...pieces(reasoning, other).map(piece => chunk({ reasoning_content: piece })),
          ...pieces(text, at, false).map(piece => chunk({ content: piece })),
          chunk({}, 'stop'),
        ]
        const run = restoreStream(openaiChat, framing(), cut(stream(events)))
        const final = await read(run.out)
        expect(final.content).toBe(restoreWhole(text))
        expect(final.reasoning).toBe(restoreWhole(reasoning))
      }),
      { numRuns: 150 },
    )
  })

  test('tool-call arguments stay valid JSON, also where JSON stands in a string of them', async () => {
    const argument = fc.record({ note: plantedText, more: fc.array(plantedText, { maxLength: 2 }), n: fc.integer() })
    await fc.assert(
      fc.asyncProperty(argument, fc.boolean(), cuts, chunking, async (value, nested, at, cut) => {
        const args = JSON.stringify(nested ? { body: JSON.stringify(value) } : value)
        const events = [
          chunk({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } }] }),
          ...pieces(args, at).map(piece => chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] })),
          chunk({}, 'tool_calls'),
        ]
        const { calls } = await read(restoreStream(openaiChat, framing(), cut(stream(events))).out)
        const parsed = JSON.parse(calls[0]!)
        const expected = { ...value, note: restoreWhole(value.note), more: value.more.map(one => restoreWhole(one)) }
        expect(nested ? JSON.parse(parsed.body) : parsed).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  test('a stream without placeholders leaves byte for byte, chunk by chunk', () => {
    const clean = fc.array(fc.oneof(fc.lorem({ maxCount: 4 }), fc.string({ unit: 'grapheme' })), { maxLength: 10 })
    fc.assert(
      fc.property(clean, parts => {
        const text = parts.join(' ').replaceAll(/z/gi, 's')
        const chunks = [
          ...pieces(text, [3, 9, 20, 21, 50]).map(piece => chunk({ content: piece })),
          chunk({}, 'stop'),
        ].map(event => Buffer.from(event))
        const run = restoreStream(openaiChat, framing(), chunks)
        for (const [i, sent] of chunks.entries()) expect(run.pieces[i]![0]).toBe(sent)
      }),
    )
  })

  test('choices that are interleaved are texts of their own', async () => {
    const [a, b] = [values[0]!, values[4]!]
    const half = 8
    const events = [
      chunk({ content: a.placeholder.slice(0, half) }, null, 0),
      chunk({ content: b.placeholder.slice(0, half) }, null, 1),
      chunk({ content: a.placeholder.slice(half) }, null, 0),
      chunk({ content: b.placeholder.slice(half) }, null, 1),
      chunk({}, 'stop', 0),
      chunk({}, 'stop', 1),
    ]
    const final = await read(restoreStream(openaiChat, framing(), [stream(events)]).out)
    expect(final.content).toBe(a.value)
    expect(final.others[1]).toBe(b.value)
  })

  test('comments, blank lines and usage chunks pass as they came', () => {
    const bytes = Buffer.from(
      `: OPENROUTER PROCESSING\n\n\n${chunk({ content: values[0]!.placeholder })}data: {"choices":[],"usage":{"prompt_tokens":1}}\r\n\r\ndata: [DONE]\n\n`,
    )
    const out = restoreStream(openaiChat, framing(), [bytes]).out.toString()
    expect(out).toContain(': OPENROUTER PROCESSING\n\n\ndata: ')
    expect(out).toContain('data: {"choices":[],"usage":{"prompt_tokens":1}}\r\n\r\ndata: [DONE]\n\n')
    expect(out).toContain(values[0]!.value)
  })

  test('the end of an answer that the policy cuts is an error of the SDK', async () => {
    const bytes = cutBytes(openaiChat, framing(), Buffer.from(chunk({ content: 'Hello' })))
    await expect(read(bytes)).rejects.toThrow(/Stopped by policy/)
  })
})
