import { expect, test } from 'vitest'
import { statusSchema } from '../../../console/contract/status.ts'
import { sampleStatus } from '../sample/server.ts'

test('limits may be left out, and so may the place of a policy problem', () => {
  const { limits: _limits, ...status } = sampleStatus(Date.now())
  const errors = [{ file: 'policies.yaml', message: 'cannot be read' }]
  expect(statusSchema.safeParse({ ...status, policy: { ...status.policy, errors } }).success).toBe(true)
})

test('modes are the two of the policy', () => {
  const status = sampleStatus(Date.now())
  expect(statusSchema.safeParse({ ...status, policy: { ...status.policy, mode: 'off' } }).success).toBe(false)
})
