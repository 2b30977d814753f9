import { expect, test } from 'vitest'
import { jsonAnswer } from '../../../proxy/providers/json-answer.ts'
import { blocked, overLimit } from './refused.ts'

test('a block is never asked again', () => {
  expect(jsonAnswer(blocked, { a: 1 })).toEqual({
    status: 403,
    headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
    body: '{"a":1}',
  })
})

test.each([
  [0.2, '1', 'true'],
  [60, '60', 'true'],
  [61, '61', 'false'],
  [86_400, '86400', 'false'],
])('a wait of %d s is told as %s, and worth holding a program for: %s', (retryAfterSeconds, header, retry) => {
  expect(jsonAnswer({ ...overLimit, retryAfterSeconds }, {}).headers).toMatchObject({
    'retry-after': header,
    'x-should-retry': retry,
  })
})

test.each([
  [502, undefined],
  [503, undefined],
  [403, 'false'],
])('a failure with status %d leaves %s to the SDK', (status, retry) => {
  const { headers } = jsonAnswer({ ...blocked, cause: 'error', status }, {})
  expect(headers['x-should-retry']).toBe(retry)
})
