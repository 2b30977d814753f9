import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chatgptWeb } from '../../../../proxy/streams/formats/chatgpt-web.ts'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
import { chunking, cutBytes, cuts, pieces, plantedText, restoreStream, restoreWhole, values } from '../harness.ts'

const framing = () => sseFraming(1024 * 1024)
const delta = (patch: object) => `event: delta\ndata: ${JSON.stringify(patch)}\n\n`
const added = (parts: string[]) =>
  delta({
    p: '',
    o: 'add',
    v: {
      message: {
        id: 'm1',
        author: { role: 'assistant' },
        recipient: 'all',
        status: 'in_progress',
        content: { content_type: 'text', parts },
      },
      conversation_id: 'conv-1',
    },
    c: 1,
  })
const append = (v: string) => delta({ p: '/message/content/parts/0', o: 'append', v })
const finish = delta({
  p: '',
  o: 'patch',
  v: [
    { p: '/message/status', o: 'replace', v: 'finished_successfully' },
    { p: '/message/end_turn', o: 'replace', v: true },
  ],
})
const opening = 'event: delta_encoding\ndata: "v1"\n\n'
const done = 'data: [DONE]\n\n'

interface Patch {
  p?: string
  o?: string
  v: unknown
  c?: number
}

/** A client of the delta encoding: applies every patch and returns the text of the messages. */
function read(bytes: Buffer): string[] {
  const messages: Record<string, unknown>[] = []
  let last: Required<Patch> = { p: '', o: 'add', v: null, c: 0 }
  const parser = createParser({
    onEvent({ event, data }) {
      if (event !== 'delta') return
      last = { ...last, ...(JSON.parse(data) as Patch) }
      apply(messages, last)
    },
  })
  parser.feed(bytes.toString('utf8'))
  return messages.filter(Boolean).map(message => String(member(message, ['message', 'content', 'parts', '0'])))
}

function apply(messages: Record<string, unknown>[], { p, o, v, c }: Required<Patch>): void {
  if (o === 'patch') {
    for (const inner of v as Patch[]) apply(messages, { p: p + (inner.p ?? ''), o: inner.o ?? 'add', v: inner.v, c })
    return
  }
  if (p === '') {
    messages[c] = v as Record<string, unknown>
    return
  }
  const path = p.slice(1).split('/')
  const holder = member(messages[c], path.slice(0, -1)) as Record<string, unknown>
  const key = path.at(-1)!
  holder[key] = o === 'append' && typeof v === 'string' ? String(holder[key] ?? '') + v : v
}

function member(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], value)
}

describe('chatgpt.com streams', () => {
  test('the patched message reads as restored, appended with and without path, however it was cut', () => {
    fc.assert(
      fc.property(plantedText, cuts, fc.infiniteStream(fc.nat(2)), chunking, (text, at, how, cut) => {
        const [first = '', ...rest] = pieces(text, at)
        let implicit = false
        const events = rest.map(v => {
          const way = how.next().value
          if (way === 0 && implicit) return delta({ v })
          implicit = way !== 2
          return way === 2
            ? delta({ p: '', o: 'patch', v: [{ p: '/message/content/parts/0', o: 'append', v }] })
            : append(v)
        })
        const bytes = Buffer.from(opening + added([first]) + events.join('') + finish + done)
        expect(read(restoreStream(chatgptWeb, framing(), cut(bytes)).out)).toEqual([restoreWhole(text)])
      }),
      { numRuns: 200 },
    )
  })

  test('the conversation id is told, and other events pass as they came', () => {
    const seen: string[] = []
    const bytes = Buffer.from(
      `${opening}${added([''])}data: {"type":"message_marker","conversation_id":"conv-1"}\n\n${append('a')}${finish}${done}`,
    )
    const run = restoreStream(chatgptWeb, framing(), [bytes], { onConversation: id => seen.push(id) })
    expect(new Set(seen)).toEqual(new Set(['conv-1']))
    expect(run.out.equals(bytes)).toBe(true)
  })

  test('a placeholder split between the message that is added and what is appended is restored', () => {
    const { placeholder, value } = values[0]!
    const bytes = Buffer.from(
      opening + added([`to ${placeholder.slice(0, 5)}`]) + append(placeholder.slice(5)) + finish,
    )
    expect(read(restoreStream(chatgptWeb, framing(), [bytes]).out)).toEqual([`to ${value}`])
  })

  test('the closing line is appended before the message is finished', () => {
    const bytes = Buffer.from(opening + added(['']) + append('Hi') + finish + done)
    expect(read(restoreStream(chatgptWeb, framing(), [bytes], { closingLine: () => 'LINE' }).out)).toEqual(['HiLINE'])
  })

  test('a cut stream ends with an error the app shows', () => {
    expect(cutBytes(chatgptWeb, framing(), Buffer.from(opening)).toString()).toContain('"error":"Stopped by policy"')
  })
})
