import { describe, expect, test } from 'vitest'
import type { EventRecord } from '../../../../console/contract.ts'
import {
  byDetector,
  doneSentence,
  endWords,
  headline,
  identifiedWords,
  whereWords,
} from '../../../../console/web/events/story-words.ts'
import { event, finding } from '../data.ts'

const refusal = { code: 'policy_blocked', status: 403, message: 'No.' }
const outcome = event.outcome!

describe('the headline', () => {
  test.each([
    ['one value redacted', {}, '1 value replaced before the request left'],
    [
      'two values redacted',
      { findings: [finding, { ...finding, start: 90 }, { ...finding, redacted: false }] },
      '2 values replaced before the request left',
    ],
    ['blocked by policy', { action: 'block', enforced: 'block', refusal }, 'Stopped before anything left'],
    [
      'over a limit',
      { action: 'block', enforced: 'block', refusal: { ...refusal, code: 'limit_exceeded' } },
      'Refused: a limit was reached',
    ],
    ['alerted', { action: 'alert', enforced: 'alert' }, 'Let through, and noted'],
    ['allowed', { action: 'allow', enforced: 'allow' }, 'Let through as it was'],
    [
      'monitored',
      { action: 'block', enforced: 'allow', mode: 'monitor' },
      'Would have been blocked; monitor mode let it pass',
    ],
  ] as [string, Partial<EventRecord>, string][])('of one %s', (_case, change, words) => {
    expect(headline({ ...event, ...change })).toBe(words)
  })
})

describe('the end', () => {
  test.each([
    ['running', { outcome: undefined }, 'Still running'],
    ['hung up', { outcome: { ...outcome, abortedBy: 'client' } }, 'The app hung up before the answer was complete'],
    [
      'broken off',
      { outcome: { ...outcome, abortedBy: 'upstream' } },
      'The provider broke off before the answer was complete',
    ],
    ['failed', { outcome: { ...outcome, error: 'upstream_timeout' } }, 'Failed: upstream_timeout'],
    ['refused', { refusal, outcome: { ...outcome, status: 403 } }, 'Refused with status 403'],
    ['answered', {}, 'Answered with status 200'],
  ] as [string, Partial<EventRecord>, string][])('of one %s', (_case, change, words) => {
    expect(endWords({ ...event, ...change })).toBe(words)
  })
})

test('monitor mode says what the rules call for and that nothing was changed', () => {
  expect(doneSentence({ ...event, action: 'redact', enforced: 'allow', mode: 'monitor' })).toContain('redaction')
})

test.each([
  ['basic', 'Signed in to the proxy with name and password'],
  ['anonymous', 'Not identified: only the address is known'],
  ['mtls', 'Identified by mtls'],
])('identified by %s', (identifiedBy, words) => expect(identifiedWords({ ...event, identifiedBy })).toBe(words))

test('places are told in words, new kinds too', () => {
  expect(whereWords(finding)).toBe('Prompt by the person')
  expect(whereWords({ ...finding, kind: 'tool-result', role: 'tool' })).toBe('Tool result by a tool')
  expect(whereWords({ ...finding, kind: 'voice-note', role: 'robot' })).toBe('Voice note by robot')
})

test('findings of a detector stand together, in the order they were found', () => {
  const other = { ...finding, detector: 'iban' }
  expect(byDetector([finding, other, finding]).map(([name, group]) => [name, group.length])).toEqual([
    ['github-token', 2],
    ['iban', 1],
  ])
})
