import { describe, expect, test } from 'vitest'
import {
  actionSchema,
  coverageSchema,
  flag,
  kindSchema,
  severitySchema,
  time,
} from '../../../console/contract/parts.ts'
import { actions } from '../../../policy/decision.ts'
import { severities } from '../../../policy/finding.ts'
import { exchangeKinds } from '../../../proxy/audit/types.ts'

describe('time', () => {
  test.each([
    ['1779289200000', 1779289200000],
    ['0', 0],
    ['2026-05-20T15:00:00Z', 1779289200000],
    ['2026-05-20T17:00:00+02:00', 1779289200000],
  ])('%s is %d', (text, at) => expect(time.parse(text)).toBe(at))

  test.each(['', 'yesterday', '12:00', `${'9'.repeat(20)}`])('%j is refused', text => {
    expect(time.safeParse(text).success).toBe(false)
  })
})

test('the words are those of the policy and the audit record', () => {
  expect(actionSchema.options).toEqual([...actions])
  expect(severitySchema.options).toEqual([...severities])
  expect([...kindSchema.options].sort()).toEqual([...exchangeKinds].sort())
  expect(coverageSchema.options).toEqual(['full', 'partial', 'none'])
})

test('flags are true or false, nothing else', () => {
  expect(flag.parse('true')).toBe(true)
  expect(flag.parse('false')).toBe(false)
  expect(flag.safeParse('1').success).toBe(false)
})
