import { describe, expect, test } from 'vitest'
import { ticksOf } from '../../../../console/web/parts/activity-chart.tsx'
import { type Preset, presets, spanOf } from '../../../../console/web/words/range.ts'
import { totals } from '../data.ts'

const now = new Date(2026, 4, 20, 15, 37).getTime()

function ticks(preset: Preset): Date[] {
  const { from, to, bucketMs } = spanOf({ kind: 'preset', preset }, now)
  const buckets = Array.from({ length: Math.ceil((to - from) / bucketMs) }, (_, n) => ({
    ...totals,
    at: from + n * bucketMs,
  }))
  return ticksOf(buckets, buckets.length * bucketMs).map(at => new Date(at))
}

describe('ticks stand on whole', () => {
  test('ten minutes of an hour', () => {
    expect(ticks('1h').every(tick => tick.getMinutes() % 10 === 0)).toBe(true)
  })
  test('even hours of a day', () => {
    expect(ticks('24h').every(tick => tick.getHours() % 2 === 0 && tick.getMinutes() === 0)).toBe(true)
    expect(ticks('24h').length).toBeGreaterThanOrEqual(11)
  })
  test.each(['7d', '30d'] as const)('days of %s, each once', preset => {
    const days = ticks(preset)
    expect(days.every(tick => tick.getHours() === 0)).toBe(true)
    expect(new Set(days.map(tick => tick.toDateString())).size).toBe(days.length)
    expect(days.length).toBeGreaterThanOrEqual(Math.floor(presets[preset].lengthMs / 86_400_000) - 1)
  })
})

test('a range without a whole step is ticked by its buckets', () => {
  const buckets = [0, 1, 2].map(n => ({ ...totals, at: new Date(2026, 4, 20, 15, 7).getTime() + n * 60_000 }))
  expect(ticksOf(buckets, 180_000)).toHaveLength(3)
})
