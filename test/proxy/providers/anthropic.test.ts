import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, test } from 'vitest'
import { anthropic } from '../../../proxy/providers/anthropic.ts'
import { headOf, runFixtures } from './fixtures.ts'
import { blocked, overLimit, refuseClient } from './refused.ts'

runFixtures(anthropic)

test.each([
  ['POST', '/v1/messages', 'messages'],
  ['POST', '/v1/files', 'files'],
  ['GET', '/v1/files/f1', 'resource'],
  ['GET', '/v1/messages/batches/b1', 'resource'],
  ['POST', '/v1/complete', 'complete'],
  ['POST', '/api/v1/messages', 'messages'],
])('%s %s is %s', (method, path, operation) => {
  expect(anthropic.match(headOf({ method, path }))?.operation).toBe(operation)
})

test('other paths are not known', () => {
  expect(anthropic.match(headOf({ path: '/api/organizations' }))).toBeNull()
  expect(anthropic.match(headOf({ path: '/v1/chat/completions' }))).toBeNull()
})

describe('the official SDK', () => {
  const ask = (stream: boolean) => (baseURL: string) =>
    new Anthropic({ apiKey: 'none', baseURL }).messages.create({
      model: 'claude-haiku-4-5',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'hi' }],
      stream,
    })

  test.each([false, true])('raises its typed error for a block and does not ask again (stream: %s)', async stream => {
    const { error, requests } = await refuseClient('anthropic', blocked, ask(stream))
    expect(error).toBeInstanceOf(Anthropic.PermissionDeniedError)
    expect(error).toMatchObject({ status: 403, error: { type: 'error', error: { type: 'permission_error' } } })
    expect(String(error)).toContain(blocked.message)
    expect(requests).toBe(1)
  })

  test('does not sleep for hours over a limit', async () => {
    const { error, requests } = await refuseClient('anthropic', overLimit, ask(false))
    expect(error).toBeInstanceOf(Anthropic.RateLimitError)
    expect(requests).toBe(1)
  })
})

test.each<[Record<string, string>, unknown]>([
  [{ 'x-api-key': 'k' }, { kind: 'api-key', value: 'k' }],
  [{ authorization: 'Bearer oat' }, { kind: 'api-key', value: 'oat' }],
  [{}, null],
])('account of %j', (headers, expected) => {
  expect(anthropic.account(headOf({ headers }))).toEqual(expected)
})
