import { describe, expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { type Hold, holdFor, holdFrom } from '../../policy/response-hold.ts'
import type { CustomDetector } from '../../policy/scan-custom.ts'

const none: Hold = { runs: false, digits: false, armour: false, lines: false, exact: [], folded: [] }
/** What waits of a text. */
const waiting = (hold: Partial<Hold>, text: string) => text.slice(holdFrom({ ...none, ...hold }, text))

describe('what a kind of detector needs', () => {
  const custom: CustomDetector[] = [
    { id: 'names', kind: 'words', words: ['Project  Blue', 'Apple'] },
    { id: 'folded', kind: 'words', words: ['BIRD'], ignoreCase: true },
    { id: 'ticket', kind: 'pattern', pattern: 'ACME-[0-9]{5}' },
    { id: 'sentence', kind: 'pattern', pattern: 'top secret: .*' },
  ]
  const needs = (...ids: string[]) => holdFor(new Set(ids), detectors, custom)
  test.each([
    [['names'], { exact: ['Apple', 'Project Blue'], runs: false, lines: false }],
    [['folded'], { folded: ['bird'], exact: [] }],
    [['ticket'], { runs: true, lines: false }],
    [['sentence'], { runs: true, lines: true }],
    [['private-key'], { armour: true, runs: true }],
    [['credit-card'], { digits: true }],
    [['email-address'], { runs: true, digits: false, armour: false }],
    [[], none],
  ])('%j', (ids, hold) => expect(needs(...ids)).toMatchObject(hold))
})

describe('what waits at the end of a text', () => {
  test.each([
    ['runs', 'see ann@cor', 'ann@cor'],
    ['runs', 'see ann ', ''],
    ['runs', '値段はabc', 'abc'],
    // A group of four letters may be the bank code of an IBAN.
    ['digits', 'number 4929 1234 56', '4929 1234 56'],
    ['digits', 'code NWBK 6016', 'code NWBK 6016'],
    ['digits', 'account DE89 3704 0044 ', 'DE89 3704 0044 '],
    ['digits', 'in the year 2026 we went to many places of interest', ''],
    ['digits', 'number 123456789 of a', '123456789 of a'],
    ['armour', 'key:\n-----BEGIN RSA PRIVATE KEY-----\nMIIE', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    [
      'armour',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----',
    ],
    ['armour', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n', ''],
    ['armour', 'A file has -----BEGIN RSA PRIVATE KEY----- (that is how it starts)', ''],
    ['lines', 'one\ntwo three', 'two three'],
  ] as const)('%s: %j', (kind, text, expected) => {
    expect(waiting({ [kind]: true }, text)).toBe(expected)
  })

  test.each([
    ['about Proj', 'Proj'],
    ['about Project ', 'Project '],
    ['about Project   Bl', 'Project   Bl'],
    ['about Project Blue', 'Project Blue'],
    ['about Project Bluest', ''],
    ['about Projects', ''],
    ['about project', ''],
    ['subProj', ''],
  ])('words: %j', (text, expected) => {
    expect(waiting({ exact: ['Project Blue'] }, text)).toBe(expected)
    expect(waiting({ folded: ['project blue'] }, text.toUpperCase())).toBe(
      text === 'about project' ? 'PROJECT' : expected.toUpperCase(),
    )
  })

  test('a line without an end does not wait for ever', () => {
    expect(waiting({ lines: true }, 'x '.repeat(5000)).length).toBeLessThanOrEqual(256)
    expect(waiting({ runs: true }, 'x'.repeat(9000)).length).toBeLessThanOrEqual(4096)
  })
})
