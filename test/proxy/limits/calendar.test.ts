import { expect, test } from 'vitest'
import { periodOf } from '../../../proxy/limits/calendar.ts'

const at = (text: string) => Date.parse(text)
const hours = (ms: number) => ms / 3_600_000

test.each([
  ['UTC', '2026-11-21T12:00Z', '2026-11-21T00:00Z', 24],
  ['Europe/Berlin', '2026-11-21T12:00Z', '2026-11-20T23:00Z', 24],
  ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-28T23:00Z', 23],
  ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00Z', 25],
  ['America/New_York', '2026-11-01T03:59Z', '2026-10-31T04:00Z', 24],
  ['America/New_York', '2026-11-01T04:00Z', '2026-11-01T04:00Z', 25],
  ['Asia/Kolkata', '2026-11-21T18:29Z', '2026-11-20T18:30Z', 24],
  ['Asia/Kathmandu', '2026-11-21T18:29Z', '2026-11-21T18:15Z', 24],
  // Clocks go from 23:59 to 01:00: the day begins at one o'clock.
  ['America/Santiago', '2026-09-06T12:00Z', '2026-09-06T04:00Z', 23],
  // 30 December 2011 does not exist there.
  ['Pacific/Apia', '2011-12-30T09:00Z', '2011-12-29T10:00Z', 24],
])('the day in %s that holds %s', (zone, now, start, length) => {
  const day = periodOf('day', zone, at(now))
  expect(new Date(day.start).toISOString()).toBe(new Date(start).toISOString())
  expect(hours(day.end - day.start)).toBe(length)
})

test.each([
  ['UTC', '2026-02-15T00:00Z', '2026-02-01T00:00Z', '2026-03-01T00:00Z'],
  ['Europe/Berlin', '2026-03-15T00:00Z', '2026-02-28T23:00Z', '2026-03-31T22:00Z'],
  ['Europe/Berlin', '2026-12-31T23:30Z', '2026-12-31T23:00Z', '2027-01-31T23:00Z'],
])('the month in %s that holds %s', (zone, now, start, end) => {
  expect(periodOf('month', zone, at(now))).toEqual({ start: at(start), end: at(end) })
})

test('every instant is in exactly one day, around the changes of the clock', () => {
  for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe']) {
    for (let hour = 0; hour < 400 * 24; hour += 11) {
      const now = Date.UTC(2026, 0, 1) + hour * 3_600_000
      const day = periodOf('day', zone, now)
      expect(now >= day.start && now < day.end).toBe(true)
      expect(periodOf('day', zone, day.end).start).toBe(day.end)
    }
  }
})

test('an unknown zone is an error, not UTC', () => {
  expect(() => periodOf('day', 'Europe/Atlantis', 0)).toThrow(RangeError)
})
