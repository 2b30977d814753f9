import { describe, expect, test } from 'vitest'
import { bucketFor, filterFrom, rangeFrom } from '../../../console/server/ranges.ts'

const hour = 3_600_000

describe('bucketFor', () => {
  test.each([
    [hour, 60_000],
    [24 * hour, 30 * 60_000],
    [7 * 24 * hour, 3 * hour],
    [30 * 24 * hour, 12 * hour],
    [3650 * 24 * hour, 7 * 24 * hour],
  ])('%d ms are shown in buckets of %d', (length, width) => {
    expect(bucketFor({ from: 0, to: length }, undefined)).toBe(width)
  })

  test('what is asked for is taken, within reason', () => {
    expect(bucketFor({ from: 0, to: hour }, 60_000)).toBe(60_000)
    expect(() => bucketFor({ from: 0, to: 24 * hour }, 1000)).toThrow('at most 750 buckets')
    expect(() => bucketFor({ from: 0, to: hour }, 999)).toThrow('at least 1000')
  })
})

test('a range must go forward', () => {
  expect(rangeFrom({ from: 1, to: 2 })).toEqual({ from: 1, to: 2 })
  expect(() => rangeFrom({ from: 2, to: 2 })).toThrow('later')
})

describe('filterFrom', () => {
  test('paging is not filtering', () => {
    const query = { user: 'ann', before: 'ev_1', limit: '5' }
    expect(filterFrom(query)).toEqual({ user: 'ann' })
  })

  test('either end may be open', () => {
    expect(filterFrom({ from: 5 }).range).toEqual({ from: 5, to: Number.MAX_SAFE_INTEGER })
    expect(filterFrom({ to: 5 }).range).toEqual({ from: 0, to: 5 })
    expect(filterFrom({}).range).toBeUndefined()
  })
})
