import { ApiError, GoogleGenAI } from '@google/genai'
import { describe, expect, test } from 'vitest'
import { gemini } from '../../../proxy/providers/gemini.ts'
import { headOf, runFixtures } from './fixtures.ts'
import { blocked, overLimit, refuseClient } from './refused.ts'

runFixtures(gemini)

describe('match', () => {
  test.each([
    ['/v1beta/models/gemini-2.5-flash:generateContent', 'generateContent'],
    ['/v1beta/models', 'resource'],
    ['/v1beta/models/m:toString', 'resource'],
    ['/v1internal:loadCodeAssist', 'internal'],
    ['/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent', 'bidiGenerateContent'],
  ])('%s is %s', (path, operation) => {
    expect(gemini.match(headOf({ path }))?.operation).toBe(operation)
  })

  test.each([
    '/',
    '/v1/projects/p/locations/l/publishers/anthropic/models/claude:rawPredict',
    '/v1beta/openai/chat/completions',
  ])('%s is left to others', path => {
    expect(gemini.match(headOf({ path }))).toBeNull()
  })
})

describe('the official SDK', () => {
  const ask = (stream: boolean) => async (baseUrl: string) => {
    const ai = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl } })
    const request = { model: 'gemini-2.5-flash', contents: 'hi' }
    if (!stream) return ai.models.generateContent(request)
    for await (const _ of await ai.models.generateContentStream(request)) throw new Error('something was answered')
    return undefined
  }

  test.each([false, true])('raises its error for a block and does not ask again (stream: %s)', async stream => {
    const { error, requests } = await refuseClient('gemini', blocked, ask(stream))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 403 })
    expect(String(error)).toContain(blocked.message)
    expect(requests).toBe(1)
  })

  test('raises its error over a limit', async () => {
    const { error, requests } = await refuseClient('gemini', overLimit, ask(false))
    expect(error).toMatchObject({ status: 429 })
    expect(String(error)).toContain('RESOURCE_EXHAUSTED')
    expect(requests).toBe(1)
  })
})

test.each([
  ['streamGenerateContent', '', true],
  ['streamGenerateContent', 'key=k&alt=json', true],
  ['streamGenerateContent', 'alt=sse', false],
  ['streamGenerateContent', 'key=k&$alt=sse', false],
  ['generateContent', '', false],
])('%s with query %j is refused in an array: %s', (operation, query, array) => {
  const head = headOf({ path: `/v1beta/models/m:${operation}`, query })
  const body = JSON.parse(gemini.refuse(blocked, gemini.match(head), head).body)
  expect(Array.isArray(body)).toBe(array)
  expect((array ? body[0] : body).error).toMatchObject({
    code: 403,
    status: 'PERMISSION_DENIED',
    message: blocked.message,
  })
})

test.each<[Parameters<typeof headOf>[0], unknown]>([
  [{ query: 'alt=sse&key=abc' }, { kind: 'api-key', value: 'abc' }],
  [{ headers: { 'x-goog-api-key': 'h' } }, { kind: 'api-key', value: 'h' }],
  [{ path: '/v1/projects/acme/locations/l/x' }, { kind: 'project', value: 'acme' }],
  [{}, null],
])('account of %j', (head, expected) => {
  expect(gemini.account(headOf(head))).toEqual(expected)
})
