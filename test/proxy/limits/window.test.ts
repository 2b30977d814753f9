import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWindow } from '../../../proxy/limits/window.ts'

const minute = { kind: 'sliding', seconds: 60 } as const
const day = { kind: 'calendar', unit: 'day', timeZone: 'Europe/Berlin' } as const
const noon = Date.UTC(2026, 10, 21, 11)

test('a sliding window forgets each event after its length', () => {
  const window = openWindow(minute)
  window.add(5, noon)
  window.add(7, noon + 30_000)
  expect(window.used(noon + 59_999)).toBe(12)
  expect(window.used(noon + 60_000)).toBe(7)
  expect(window.used(noon + 90_000)).toBe(0)
})

test('however many events come, few are kept, and none is forgotten early or counted long', () => {
  const window = openWindow(minute)
  for (let i = 0; i < 100_000; i++) window.add(1, noon + i)
  const saved = window.save()
  expect(Array.isArray(saved) && saved.length).toBeLessThanOrEqual(258)
  const now = noon + 99_999
  // Exactly the last 60,000 were within the minute; a 256th of it may be counted longer.
  expect(window.used(now)).toBeGreaterThanOrEqual(60_000)
  expect(window.used(now)).toBeLessThanOrEqual(60_000 * (1 + 1 / 256) + 1)
})

test('freeAt is the first moment at which enough has left', () => {
  const window = openWindow(minute)
  window.add(5, noon)
  window.add(7, noon + 10_000)
  expect(window.freeAt(5, noon + 20_000)).toBe(noon + 60_000)
  expect(window.freeAt(6, noon + 20_000)).toBe(noon + 70_000)
  expect(window.freeAt(13, noon + 20_000)).toBeUndefined()
})

test('a calendar window starts again at local midnight', () => {
  const window = openWindow(day)
  window.add(5, noon)
  const midnight = Date.UTC(2026, 10, 21, 23)
  expect(window.endsAt(noon)).toBe(midnight)
  expect(window.freeAt(1, noon)).toBe(midnight)
  expect(window.used(midnight - 1)).toBe(5)
  expect(window.used(midnight)).toBe(0)
})

test.each([minute, day])('what is taken back is gone, once it has left it changes nothing: %j', window => {
  const counter = openWindow(window)
  const at = counter.add(5, noon)
  counter.add(3, noon + 1000)
  counter.take(5, at, noon + 2000)
  expect(counter.used(noon + 2000)).toBe(3)
  const later = noon + 86_400_000
  counter.add(9, later)
  counter.take(3, noon + 1000, later)
  expect(counter.used(later)).toBe(9)
})

test.each([minute, day])('saved and opened again it counts the same: %j', window => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(500), fc.nat(9000)), { maxLength: 50 }), events => {
      const counter = openWindow(window)
      let now = noon
      for (const [amount, wait] of events) counter.add(amount, (now += wait))
      const again = openWindow(window, JSON.parse(JSON.stringify(counter.save())))
      for (const wait of [0, 20_000, 50_000]) {
        expect(again.used(now + wait)).toBe(counter.used(now + wait))
        expect(again.freeAt(100, now + wait)).toBe(counter.freeAt(100, now + wait))
      }
    }),
  )
})

test.each([undefined, null, 'x', {}, [[1]], [['a', 'b']], [[-1, 5]], [[Number.NaN, 1]]])(
  'what is not a saved window starts empty: %j',
  saved => {
    expect(openWindow(minute, saved).used(noon)).toBe(0)
    expect(openWindow(day, saved).used(noon)).toBe(0)
  },
)

test('after the clock was set back, events count from then, no longer', () => {
  const window = openWindow(minute)
  window.add(5, noon + 86_400_000)
  expect(window.used(noon)).toBe(5)
  expect(window.used(noon + 60_000)).toBe(0)
})
