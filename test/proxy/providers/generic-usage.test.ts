import { expect, test } from 'vitest'
import { genericUsageReader } from '../../../proxy/providers/generic-usage.ts'

const read = (...events: unknown[]) => {
  const reader = genericUsageReader()
  for (const event of events) reader.event(JSON.stringify(event))
  return reader.done()
}

test('a familiar usage object is believed', () => {
  expect(read({ answer: 'x', usage: { input_tokens: 3, output_tokens: 4 } })).toMatchObject({
    kind: 'measured',
    usage: { inputTokens: 3, outputTokens: 4 },
  })
})

test('else text is what stands under names for text', () => {
  expect(
    read({ result: { token: 'a' } }, { delta: { content: [{ text: 'b' }] }, id: 'no', model: 'm' }, { blocks: ['no'] }),
  ).toEqual({ kind: 'text', outputText: 'ab', model: 'm' })
})

test('nothing', () => {
  expect(read()).toEqual({ kind: 'none' })
})
