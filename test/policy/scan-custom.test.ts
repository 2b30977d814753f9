/** A policy's own words and patterns, and why some cannot run. */
import { expect, test } from 'vitest'
import { type CustomDetector, CustomDetectorError, customDetectors } from '../../policy/scan-custom.ts'
import { foundBy } from './pages.ts'

const found = (detector: CustomDetector, text: string): string[] =>
  foundBy(customDetectors([detector]).engines[0]!, text).map(([, value]) => value)

test('words stand whole, with any white space between them', () => {
  const words = { id: 'names', kind: 'words', words: ['Project Falcon', 'Bluebird'] } as const
  expect(found(words, 'Project\n Falcon, Bluebird and Bluebirds, project falcon')).toEqual([
    'Project\n Falcon',
    'Bluebird',
  ])
  expect(found({ ...words, ignoreCase: true }, 'PROJECT FALCON')).toEqual(['PROJECT FALCON'])
})

test('a pattern finds its capture group', () => {
  expect(found({ id: 't', kind: 'pattern', pattern: 'ticket (ACME-[0-9]{5})' }, 'see ticket ACME-12345.')).toEqual([
    'ACME-12345',
  ])
})

test('near asks for a word within a hundred characters', () => {
  const ticket = { id: 't', kind: 'pattern', pattern: 'ACME-[0-9]{5}', near: ['incident'] } as const
  expect(found(ticket, 'Incident: ACME-12345')).toEqual(['ACME-12345'])
  expect(found(ticket, 'the incidental ACME-12345')).toEqual([])
  expect(found(ticket, `incident ${'x '.repeat(60)}ACME-12345`)).toEqual([])
})

test('entropy asks for randomness', () => {
  const random = { id: 'r', kind: 'pattern', pattern: 'v-[a-z]{8}', entropy: 2.5 } as const
  expect(found(random, 'v-aaaaaaaa v-qwzjkxvb')).toEqual(['v-qwzjkxvb'])
})

test.each([
  ['(?<=x)y', 'look-ahead and look-behind'],
  ['(a)\\1', 'back-references'],
  ['a*', 'matches the empty text'],
  ['(', 'missing'],
])('%s cannot run', (pattern, reason) => {
  expect(() => customDetectors([{ id: 'p', kind: 'pattern', pattern }])).toThrow(CustomDetectorError)
  expect(() => customDetectors([{ id: 'p', kind: 'pattern', pattern }])).toThrow(reason)
})

test('a list without words is an error', () => {
  expect(() => customDetectors([{ id: 'w', kind: 'words', words: [' '] }])).toThrow('at least one word')
})
