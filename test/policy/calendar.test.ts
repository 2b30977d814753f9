import { describe, expect, test } from 'vitest'
import { endOf, isTimeZone, wallClock } from '../../policy/calendar.ts'

describe('the end of a day is the midnight after it, in the zone', () => {
  test.each([
    ['2027-01-31', 'UTC', '2027-02-01T00:00:00Z'],
    ['2027-12-31', 'Europe/Berlin', '2027-12-31T23:00:00Z'],
    ['2027-03-28', 'Europe/Berlin', '2027-03-28T22:00:00Z'], // 23 hours long
    ['2027-10-31', 'Europe/Berlin', '2027-10-31T23:00:00Z'], // 25 hours long
    ['2028-02-29', 'America/New_York', '2028-03-01T05:00:00Z'],
    ['2027-01-01', 'Pacific/Kiritimati', '2027-01-01T10:00:00Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(endOf(text, zone)).toEqual(new Date(expected))
  })
})

test('an instant with an offset is itself', () => {
  expect(endOf('2027-01-31T18:00:00+02:00', 'UTC')).toEqual(new Date('2027-01-31T16:00:00Z'))
  expect(endOf('2027-01-31 18:00Z', 'UTC')).toEqual(new Date('2027-01-31T18:00:00Z'))
})

test.each(['2027-02-29', '2027-13-01', '31.1.2027', 'tomorrow', '2027-01-31T18:00:00', ''])('%s is no day', text => {
  expect(endOf(text, 'UTC')).toBeNull()
})

test('the wall clock of a zone follows summer time, and each minute is read afresh', () => {
  const berlin = wallClock('Europe/Berlin')
  expect(berlin(new Date('2027-01-01T23:30:00Z'))).toEqual({ day: 6, minutes: 30 })
  expect(berlin(new Date('2027-07-01T23:30:00Z'))).toEqual({ day: 5, minutes: 90 })
  expect(berlin(new Date('2027-07-01T23:31:59Z'))).toEqual({ day: 5, minutes: 91 })
})

test('zones are known by their IANA names', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('Europe/Brlin')]).toEqual([true, true, false])
})
