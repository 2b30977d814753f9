import { GoogleGenAI } from '@google/genai'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { gemini } from '../../../../proxy/streams/formats/gemini.ts'
import { jsonArrayFraming } from '../../../../proxy/streams/framings/json-array.ts'
import { sseFraming } from '../../../../proxy/streams/framings/sse.ts'
import { answering, chunking, cutBytes, cuts, pieces, plantedText, restoreStream, restoreWhole } from '../harness.ts'

const answer = (parts: readonly object[], finishReason?: string) => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...(finishReason ? { finishReason } : {}) }],
  usageMetadata: { promptTokenCount: 1 },
  modelVersion: 'm',
})
const sse = (answers: readonly object[]) =>
  Buffer.from(answers.map(one => `data: ${JSON.stringify(one)}\r\n\r\n`).join(''))
const array = (answers: readonly object[]) =>
  Buffer.from(`[${answers.map(one => JSON.stringify(one, null, 2)).join('\n,\r\n')}\n]\n`)

const byEvents = () => sseFraming(1024 * 1024)
const byElements = () => jsonArrayFraming(1024 * 1024)

/** What the official client makes of the bytes. */
async function read(bytes: Buffer) {
  vi.stubGlobal('fetch', answering(bytes))
  const client = new GoogleGenAI({ apiKey: 'none' })
  const got = { text: '', thought: '', calls: [] as unknown[] }
  for await (const chunk of await client.models.generateContentStream({ model: 'm', contents: 'x' }))
    for (const part of chunk.candidates?.[0]?.content?.parts ?? []) {
      if (part.functionCall) got.calls.push(part.functionCall.args)
      else if (part.thought) got.thought += part.text
      else got.text += part.text
    }
  return got
}

interface Answer {
  candidates: { content: { parts: { text?: string; thought?: boolean }[] } }[]
}
const textOf = (answers: readonly Answer[]) =>
  answers
    .flatMap(one => one.candidates[0]!.content.parts.filter(part => !part.thought).map(part => part.text ?? ''))
    .join('')

afterEach(() => vi.unstubAllGlobals())

describe('Gemini streams', () => {
  test('text, thoughts and call arguments read as restored, however the stream was cut', async () => {
    await fc.assert(
      fc.asyncProperty(plantedText, plantedText, plantedText, cuts, chunking, async (text, thought, arg, at, cut) => {
        const answers = [
          ...pieces(thought, at).map(piece => answer([{ text: piece, thought: true }])),
          ...pieces(text, at).map(piece => answer([{ text: piece }])),
          answer([{ functionCall: { name: 'f', args: { arg } } }], 'STOP'),
        ]
        const got = await read(restoreStream(gemini, byEvents(), cut(sse(answers))).out)
        expect(got).toEqual({
          text: restoreWhole(text),
          thought: restoreWhole(thought),
          calls: [{ arg: restoreWhole(arg) }],
        })
      }),
      { numRuns: 80 },
    )
  })

  test('the array that comes piece by piece stays one valid array', () => {
    fc.assert(
      fc.property(plantedText, cuts, chunking, (text, at, cut) => {
        const answers = [...pieces(text, at).map(piece => answer([{ text: piece }])), answer([{ text: '' }], 'STOP')]
        const run = restoreStream(gemini, byElements(), cut(array(answers)))
        expect(textOf(JSON.parse(run.out.toString()))).toBe(restoreWhole(text))
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['text in the last event', answer([{ text: ' end.' }], 'STOP'), 'Hi end.LINE'],
    ['no text in the last event', answer([], 'STOP'), 'HiLINE'],
  ])('the closing line comes last: %s', (_, last, expected) => {
    const answers = [answer([{ text: 'Hi' }]), last]
    for (const [framing, bytes] of [
      [byElements(), array(answers)],
      [byEvents(), sse(answers)],
    ] as const) {
      const out = restoreStream(gemini, framing, [bytes], { closingLine: () => 'LINE' }).out.toString()
      const got = out.startsWith('[')
        ? JSON.parse(out)
        : out
            .trim()
            .split(/\r?\n\r?\n/)
            .map(event => JSON.parse(event.slice(6)))
      expect(textOf(got)).toBe(expected)
    }
  })

  test('an array that is cut ends with the error as its last element', () => {
    const whole = cutBytes(gemini, byElements(), Buffer.from(`[${JSON.stringify(answer([{ text: 'Hi' }]))}\n,`))
    expect(JSON.parse(whole.toString())).toMatchObject([
      { candidates: [{}] },
      { error: { status: 'PERMISSION_DENIED' } },
    ])
    expect(JSON.parse(cutBytes(gemini, byElements(), Buffer.from('[')).toString())).toMatchObject([
      { error: { code: 403 } },
    ])
  })
})
