import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wholeAnswer } from '../../../../proxy/streams/formats/whole-answer.ts'
import { bodyFraming } from '../../../../proxy/streams/framings/whole.ts'
import { chunking, plantedText, restoreStream, restoreWhole, values } from '../harness.ts'

const body = () => bodyFraming(1 << 20)

describe('answers that come as one JSON body', () => {
  test('every string is restored, arguments inside their own JSON', () => {
    fc.assert(
      fc.property(plantedText, plantedText, fc.nat(3), chunking, (text, arg, indent, cut) => {
        const answer = {
          id: 'x',
          choices: [
            {
              message: { content: text, tool_calls: [{ function: { name: 'f', arguments: JSON.stringify({ arg }) } }] },
            },
          ],
        }
        const out = restoreStream(wholeAnswer, body(), cut(Buffer.from(JSON.stringify(answer, null, indent)))).out
        const got = JSON.parse(out.toString())
        expect(got.choices[0].message.content).toBe(restoreWhole(text))
        expect(JSON.parse(got.choices[0].message.tool_calls[0].function.arguments)).toEqual({ arg: restoreWhole(arg) })
      }),
    )
  })

  test('the arguments of a tool are restored whatever their members are called', () => {
    const { placeholder, value } = values[0]!
    const content = [{ type: 'tool_use', id: 'toolu_1', name: 'send', input: { name: placeholder, id: placeholder } }]
    const out = restoreStream(wholeAnswer, body(), [Buffer.from(JSON.stringify({ content }))]).out
    expect(JSON.parse(out.toString()).content[0].input).toEqual({ name: value, id: value })
  })

  test('an answer with nothing to restore is the same bytes', () => {
    const bytes = Buffer.from('{ "a" : "\\u00e9\\/ text", "b":[1, "c"] }\n')
    expect(restoreStream(wholeAnswer, body(), [bytes]).out.equals(bytes)).toBe(true)
  })

  test('signed thinking is left as it is', () => {
    const content = [{ type: 'thinking', thinking: values[0]!.placeholder, signature: 's' }]
    const bytes = Buffer.from(JSON.stringify({ type: 'message', content }))
    expect(restoreStream(wholeAnswer, body(), [bytes]).out.equals(bytes)).toBe(true)
  })

  test.each([
    ['openai', { choices: [{ message: { content: 'Hi' } }] }, 'choices.0.message.content'],
    ['responses', { object: 'response', output: [{ content: [{ text: 'Hi' }] }] }, 'output.0.content.0.text'],
    ['anthropic', { content: [{ type: 'text', text: 'Hi' }] }, 'content.0.text'],
    ['gemini', { candidates: [{ content: { parts: [{ text: 'Hi' }] } }] }, 'candidates.0.content.parts.0.text'],
  ])('the closing line ends the text: %s', (_, answer, place) => {
    const out = restoreStream(wholeAnswer, body(), [Buffer.from(JSON.stringify(answer))], {
      closingLine: () => ' LINE',
    }).out
    const got = place
      .split('.')
      .reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], JSON.parse(out.toString()))
    expect(got).toBe('Hi LINE')
  })

  test('an answer that calls a tool gets no closing line', () => {
    const bytes = Buffer.from(
      JSON.stringify({
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'tool_use', input: { a: 'b' } },
        ],
      }),
    )
    expect(restoreStream(wholeAnswer, body(), [bytes], { closingLine: () => 'LINE' }).out.equals(bytes)).toBe(true)
  })
})
