/** What the API takes and gives about exemptions. */
import { expect, test } from 'vitest'
import { exemptionScopeSchema, newExemptionBody } from '../../../console/contract/exemptions.ts'

const body = { event: 'ev_1', finding: 0, scope: 'everyone', reason: 'a sample', until: 1 }

test('a reason is trimmed, and required', () => {
  expect(newExemptionBody.parse({ ...body, reason: ' x ' }).reason).toBe('x')
  expect(newExemptionBody.safeParse({ ...body, reason: ' ' }).success).toBe(false)
})

test.each([{ finding: -1 }, { finding: 0.5 }, { scope: 'team' }, { until: '2027-01-01' }, { mask: 'x' }])(
  '%j is refused',
  part => {
    expect(newExemptionBody.safeParse({ ...body, ...part }).success).toBe(false)
  },
)

test('a scope names whom it is for', () => {
  expect(exemptionScopeSchema.safeParse({ kind: 'user' }).success).toBe(false)
  expect(exemptionScopeSchema.parse({ kind: 'app', app: 'chatgpt' })).toEqual({ kind: 'app', app: 'chatgpt' })
})
