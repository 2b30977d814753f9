import { describe, expect, test } from 'vitest'
import type { Segment } from '../../policy/segment.ts'
import { conversationOf } from '../../proxy/conversation.ts'
import { readDocument } from '../../proxy/documents/index.ts'
import type { RequestHead } from '../../proxy/providers/types.ts'

const turn = (text: string, role: Segment['role'] = 'user'): Segment => ({
  text,
  role,
  kind: role === 'user' ? 'prompt' : 'history',
  place: 'p',
  editable: true,
})
const hash = (text: string) => `#${text.length}:${text.slice(-5)}`
const vault = { conversationNamed: (_: string, id: string) => (id === 'conv-known' ? 'turn:first' : undefined) }

function of(body: object, segments: Segment[], more: { operation?: string; path?: string } = {}) {
  // Only the path is looked at.
  const head = { path: more.path ?? '/v1/chat/completions' } as RequestHead
  const document = readDocument(Buffer.from(JSON.stringify(body)), 'application/json')
  return conversationOf(
    { provider: 'p', operation: more.operation ?? 'chat.completions', head, document, segments },
    'ann',
    vault,
    hash,
  )
}

describe('which conversation a request belongs to', () => {
  test('one that resends its history is named by its first turn', () => {
    const first = of({}, [turn('You are a bot', 'system'), turn('Hello there')])
    const later = of({}, [turn('You are a bot', 'system'), turn('Hello there'), turn('Hi!', 'assistant'), turn('More')])
    expect(later).toEqual(first)
    expect(first.resendsHistory).toBe(true)
    expect(first.key).not.toContain('Hello')
    expect(of({}, [turn('Hello world')]).key).not.toBe(first.key)
  })

  test.each([
    [{ conversation_id: 'c-1' }, '/', 'id:c-1'],
    [{ previous_response_id: 'resp_1' }, '/v1/responses', 'id:resp_1'],
    [{ conversation: { id: 'conv_9' } }, '/v1/responses', 'id:conv_9'],
    [{ prompt: 'x' }, '/api/organizations/o/chat_conversations/0a1b2c3d-e/completion', 'id:0a1b2c3d-e'],
    [{}, '/v1/threads/thread_abc123/messages', 'id:thread_abc123'],
  ])('an app that names its conversations: %j %s', (body, path, key) => {
    expect(of(body, [turn('x')], { operation: 'conversation', path })).toEqual({ key, resendsHistory: false })
  })

  test('a conversation that got its name in its first answer keeps its key', () => {
    expect(of({ conversation_id: 'conv-known' }, [turn('second turn')]).key).toBe('turn:first')
  })

  test('a first turn of an app that will not resend it is remembered', () => {
    expect(of({}, [turn('x')], { operation: 'responses' }).resendsHistory).toBe(false)
  })
})
