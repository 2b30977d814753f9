import { expect, test } from 'vitest'
import { eventFilterQuery, eventSchema } from '../../../console/contract/events.ts'
import { makeMonth } from '../sample/records.ts'

test('records of the store are what the schema says', () => {
  for (const record of makeMonth({ now: Date.now(), number: 300, days: 30, seed: 3 })) eventSchema.parse(record)
})

test('no field of a finding can hold the text that was found', () => {
  const finding = eventSchema.shape.findings.element.shape
  expect(Object.keys(finding).sort()).toEqual(
    [
      'category',
      'confidence',
      'detector',
      'exemption',
      'hash',
      'kind',
      'length',
      'mask',
      'place',
      'redacted',
      'role',
      'severity',
      'start',
      'why',
    ].sort(),
  )
})

test('filters are checked', () => {
  expect(eventFilterQuery.parse({ action: 'block', flagged: 'true' })).toEqual({ action: 'block', flagged: true })
  expect(eventFilterQuery.safeParse({ action: 'explode' }).success).toBe(false)
  expect(eventFilterQuery.safeParse({ user: '' }).success).toBe(false)
})
