import { expect, test } from 'vitest'
import { anthropicUsageReader } from '../../../proxy/providers/anthropic-usage.ts'

const read = (...events: unknown[]) => {
  const reader = anthropicUsageReader()
  for (const event of events) reader.event(JSON.stringify(event))
  return reader.done()
}

const start = (usage: object) => ({ type: 'message_start', message: { model: 'claude-x', usage } })
const delta = (usage: object) => ({ type: 'message_delta', delta: {}, usage })

test('cached tokens are added to the input, and reported', () => {
  expect(
    read(
      start({ input_tokens: 10, cache_creation_input_tokens: 20, cache_read_input_tokens: 30, output_tokens: 1 }),
      delta({ output_tokens: 7 }),
    ),
  ).toEqual({
    kind: 'measured',
    usage: {
      inputTokens: 60,
      outputTokens: 7,
      cachedInputTokens: 30,
      cacheWriteTokens: 20,
      reasoningTokens: 0,
      basis: 'measured',
      model: 'claude-x',
    },
  })
})

test('later figures are cumulative: zeros in them take nothing back', () => {
  const reading = read(
    start({ input_tokens: 10, output_tokens: 1 }),
    delta({ output_tokens: 5 }),
    delta({ input_tokens: 0, output_tokens: 9 }),
  )
  expect(reading).toMatchObject({ usage: { inputTokens: 10, outputTokens: 9 } })
})

test('a stream that broke off is estimated from its text, tool input and thinking', () => {
  expect(
    read(
      start({ input_tokens: 10, output_tokens: 1 }),
      { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'hm ' } },
      { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{"a"' } },
    ),
  ).toEqual({ kind: 'text', outputText: 'hm {"a"', model: 'claude-x' })
})

test('nothing', () => {
  expect(read()).toEqual({ kind: 'none' })
})
