import { expect, test } from 'vitest'
import { openaiUsageReader } from '../../../proxy/providers/openai-usage.ts'

const read = (...events: unknown[]) => {
  const reader = openaiUsageReader()
  for (const event of events) reader.event(typeof event === 'string' ? event : JSON.stringify(event))
  return reader.done()
}

test('of usage on every chunk the last one counts', () => {
  const usage = (n: number) => ({ model: 'm', choices: [], usage: { prompt_tokens: 5, completion_tokens: n } })
  expect(read(usage(1), usage(2), usage(9), '[DONE]')).toMatchObject({
    usage: { inputTokens: 5, outputTokens: 9, model: 'm' },
  })
})

test.each([
  [{ prompt_tokens: 10, completion_tokens: 1, prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 2 }, 8],
  [{ prompt_tokens: 10, completion_tokens: 1, cached_prompt_text_tokens: 7 }, 7],
  [{ prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 6 } }, 6],
])('cached tokens of %j', (usage, cached) => {
  expect(read({ usage })).toMatchObject({ usage: { inputTokens: 10, cachedInputTokens: cached } })
})

test('usage under x_groq is found', () => {
  expect(read({ choices: [], x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } })).toMatchObject({
    kind: 'measured',
    usage: { inputTokens: 1, outputTokens: 2 },
  })
})

test('reasoning inside completion_tokens is not counted twice', () => {
  const usage = {
    prompt_tokens: 10,
    completion_tokens: 50,
    total_tokens: 60,
    completion_tokens_details: { reasoning_tokens: 40 },
  }
  expect(read({ usage })).toMatchObject({ usage: { outputTokens: 50, reasoningTokens: 40 } })
})

test('an answer that talks about usage is not measured by it', () => {
  expect(read({ choices: [{ message: { content: '"usage":{"prompt_tokens":1}' } }] })).toEqual({
    kind: 'text',
    outputText: '"usage":{"prompt_tokens":1}',
  })
})

test('text of a whole Responses answer, thoughts and old completions', () => {
  expect(read({ output: [{ content: [{ text: 'a' }] }, { arguments: '{}' }] })).toMatchObject({ outputText: 'a{}' })
  expect(read({ choices: [{ delta: { reasoning_content: 'hm ', content: 'yes' } }] })).toMatchObject({
    outputText: 'hm yes',
  })
  expect(read({ choices: [{ text: 'done' }] })).toMatchObject({ outputText: 'done' })
})

test('nothing, and nothing of use', () => {
  expect(read()).toEqual({ kind: 'none' })
  expect(read('not json', '[1]')).toEqual({ kind: 'text', outputText: '' })
})
