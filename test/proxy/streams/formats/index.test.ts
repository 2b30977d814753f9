import { describe, expect, test } from 'vitest'
import { answerShape, socketShape, streamFormats } from '../../../../proxy/streams/formats/index.ts'

const limits = { maxEventBytes: 1000, maxBodyBytes: 1000 }
const shape = (provider: string, operation: string, type: string, failed = false) =>
  answerShape(provider, operation, type, failed, limits)

describe('the format of an answer', () => {
  test.each([
    ['openai', 'chat.completions', 'text/event-stream; charset=utf-8', 'openai-chat', false],
    ['openai', 'responses', 'text/event-stream', 'openai-responses', false],
    ['openai', 'threads', 'text/event-stream', 'generic', false],
    ['openai', 'chat.completions', 'application/json', 'whole-answer', true],
    ['anthropic', 'messages', 'text/event-stream', 'anthropic', false],
    ['gemini', 'streamGenerateContent', 'text/event-stream', 'gemini', false],
    ['gemini', 'streamGenerateContent', 'application/json; charset=UTF-8', 'gemini', false],
    ['gemini', 'generateContent', 'application/json', 'whole-answer', true],
    ['chatgpt-web', 'conversation', 'text/event-stream', 'chatgpt-web', false],
    ['chatgpt-web', 'codex.responses', 'text/event-stream', 'openai-responses', false],
    ['generic', 'other', 'application/x-ndjson', 'generic', false],
    ['generic', 'other', 'text/plain', 'generic', false],
  ])('%s %s %s is %s', (provider, operation, type, id, whole) => {
    expect(shape(provider, operation, type)).toMatchObject({ format: { id }, whole })
  })

  test('an error is read whole', () => {
    expect(shape('gemini', 'streamGenerateContent', 'application/json', true)).toMatchObject({
      format: { id: 'whole-answer' },
    })
  })

  test.each(['image/png', 'application/octet-stream', 'text/html', ''])('%j is not read', type => {
    expect(shape('openai', 'chat.completions', type)).toBeNull()
  })

  test('a socket has the format of its provider, in messages', () => {
    expect(socketShape('openai', 'realtime').format.id).toBe('openai-responses')
    expect(socketShape('generic', 'other').format.id).toBe('generic')
  })
})

test.each(streamFormats.map(format => [format.id, format] as const))(
  '%s: the error that ends a stream has the words of the rule',
  (_, format) => {
    const events = format.open().cut({ message: 'Stopped here', code: 'policy_blocked', eventId: 'ev_1' })
    expect(events.map(event => event.data).join()).toContain('Stopped here')
  },
)
