import { expect, test } from 'vitest'
import { createEventIds, timeOfEventId } from '../../proxy/event-id.ts'

test('ids are ev_ and a ULID of the given time', () => {
  const next = createEventIds({ now: () => Date.UTC(2026, 10, 21) })
  const id = next()
  expect(id).toMatch(/^ev_[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  expect(timeOfEventId(id)).toBe(Date.UTC(2026, 10, 21))
})

test('ids increase strictly within a millisecond and when the clock goes back', () => {
  const times = [5000, 5000, 5000, 4000, 5001, 5001, 1]
  const next = createEventIds({ now: () => times.shift() ?? 6000 })
  const ids = Array.from({ length: 200 }, next)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(200)
})

test('counting up carries from the low half into the high half', () => {
  const next = createEventIds({ now: () => 1, random: bytes => bytes.fill(0xff) })
  const first = next()
  const second = next()
  expect(second > first).toBe(true)
  expect(first.slice(13)).toBe('FZZZZZZZZZZZZZZZ')
  expect(second.slice(13)).toBe('G000000000000000')
})

test('two processes do not make the same id in the same millisecond', () => {
  const a = createEventIds({ now: () => 1 })
  const b = createEventIds({ now: () => 1 })
  expect(a()).not.toBe(b())
})

test.each(['', 'ev_1', `ev_${'8'.repeat(26)}`, `xx_${'0'.repeat(26)}`, `ev_${'U'.repeat(26)}`])(
  '%j is not an event id',
  text => expect(timeOfEventId(text)).toBeUndefined(),
)
