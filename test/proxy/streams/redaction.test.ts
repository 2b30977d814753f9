/** Rules about answers in every format: what comes out is the redaction of the whole text, however the stream was cut; clean streams are the same bytes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createScanner, sample } from '../../../policy/scan.ts'
import { createEngine } from '../../../proxy/streams/engine.ts'
import { anthropic } from '../../../proxy/streams/formats/anthropic.ts'
import { chatgptWeb } from '../../../proxy/streams/formats/chatgpt-web.ts'
import { gemini } from '../../../proxy/streams/formats/gemini.ts'
import { generic } from '../../../proxy/streams/formats/generic.ts'
import { openaiChat } from '../../../proxy/streams/formats/openai-chat.ts'
import { openaiResponses } from '../../../proxy/streams/formats/openai-responses.ts'
import { jsonArrayFraming } from '../../../proxy/streams/framings/json-array.ts'
import { lineFraming } from '../../../proxy/streams/framings/lines.ts'
import { sseFraming } from '../../../proxy/streams/framings/sse.ts'
import type { Framing, StreamFormat } from '../../../proxy/streams/types.ts'
import { compilePolicy } from '../gate.ts'
import { chunking, cuts, feed, pieces } from './harness.ts'

const rules = compilePolicy(
  'detectors: { p: { words: ["Project Bluebird"], ignore_case: true } }\nrules:\n  - { id: r, when: { direction: response, content: { any_of: [secrets, personal, financial, custom] } }, action: redact }\n',
).responses!
const watcher = () => rules.watch(finding => ({ kind: 'replace', text: `[${finding.detector}]` }))

/** The redaction of a text that came at once. */
function redactWhole(text: string): string {
  const whole = watcher()
  whole.push(text)
  whole.end()
  let out = ''
  let at = 0
  for (const edit of whole.take()) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

const scanner = createScanner()
const values = ['aws-access-key-id', 'github-token', 'email-address', 'credit-card', 'iban', 'jwt'].map(id => {
  const text = sample(id)
  const found = scanner.scan([{ text }]).find(finding => finding.detector === id)!
  return text.slice(found.start, found.end)
})
const part = fc.oneof(
  fc.lorem({ maxCount: 4 }),
  fc.constantFrom('項目は', '- item\n', '"quoted"', 'a\\b', '12', '🦅'),
  fc.constantFrom(...values, 'project bluebird'),
)
const text = fc.array(part, { maxLength: 8 }).map(parts => parts.join(' '))

interface Case {
  readonly format: StreamFormat
  readonly framing: () => Framing
  readonly write: (parts: readonly string[]) => string
  /** The text of one event's data. */
  readonly read: (event: Record<string, unknown>) => string
}
const sse = () => sseFraming(1 << 20)
const data = (value: object, name?: string) => `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(value)}\n\n`
const at = (value: unknown, ...path: (string | number)[]): string =>
  String(
    path.reduce<unknown>((here, key) => (here as Record<string | number, unknown> | undefined)?.[key], value) ?? '',
  )
const geminiPart = (one: string) => ({ candidates: [{ content: { parts: [{ text: one }] } }] })

const cases: Readonly<Record<string, Case>> = {
  'OpenAI chat': {
    format: openaiChat,
    framing: sse,
    write: parts => parts.map(content => data({ choices: [{ index: 0, delta: { content } }] })).join(''),
    read: event => at(event, 'choices', 0, 'delta', 'content'),
  },
  'OpenAI responses': {
    format: openaiResponses,
    framing: sse,
    write: parts =>
      parts
        .map(delta =>
          data({ type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, delta }),
        )
        .join(''),
    read: event => at(event, 'delta'),
  },
  Anthropic: {
    format: anthropic,
    framing: sse,
    write: parts =>
      parts
        .map(one =>
          data(
            { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: one } },
            'content_block_delta',
          ),
        )
        .join(''),
    read: event => at(event, 'delta', 'text'),
  },
  'Gemini SSE': {
    format: gemini,
    framing: sse,
    write: parts => parts.map(one => data(geminiPart(one))).join(''),
    read: event => at(event, 'candidates', 0, 'content', 'parts', 0, 'text'),
  },
  'Gemini array': {
    format: gemini,
    framing: () => jsonArrayFraming(1 << 20),
    write: parts => `[${parts.map(one => JSON.stringify(geminiPart(one))).join(',\n')}]`,
    read: event => at(event, 'candidates', 0, 'content', 'parts', 0, 'text'),
  },
  'ChatGPT web': {
    format: chatgptWeb,
    framing: sse,
    write: parts =>
      parts.map((v, i) => data(i === 0 ? { p: '/message/content/parts/0', o: 'append', v } : { v }, 'delta')).join(''),
    read: event => at(event, 'v'),
  },
  'generic NDJSON': {
    format: generic,
    framing: () => lineFraming(1 << 20),
    write: parts => parts.map(response => `${JSON.stringify({ response })}\n`).join(''),
    read: event => at(event, 'response'),
  },
}

function eventsOf(bytes: string): Record<string, unknown>[] {
  if (bytes.startsWith('[')) return JSON.parse(bytes)
  return bytes
    .split('\n')
    .map(line => line.replace(/^data: /, ''))
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
}

describe.each(Object.entries(cases))('%s', (_, { format, framing, write, read }) => {
  const run = (bytes: string, cut: (bytes: Buffer) => Buffer[]) =>
    feed(createEngine({ framing: framing(), reader: format.open(), watch: () => [watcher()] }), cut(Buffer.from(bytes)))

  test('the redacted stream reads as the redacted text', () => {
    fc.assert(
      fc.property(text, cuts, chunking, (whole, places, cut) => {
        const out = run(write(pieces(whole, places)), cut).out.toString()
        expect(eventsOf(out).map(read).join('')).toBe(redactWhole(whole))
      }),
      { numRuns: 60 },
    )
  })

  test('a stream without findings is the same bytes', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), cuts, chunking, (whole, places, cut) => {
        const bytes = write(pieces(whole, places))
        expect(run(bytes, cut).out.toString()).toBe(bytes)
      }),
      { numRuns: 40 },
    )
  })
})

test('arguments of tools stay JSON, and a value in them is redacted, also behind an escape', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...values.slice(0, 3)),
      fc.lorem({ maxCount: 3 }),
      cuts,
      chunking,
      (value, words, places, cut) => {
        const args = JSON.stringify({ command: `${words}\n${value} "x"\n`, n: 1 })
        const bytes = pieces(args, places)
          .map(one =>
            data({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: one } }] } }] }),
          )
          .join('')
        const engine = createEngine({ framing: sse(), reader: openaiChat.open(), watch: () => [watcher()] })
        const out = feed(engine, cut(Buffer.from(bytes))).out.toString()
        const written = eventsOf(out)
          .map(event => at(event, 'choices', 0, 'delta', 'tool_calls', 0, 'function', 'arguments'))
          .join('')
        expect(written).not.toContain(value)
        expect(JSON.parse(written).n).toBe(1)
        expect(JSON.parse(written).command).toMatch(/\n\[[a-z-]+\] "x"\n$/)
      },
    ),
    { numRuns: 100 },
  )
})
