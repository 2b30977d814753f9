import { expect, test } from 'vitest'
import { atLeast, confidences } from '../../policy/finding.ts'

test('high is at least medium, medium at least low, and each at least itself', () => {
  const table = confidences.map(actual => confidences.map(wanted => atLeast(actual, wanted)))
  expect(table).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
})
