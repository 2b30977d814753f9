import { expect, test } from 'vitest'
import { chatgptWeb } from '../../../proxy/providers/chatgpt-web.ts'
import { headOf, runFixtures } from './fixtures.ts'
import { blocked } from './refused.ts'
import { makeToken } from './token.ts'

runFixtures(chatgptWeb)

test.each([
  ['POST', '/backend-api/conversation', 'conversation', 'chat'],
  ['POST', '/backend-anon/f/conversation', 'conversation', 'chat'],
  ['POST', '/unauth-mweb/conversation/updates', 'conversation', 'chat'],
  ['POST', '/backend-api/conversation/prepare', 'conversation.prepare', 'draft'],
  ['POST', '/backend-api/files/process_upload_stream', 'files', 'upload'],
  ['GET', '/backend-api/conversations', 'resource', 'other'],
  ['POST', '/backend-api/stop_conversation', 'resource', 'other'],
  ['POST', '/backend-api/codex/responses', 'codex.responses', 'chat'],
])('%s %s is %s', (method, path, operation, kind) => {
  expect(chatgptWeb.match(headOf({ host: 'chatgpt.com', method, path }))).toEqual({ operation, kind })
})

test('pages are not known', () => {
  expect(chatgptWeb.match(headOf({ host: 'chatgpt.com', method: 'GET', path: '/c/1' }))).toBeNull()
})

test('a refusal stands in `detail`, which the page shows; Codex gets the API shape', () => {
  const refuse = (path: string) => {
    const head = headOf({ host: 'chatgpt.com', path })
    return JSON.parse(chatgptWeb.refuse(blocked, chatgptWeb.match(head), head).body)
  }
  expect(refuse('/backend-api/f/conversation')).toEqual({
    detail: { message: blocked.message, code: 'policy_blocked', event: 'ev_1' },
  })
  expect(refuse('/backend-api/codex/responses').error.message).toBe(blocked.message)
})

test.each<[Record<string, string>, unknown]>([
  [
    { authorization: `Bearer ${makeToken({ 'https://api.openai.com/profile': { email: 'ann@acme.example' } })}` },
    { kind: 'email', value: 'ann@acme.example' },
  ],
  [{ 'chatgpt-account-id': 'ws-1' }, { kind: 'workspace', value: 'ws-1' }],
  [{ authorization: 'Bearer opaque' }, null],
])('account of %j', (headers, expected) => {
  expect(chatgptWeb.account(headOf({ headers }))).toEqual(expected)
})
