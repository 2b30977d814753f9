import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { openai } from '../../../proxy/providers/openai.ts'
import { headOf, runFixtures } from './fixtures.ts'
import { blocked, overLimit, refuseClient } from './refused.ts'
import { makeToken } from './token.ts'

runFixtures(openai)

describe('match', () => {
  test.each([
    ['POST', '/v1/chat/completions', 'chat.completions'],
    ['POST', '/api/v1/chat/completions', 'chat.completions'],
    ['POST', '/openai/v1/chat/completions/', 'chat.completions'],
    ['POST', '/inference/v1/embeddings', 'embeddings'],
    ['POST', '/chat/completions', 'chat.completions'],
    ['POST', '/v1/responses', 'responses'],
    ['POST', '/v1/threads/t1/messages', 'threads'],
    ['GET', '/v1/responses/resp_1', 'resource'],
    ['GET', '/v1/files', 'resource'],
    ['POST', '/v1/uploads/u1/parts', 'uploads.parts'],
    ['POST', '/backend-api/codex/responses', 'responses'],
  ])('%s %s is %s', (method, path, operation) => {
    expect(openai.match(headOf({ method, path }))?.operation).toBe(operation)
  })

  test.each(['/', '/index.html', '/v1/messages', '/v2/chat', '/rest/app-chat/conversations/1/responses', '/api/files'])(
    '%s is not known',
    path => {
      expect(openai.match(headOf({ path }))).toBeNull()
    },
  )
})

test('an edit of a tool argument re-encodes both levels and nothing else', () => {
  const body = Buffer.from(
    '{"model":"m", "messages":[{"role":"assistant","tool_calls":[{"function":{"arguments":"{\\"key\\": \\"SECRET\\"}"}}]}]}',
  )
  const document = readDocument(body, 'application/json')
  const head = headOf({ path: '/v1/chat/completions', query: 'note=SECRET&x=1' })
  const endpoint = openai.match(head)!
  const { segments } = openai.extract(document, endpoint, head)
  const edits = segments.flatMap(({ text }, segment) =>
    text === 'SECRET' ? [{ segment, start: 0, end: 6, replacement: '[R "1"]' }] : [],
  )
  expect(edits).toHaveLength(2)
  expect(openai.rewrite(document, edits, endpoint, head).toString()).toBe(
    body.toString().replace('SECRET', String.raw`[R \\\"1\\\"]`),
  )
  expect(openai.rewriteQuery!(edits, segments, head)).toBe('note=%5BR+%221%22%5D&x=1')
})

describe('the official SDK', () => {
  const ask = (stream: boolean) => (baseUrl: string) =>
    new OpenAI({ apiKey: 'none', baseURL: `${baseUrl}/v1` }).chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'hi' }],
      stream,
    })

  test.each([false, true])('raises its typed error for a block and does not ask again (stream: %s)', async stream => {
    const { error, requests } = await refuseClient('openai', blocked, ask(stream))
    expect(error).toBeInstanceOf(OpenAI.PermissionDeniedError)
    expect(error).toMatchObject({ status: 403, code: 'policy_blocked', type: 'policy_violation' })
    expect(String(error)).toContain(blocked.message)
    expect(requests).toBe(1)
  })

  test('does not sleep for hours over a limit', async () => {
    const { error, requests } = await refuseClient('openai', overLimit, ask(false))
    expect(error).toBeInstanceOf(OpenAI.RateLimitError)
    expect(error).toMatchObject({ code: 'insufficient_quota' })
    expect(requests).toBe(1)
  })

  test('asks again once a short wait is over', async () => {
    const { requests } = await refuseClient('openai', { ...overLimit, retryAfterSeconds: 1 }, baseUrl =>
      new OpenAI({ apiKey: 'none', baseURL: `${baseUrl}/v1`, maxRetries: 1 }).models.list(),
    )
    expect(requests).toBe(2)
  })
})

test('Azure gets its own error shape', () => {
  const answer = openai.refuse(blocked, null, headOf({ host: 'acme.openai.azure.com' }))
  expect(JSON.parse(answer.body)).toEqual({
    error: { code: 'policy_blocked', message: blocked.message, innererror: { code: 'policy_blocked' } },
  })
})

describe('account', () => {
  const token = makeToken({ 'https://api.openai.com/profile': { email: 'ann@acme.example' } })
  test.each<[Record<string, string>, unknown]>([
    [{ authorization: `Bearer ${token}` }, { kind: 'email', value: 'ann@acme.example' }],
    [
      { authorization: 'Bearer key', 'openai-organization': 'org-1' },
      { kind: 'organization', value: 'org-1' },
    ],
    [
      { authorization: 'Bearer key', 'openai-project': 'proj-1' },
      { kind: 'project', value: 'proj-1' },
    ],
    [{ authorization: 'Bearer key' }, { kind: 'api-key', value: 'key' }],
    [{ 'api-key': 'azure' }, { kind: 'api-key', value: 'azure' }],
    [{}, null],
  ])('%j', (headers, expected) => {
    expect(openai.account(headOf({ headers }))).toEqual(expected)
  })
})
