import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../proxy/documents/index.ts'
import { generic } from '../../../proxy/providers/generic.ts'
import { headOf, runFixtures } from './fixtures.ts'
import { blocked } from './refused.ts'
import { makeToken } from './token.ts'

runFixtures(generic)

describe('kinds are guessed from the head', () => {
  test.each([
    ['POST', '/rest/app-chat/conversations/new', '', 'chat'],
    ['POST', '/api/v0/chat/completion', '', 'chat'],
    ['POST', '/rest/sse/perplexity_ask', '', 'chat'],
    ['GET', '/api/streamingSearch', 'q=hello', 'chat'],
    ['GET', '/api/streamingSearch', '', 'other'],
    ['POST', '/api/organizations/1/upload', '', 'upload'],
    ['POST', '/telemetry/chat', '', 'other'],
    ['GET', '/chat', '', 'other'],
    ['POST', '/v1/settings', '', 'other'],
  ])('%s %s?%s is %s', (method, path, query, kind) => {
    expect(generic.match(headOf({ method, path, query }))?.kind).toBe(kind)
  })

  test('an upgrade is a WebSocket', () => {
    const head = headOf({ method: 'GET', path: '/c/api/chat', headers: { upgrade: 'websocket' } })
    expect(generic.match(head)?.kind).toBe('websocket')
  })
})

test('edits reach body and query; credentials in the query are neither read nor touched', () => {
  const head = headOf({ path: '/chat', query: 'access_token=SECRET&q=a+SECRET' })
  const document = readDocument(Buffer.from('prompt=the+SECRET&x=1'), 'application/x-www-form-urlencoded')
  const endpoint = generic.match(head)!
  const { segments } = generic.extract(document, endpoint, head)
  expect(segments.map(s => [s.place, s.kind, s.label, s.text])).toEqual([
    ['prompt', 'prompt', 'prompt', 'the SECRET'],
    ['x', 'parameter', 'x', '1'],
    ['query.q', 'parameter', 'q', 'a SECRET'],
  ])
  const edits = segments.flatMap(({ text }, segment) => {
    const start = text.indexOf('SECRET')
    return start < 0 ? [] : [{ segment, start, end: start + 6, replacement: '[R]' }]
  })
  expect(generic.rewrite(document, edits, endpoint, head).toString()).toBe('prompt=the+%5BR%5D&x=1')
  expect(generic.rewriteQuery!(edits, segments, head)).toBe('access_token=SECRET&q=a+%5BR%5D')
})

test('a refusal is problem details that most clients can show', () => {
  const answer = generic.refuse(blocked, null, headOf({}))
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(answer.body)).toMatchObject({
    status: 403,
    detail: blocked.message,
    code: 'policy_blocked',
    event: 'ev_1',
    error: { message: blocked.message },
  })
})

test.each<[Parameters<typeof headOf>[0], unknown]>([
  [
    { headers: { authorization: `Bearer ${makeToken({ upn: 'ann@acme.example' })}` } },
    { kind: 'email', value: 'ann@acme.example' },
  ],
  [
    { path: '/api/organizations/11111111-2222-3333-4444-555555555555/chat_conversations' },
    { kind: 'organization', value: '11111111-2222-3333-4444-555555555555' },
  ],
  [{ headers: { 'x-api-key': 'k' } }, { kind: 'api-key', value: 'k' }],
  [{}, null],
])('account of %j', (head, expected) => {
  expect(generic.account(headOf(head))).toEqual(expected)
})
