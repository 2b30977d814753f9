import { expect, test } from 'vitest'
import { problemAnswer } from '../../../proxy/providers/problem-answer.ts'
import { blocked, overLimit } from './refused.ts'

test('problem details by RFC 9457, with the members that apps show', () => {
  const answer = problemAnswer(blocked)
  expect(answer.status).toBe(403)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(answer.body)).toEqual({
    type: 'about:blank',
    title: 'Stopped by your company’s policy',
    status: 403,
    detail: blocked.message,
    code: 'policy_blocked',
    event: 'ev_1',
    message: blocked.message,
    error: { message: blocked.message, code: 'policy_blocked' },
  })
})

test('a limit says when to come back', () => {
  expect(problemAnswer(overLimit).headers['retry-after']).toBe('32400')
})
