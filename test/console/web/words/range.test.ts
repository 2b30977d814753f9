import { describe, expect, test } from 'vitest'
import { presetNames, presets, putRange, rangeOf, spanOf } from '../../../../console/web/words/range.ts'

const now = new Date(2026, 4, 20, 15, 37, 12).getTime()

describe('spanOf', () => {
  test.each(presetNames)('%s ends now and starts on a whole bucket of local time', preset => {
    const { from, to, bucketMs } = spanOf({ kind: 'preset', preset }, now)
    expect(to).toBe(now + 1)
    expect((from - new Date(now).getTimezoneOffset() * 60_000) % bucketMs).toBe(0)
    expect(to - from).toBeGreaterThan(presets[preset].lengthMs - bucketMs)
    expect(to - from).toBeLessThanOrEqual(presets[preset].lengthMs)
  })

  test('thirty days are whole days', () => {
    expect(new Date(spanOf({ kind: 'preset', preset: '30d' }, now).from).getHours()).toBe(0)
  })

  test.each([
    [60_000, 60_000],
    [3 * 3_600_000, 5 * 60_000],
    [90 * 86_400_000, 7 * 86_400_000],
  ])('a custom range of %d ms has buckets of %d', (length, bucketMs) => {
    expect(spanOf({ kind: 'custom', from: now, to: now + length }, now).bucketMs).toBe(bucketMs)
  })
})

describe('the address', () => {
  test.each(['range=7d', 'from=5&to=9'])('%s comes back as it was', query => {
    const range = rangeOf(new URLSearchParams(query), undefined)
    expect(putRange(new URLSearchParams('user=ann&range=1h'), range).toString()).toBe(`user=ann&${query}`)
  })

  test.each(['', 'range=9y', 'from=9&to=5', 'from=x&to=y', 'from=5'])('%j falls back', query => {
    expect(rangeOf(new URLSearchParams(query), { kind: 'preset', preset: '1h' })).toEqual({
      kind: 'preset',
      preset: '1h',
    })
  })
})
