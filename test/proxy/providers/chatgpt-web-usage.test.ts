import { expect, test } from 'vitest'
import { chatgptUsageReader } from '../../../proxy/providers/chatgpt-web-usage.ts'

const read = (...events: unknown[]) => {
  const reader = chatgptUsageReader()
  for (const event of events) reader.event(typeof event === 'string' ? event : JSON.stringify(event))
  return reader.done()
}

test('patches without a path go where the one before went; other paths are no text', () => {
  expect(
    read(
      { p: '/message/content/parts/0', o: 'append', v: 'a' },
      { v: 'b' },
      { p: '/message/status', o: 'replace', v: 'finished' },
      { v: 'not text' },
      { p: '/message/content/parts/0', o: 'append', v: 'c' },
    ),
  ).toEqual({ kind: 'text', outputText: 'abc' })
})

test('messages of the person are no output', () => {
  expect(read({ v: { message: { author: { role: 'user' }, content: { parts: ['mine'] } } } })).toEqual({
    kind: 'text',
    outputText: '',
  })
})

test('the model that answered is the last one named', () => {
  expect(
    read({ metadata: { resolved_model_slug: 'auto' } }, { metadata: { resolved_model_slug: 'gpt-5' } }),
  ).toMatchObject({ model: 'gpt-5' })
})

test('nothing', () => {
  expect(read('[DONE]')).toEqual({ kind: 'none' })
})
