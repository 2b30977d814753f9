import { describe, expect, test } from 'vitest'
import { errorsOf, matches, policyOf, request, rule } from '../policies.ts'

const at = (time: string, span: string, more = '') => matches(`{ time: ${span} }`, { now: new Date(time) }, more)

// 2026-11-21 is a Saturday.
test.each([
  ['2026-11-20T12:00:00Z', '{ days: mon-fri }', true],
  ['2026-11-21T12:00:00Z', '{ days: mon-fri }', false],
  ['2026-11-21T12:00:00Z', '{ days: [Saturday, sun] }', true],
  ['2026-11-22T12:00:00Z', '{ days: fri-mon }', true],
  ['2026-11-20T08:00:00Z', '{ from: "08:00", to: "18:00" }', true],
  ['2026-11-20T18:00:00Z', '{ from: "08:00", to: "18:00" }', false],
  ['2026-11-20T23:59:00Z', '{ from: "18:00" }', true],
  ['2026-11-20T02:00:00Z', '{ from: "22:00", to: "06:00" }', true],
  ['2026-11-20T06:00:00Z', '{ from: "22:00", to: "06:00" }', false],
  // The night that began on Friday.
  ['2026-11-21T02:00:00Z', '{ days: fri, from: "22:00", to: "06:00" }', true],
  ['2026-11-20T02:00:00Z', '{ days: fri, from: "22:00", to: "06:00" }', false],
  ['2026-11-20T07:30:00Z', '{ from: "08:00", to: "09:00", time_zone: Europe/Berlin }', true],
  ['2026-11-21T12:00:00Z', '{ not: { days: mon-fri } }', true],
])('%s in %s: %s', (now, span, expected) => {
  expect(at(now, span)).toBe(expected)
})

test('the time zone is that of the policy unless said', () => {
  expect(at('2026-11-20T07:30:00Z', '{ from: "08:00", to: "09:00" }', 'time_zone: Europe/Berlin\n')).toBe(true)
  const decision = policyOf(`time_zone: Europe/Berlin\n${rule('{ time: { days: fri } }')}`).decide(
    request({ now: new Date('2026-11-20T07:05:00Z') }),
  )
  expect(decision.rules[0]!.reason).toBe('it is fri 08:05 in Europe/Berlin')
})

describe('what is no time is refused', () => {
  test.each([
    ['{ from: "25:00" }', "'25:00' is not a time of day"],
    ['{ from: "8:61" }', "'8:61' is not a time of day"],
    ['{ to: noon }', "'noon' is not a time of day"],
    ['{ days: [mun] }', "'mun' is not a day"],
    ['{ days: mon-fri-sun }', "'mon-fri-sun' is not a day"],
    ['{ time_zone: Mars/Olympus }', "unknown time zone 'Mars/Olympus'"],
    ['{ not: { days: xyz } }', "'xyz' is not a day"],
    ['{ from: 18 }', 'from: must be a text'],
  ])('%s', (span, message) => {
    expect(errorsOf(rule(`{ time: ${span} }`)).join('\n')).toContain(message)
  })
})
