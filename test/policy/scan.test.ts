/** The scanner: texts in, findings with places and reasons out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { planRedaction } from '../../policy/redact.ts'
import { createScanner, sample } from '../../policy/scan.ts'
import { cpuMs } from '../cpu-time.ts'
import { makeSecret } from '../secrets.ts'

const scanner = createScanner()
const asked = detectors.filter(one => one.onRequest).map(one => one.id)

describe('scan', () => {
  test('places are in UTF-16 units of the text they are in', () => {
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    const found = scanner.scan([{ text: 'nothing' }, { text: `😀 key ${key}!` }, { text: '' }])
    expect(found).toMatchObject([{ text: 1, detector: 'aws-access-key-id', start: 7, end: 27, confidence: 'high' }])
    expect(found[0]!.why.join(' ').includes(key)).toBe(false)
  })

  test('a label is a name for its text, and is never part of a finding', () => {
    const password = makeSecret('[A-Z][a-z]{5}[0-9]{4}')
    const found = scanner.scan([{ text: password, label: 'db_password' }])
    expect(found).toMatchObject([{ text: 0, detector: 'generic-password', start: 0, end: 10 }])
    expect(scanner.scan([{ text: password, label: 'content' }])).toEqual([])
  })

  test('no finding reaches over two texts', () => {
    const key = makeSecret('ghp_[A-Za-z0-9]{36}')
    expect(scanner.scan([{ text: key.slice(0, 20) }, { text: key.slice(20) }])).toEqual([])
  })

  test('detectors can be switched off, re-rated and narrowed', () => {
    const text = `${makeSecret('AKIA[A-Z2-7]{16}')} AKIAIOSFODNN7EXAMPLE`
    expect(createScanner({ disabled: ['aws-access-key-id'] }).scan([{ text }])).toEqual([])
    const strict = createScanner({ overrides: { 'aws-access-key-id': { severity: 'low', confidence: 'high' } } })
    expect(strict.scan([{ text }])).toMatchObject([{ severity: 'low', start: 0 }])
    expect(strict.detectorIds).toContain('aws-access-key-id')
  })

  test('the policy’s own detectors are found beside the built-in ones', () => {
    const own = createScanner({ custom: [{ id: 'names', kind: 'words', words: ['Bluebird'] }] })
    expect(own.scan([{ text: 'about Bluebird' }])).toMatchObject([
      { detector: 'names', category: 'custom', start: 6, end: 14 },
    ])
    expect(own.detectorIds).toContain('names')
  })

  test('one scanner serves texts of any size, one behind the other', () => {
    const key = makeSecret('AKIA[A-Z2-7]{16}')
    for (const size of [10, 200_000, 3, 5_000]) {
      const found = scanner.scan([{ text: `${'lorem ipsum '.repeat(size / 10)}${key}` }])
      expect(found.map(one => one.detector)).toEqual(['aws-access-key-id'])
    }
  })
})

describe('sample', () => {
  const all = createScanner({ asked })
  test.each(detectors.map(one => one.id))('of %s is found, and is the same every time', id => {
    expect(all.scan([{ text: sample(id) }]).some(one => one.detector === id)).toBe(true)
    expect(sample(id)).toBe(sample(id))
  })

  test('of an unknown detector is an error', () => {
    expect(() => sample('no-such-thing')).toThrow('no-such-thing')
  })
})

describe('properties', () => {
  const all = createScanner({ asked })
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'password=',
      'key: "',
      '\\u0041',
      '%41%42',
      '&#65;',
      '=\n',
      '://u:p',
      '@',
      '-----BEGIN RSA PRIVATE KEY-----',
      '\ud800',
      '\0',
      'eyJ',
      '4111 1111 ',
    ),
    fc.constantFrom(...detectors.map(one => one.id)).map(id => sample(id)),
  )

  test('no text makes it throw, and places lie inside their texts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(pieces, { maxLength: 8 }), { maxLength: 4 }), groups => {
        const texts = groups.map(group => ({ text: group.join('') }))
        for (const { text, start, end } of all.scan(texts)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(texts[text]!.text.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('redacting what was found leaves nothing of it to find', () => {
    fc.assert(
      fc.property(fc.constantFrom(...detectors.map(one => one.id)), fc.string({ maxLength: 30 }), (id, around) => {
        const text = `${around} ${sample(id)} ${around}`
        const found = scanner.scan([{ text }])
        const segment = { text, role: 'user', kind: 'prompt', place: 'x', editable: true } as const
        const { edits } = planRedaction([segment], found, [...found.keys()])
        const redacted = [...edits]
          .reverse()
          .reduce((done, edit) => done.slice(0, edit.start) + edit.replacement + done.slice(edit.end), text)
        expect(
          scanner
            .scan([{ text: redacted }])
            .filter(one => one.confidence !== 'low')
            .map(one => one.detector),
        ).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('speed', () => {
  const size = 300_000
  test.each([
    ['prose', 'The meeting went well and everybody agreed on the plan. '],
    ['digits', '1234 5678 '],
    ['names of secrets', 'password token secret_key= '],
    ['long runs', 'sk-'],
    ['escapes', '\\u0041%41&#65;'],
    ['base64', 'QUtJQUFB'],
    ['dots', '1.1.1.'],
    ['colons', 'a:b:'],
    ['quotes', '"\'"'],
    ['braces', '[{['],
    ['signs', '@://-----BEGIN '],
    ['pieces of a token', 'ghp_ a1 '],
    ['table', 'password,a,b\n'],
    ['look-alikes', 'аa\u200b'],
  ])('%s stay linear', (_, piece) => {
    const time = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length))
      return cpuMs(() => scanner.scan([{ text }]))
    }
    time(size / 10)
    const small = Math.min(time(size / 10), time(size / 10), time(size / 10))
    // Ten times the text may take twenty times as long, plus what a busy machine adds; a square would take a hundred.
    expect(time(size)).toBeLessThan(small * 40 + 150)
  })
})
