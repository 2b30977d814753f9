import { expect, test } from 'vitest'
import { createTokenCounter } from '../../proxy/tokens.ts'

test('counts each text, and estimates when the tokenizer cannot', async () => {
  const tokens = createTokenCounter({ tokenizer: { maxChars: 0 } })
  expect(await tokens.count(['hello world', ''])).toEqual([2, 0])
  expect(tokens.estimate(['hello world', 'hello world'])).toBe(4)
  await tokens.close()
  expect(await tokens.count(['hello world'])).toEqual([2])
})

test('reserves what answers of this app and model usually have', () => {
  const tokens = createTokenCounter()
  const before = tokens.learnedOutput('openai-api', 'gpt-4o', 'chat')
  for (let i = 0; i < 100; i++) tokens.learn('openai-api', 'gpt-4o', 'chat', 50)
  expect(tokens.learnedOutput('openai-api', 'gpt-4o', 'chat')).toBeLessThan(before / 10)
})
