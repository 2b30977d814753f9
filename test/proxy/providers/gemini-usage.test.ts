import { expect, test } from 'vitest'
import { geminiUsageReader } from '../../../proxy/providers/gemini-usage.ts'

const read = (...events: unknown[]) => {
  const reader = geminiUsageReader()
  for (const event of events) reader.event(JSON.stringify(event))
  return reader.done()
}

test('thoughts are part of the output, tool prompts part of the input; the last figures count', () => {
  const usageMetadata = {
    promptTokenCount: 10,
    candidatesTokenCount: 5,
    thoughtsTokenCount: 7,
    toolUsePromptTokenCount: 2,
  }
  expect(read({ usageMetadata: { promptTokenCount: 10 } }, { usageMetadata, modelVersion: 'g' })).toEqual({
    kind: 'measured',
    usage: {
      inputTokens: 12,
      outputTokens: 12,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 7,
      basis: 'measured',
      model: 'g',
    },
  })
})

test('Code Assist wraps the answer', () => {
  const response = { candidates: [{ content: { parts: [{ text: 'a' }, { text: 'b' }] } }] }
  expect(read({ response })).toEqual({ kind: 'text', outputText: 'ab' })
  expect(read({ response: { ...response, usageMetadata: { promptTokenCount: 3 } } })).toMatchObject({
    usage: { inputTokens: 3 },
  })
})

test('nothing', () => {
  expect(read()).toEqual({ kind: 'none' })
})
