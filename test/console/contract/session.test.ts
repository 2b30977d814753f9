import { expect, test } from 'vitest'
import { newTokenBody, passwordBody, signInBody } from '../../../console/contract/session.ts'

test('unknown fields are refused, so that a typo does not pass silently', () => {
  expect(signInBody.safeParse({ name: 'a', password: 'b' }).success).toBe(true)
  expect(signInBody.safeParse({ name: 'a', password: 'b', pass: 'c' }).success).toBe(false)
})

test.each([
  ['elevenchars', false],
  ['twelve chars', true],
  ['x'.repeat(1025), false],
])('a new password of %j', (next, fine) => {
  expect(passwordBody.safeParse({ current: 'x', next }).success).toBe(fine)
})

test('a token has a name and a role, and at most ten years', () => {
  expect(newTokenBody.parse({ name: '  export ', role: 'auditor' })).toEqual({ name: 'export', role: 'auditor' })
  expect(newTokenBody.safeParse({ name: '   ', role: 'auditor' }).success).toBe(false)
  expect(newTokenBody.safeParse({ name: 'x', role: 'employee' }).success).toBe(false)
  expect(newTokenBody.safeParse({ name: 'x', role: 'auditor', expiresInDays: 4000 }).success).toBe(false)
})
