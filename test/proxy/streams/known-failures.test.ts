/** Failures of other gateways, as people reported them, that Sluice does not have. */
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { derivePlaceholder } from '../../../policy/placeholder.ts'
import { planRedaction } from '../../../policy/redact.ts'
import { createReplace } from '../../../policy/redaction-style.ts'
import { createRestorer } from '../../../policy/restore.ts'
import type { Segment } from '../../../policy/segment.ts'
import { openaiUsageReader } from '../../../proxy/providers/openai-usage.ts'
import { createEngine } from '../../../proxy/streams/engine.ts'
import { openaiChat } from '../../../proxy/streams/formats/openai-chat.ts'
import { openaiResponses } from '../../../proxy/streams/formats/openai-responses.ts'
import { sseFraming } from '../../../proxy/streams/framings/sse.ts'
import type { StreamFormat } from '../../../proxy/streams/types.ts'
import { makeSecret } from '../../secrets.ts'
import { compilePolicy } from '../gate.ts'
import { answering, feed, restoreStream, values } from './harness.ts'

const framing = () => sseFraming(1 << 20)
const chunk = (delta: object, more: object = {}) =>
  Buffer.from(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: null }], ...more })}\n\n`,
  )
const characters = (text: string) => [...text]

/** The stream after a policy that redacts secrets in answers. */
function redacting(format: StreamFormat, chunks: readonly Buffer[]): Buffer {
  const rules = compilePolicy(
    'rules:\n  - { id: r, when: { direction: response, content: secrets }, action: redact }\n',
  ).responses!
  const watch = () => [rules.watch(finding => ({ kind: 'replace', text: `[${finding.detector}]` }))]
  return feed(createEngine({ framing: framing(), reader: format.open(), watch }), chunks).out
}

async function contentOf(bytes: Buffer): Promise<string> {
  const client = new OpenAI({ apiKey: 'none', fetch: answering(bytes), maxRetries: 0 })
  let content = ''
  for await (const part of await client.chat.completions.create({ model: 'm', messages: [], stream: true }))
    content += part.choices[0]?.delta.content ?? ''
  return content
}

describe('https://github.com/BerriAI/litellm', () => {
  test('41611: a value that is split over several stream chunks is not missed', async () => {
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    const out = redacting(
      openaiChat,
      characters(`The key is ${key}, ok`).map(content => chunk({ content })),
    )
    expect(await contentOf(out)).toBe('The key is [aws-access-key-id], ok')
  })

  test('29134: the first piece of a stream does not wait for the last', () => {
    const { placeholder, value } = values[0]!
    const parts = ['Dear ', placeholder.slice(0, 7), placeholder.slice(7), ', thank', ' you.']
    const { pieces } = restoreStream(
      openaiChat,
      framing(),
      parts.map(content => chunk({ content })),
    )
    const texts = pieces.map(one => Buffer.concat(one.slice()).toString())
    expect(texts.map(text => text !== '')).toEqual([true, false, true, true, true, false])
    expect(texts[2]).toContain(value)
  })

  test('30316: placeholders that look alike are not taken for one another', async () => {
    const scope = { key: Buffer.alloc(32, 5), person: 'ann', conversation: 'c' }
    const people = new Map(
      Array.from({ length: 120 }, (_, i) => [derivePlaceholder(scope, 'NAME', `person ${i}`), `Person ${i}!`]),
    )
    const said = [...people.keys()].join('')
    const engine = createEngine({
      framing: framing(),
      reader: openaiChat.open(),
      // Without separators each stands inside a word; with any mark they are told apart.
      watch: () => [createRestorer(name => people.get(name), { restored: 0, nearMisses: 0 })],
    })
    const out = feed(
      engine,
      [...people.keys()]
        .join('-')
        .match(/.{1,5}/g)!
        .map(content => chunk({ content })),
    ).out
    expect(await contentOf(out)).toBe([...people.values()].join('-'))
    expect(said.length).toBeGreaterThan(1000)
  })

  test('41600: a value has one placeholder in every turn, and a placeholder is never masked again', () => {
    const scope = { key: Buffer.alloc(32, 5), person: 'ann', conversation: 'c' }
    const replace = createReplace({
      placeholder: (kind, value) => derivePlaceholder(scope, kind, value),
      hash: value => value,
    })
    const scanner = compilePolicy('').scanner
    const mail = makeSecret('[a-z]{8}@[a-z]{7}-ag\\.de')
    const turn = (text: string): Segment => ({ text, role: 'user', kind: 'prompt', place: 'p', editable: true })
    const redacted = (text: string): string => {
      const segments = [turn(text)]
      const findings = scanner.scan(segments)
      const indexes = findings.map((_, i) => i)
      const { edits } = planRedaction(segments, findings, indexes, { styles: indexes.map(() => 'restore'), replace })
      return edits
        .toReversed()
        .reduce((out, edit) => out.slice(0, edit.start) + edit.replacement + out.slice(edit.end), text)
    }
    const first = redacted(`Mail ${mail} today`)
    expect(first).not.toContain(mail)
    const second = redacted(`${first} and ${mail} tomorrow`)
    expect(second).toBe(`${first} and ${first.split(' ')[1]} tomorrow`)
    expect(redacted(second)).toBe(second)
  })

  test('30728: tool-call arguments and the Responses API are inspected like text', async () => {
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    const args = JSON.stringify({ command: `export KEY=${key}\necho done` })
    const chat = redacting(
      openaiChat,
      characters(args).map(one => chunk({ tool_calls: [{ index: 0, function: { arguments: one } }] })),
    )
    expect(chat.toString()).not.toContain(key)
    const written = [...chat.toString().matchAll(/"arguments":("(?:[^"\\]|\\.)*")/g)]
      .map(([, text]) => JSON.parse(text!))
      .join('')
    expect(JSON.parse(written)).toEqual({ command: 'export KEY=[aws-access-key-id]\necho done' })
    const events = [
      ...characters(`key ${key}.`).map(delta => ({
        type: 'response.output_text.delta',
        item_id: 'm',
        output_index: 0,
        content_index: 0,
        delta,
      })),
      { type: 'response.output_text.done', item_id: 'm', output_index: 0, content_index: 0, text: `key ${key}.` },
    ]
    const responses = redacting(
      openaiResponses,
      events.map(event => Buffer.from(`data: ${JSON.stringify(event)}\n\n`)),
    )
    expect([...responses.toString().matchAll(/"delta":"([^"]*)"/g)].map(([, text]) => text).join('')).toBe(
      'key [aws-access-key-id].',
    )
    expect(responses.toString()).toContain('"text":"key [aws-access-key-id]."')
  })

  test('36168: usage on a chunk whose choices are not empty is passed on and read', () => {
    const usage = chunk({}, { usage: { prompt_tokens: 11, completion_tokens: 7 } })
    const run = restoreStream(openaiChat, framing(), [chunk({ content: 'hi' }), usage, Buffer.from('data: [DONE]\n\n')])
    expect(run.pieces[1]![0]).toBe(usage)
    const reader = openaiUsageReader()
    reader.event(usage.toString().slice(6).trim())
    expect(reader.done()).toMatchObject({ kind: 'measured', usage: { inputTokens: 11, outputTokens: 7 } })
  })
})
