/** A policy's own words and patterns, and why some cannot run. */
import { expect, test } from 'vitest'
import type { Fingerprints } from '../../policy/fingerprint.ts'
import { type CustomDetector, CustomDetectorError, customDetectors } from '../../policy/scan-custom.ts'
import { foundBy } from './pages.ts'

const none = (): Fingerprints => {
  throw new Error('no fingerprints here')
}

const found = (detector: CustomDetector, text: string): string[] =>
  foundBy(customDetectors([detector], none).engines[0]!, text).map(([, value]) => value)

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
  expect(() => customDetectors([{ id: 'p', kind: 'pattern', pattern }], none)).toThrow(CustomDetectorError)
  expect(() => customDetectors([{ id: 'p', kind: 'pattern', pattern }], none)).toThrow(reason)
})

test('a list without words is an error', () => {
  expect(() => customDetectors([{ id: 'w', kind: 'words', words: [' '] }], none)).toThrow('at least one word')
})

test('fingerprints are opened by their file, and told what the policy asks of them', () => {
  const use = { columns: ['email'], together: 1, within: 300, passage: 30 }
  const fingerprints: Fingerprints = {
    kind: 'records',
    file: '/data/customers',
    build: '1',
    columns: ['email'],
    engine: (detector, asked, rated) => (_page, hits) =>
      hits.push({ detector, start: 0, end: asked.within, confidence: rated ?? 'high', why: [] }),
  }
  const detector = { id: 'customers', kind: 'fingerprints', file: '/data/customers', build: '1', use } as const
  const opened: string[] = []
  const { engines } = customDetectors([detector], file => {
    opened.push(file)
    return fingerprints
  })
  expect(opened).toEqual(['/data/customers'])
  expect(foundBy(engines[0]!, 'x'.repeat(400))).toHaveLength(1)
})
