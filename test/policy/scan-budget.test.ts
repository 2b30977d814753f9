/** A budget ends, and grows with what is read. */
import { expect, test } from 'vitest'
import { Budget } from '../../policy/scan-budget.ts'

test('what is spent is gone until more of the page is read', () => {
  const budget = new Budget(10, 2)
  expect(budget.allows(0)).toBe(true)
  budget.spend(12)
  expect(budget.allows(0)).toBe(false)
  expect(budget.allows(1)).toBe(false)
  expect(budget.allows(2)).toBe(true)
})
