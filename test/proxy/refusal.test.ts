import { describe, expect, test } from 'vitest'
import { providerById } from '../../proxy/providers/index.ts'
import { refusalAnswer } from '../../proxy/refusal.ts'
import { headOf } from './providers/fixtures.ts'
import { blocked, overLimit } from './providers/refused.ts'

const openai = providerById('openai')

describe('who gets which shape', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', accept: 'text/html,*/*' }
  test.each<[string, Parameters<typeof headOf>[0], boolean, string]>([
    ['an SDK', { path: '/v1/chat/completions' }, true, 'application/json'],
    ['a page opened in a browser', { method: 'GET', headers: navigation }, true, 'text/html; charset=utf-8'],
    ['a form sent by a browser', { method: 'POST', headers: navigation }, true, 'text/html; charset=utf-8'],
    ['an older browser', { method: 'GET', headers: { accept: 'text/html' } }, false, 'text/html; charset=utf-8'],
    [
      'a script that would take HTML too',
      { method: 'GET', headers: { 'sec-fetch-mode': 'cors', accept: 'text/html' } },
      true,
      'application/json',
    ],
    ['an upload by a script', { method: 'POST', headers: { accept: 'text/html' } }, true, 'application/json'],
    ['a client nobody knows', { method: 'GET', headers: { accept: '*/*' } }, false, 'application/problem+json'],
  ])('%s', (_, parts, known, type) => {
    const head = headOf(parts)
    const answer = refusalAnswer(blocked, known ? openai : null, known ? openai.match(head) : null, head)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.status).toBe(403)
    expect(answer.headers).toMatchObject({ 'x-sluice-event': 'ev_1', 'cache-control': 'no-store' })
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(answer.body))
    expect(answer.body).toContain('Customer data stays in the company.')
  })
})

test('a page over a limit carries the wait', () => {
  const head = headOf({ method: 'GET', headers: { accept: 'text/html' } })
  expect(refusalAnswer(overLimit, null, null, head).headers['retry-after']).toBe('32400')
})
