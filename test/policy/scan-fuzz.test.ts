/** Whatever a text holds, a scan ends, does not throw, and names places inside the text that split no character. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { createScanner, sample } from '../../policy/scan.ts'
import { cpuMs } from '../cpu-time.ts'
import { dresses } from './dresses.ts'

const scanner = createScanner()

function check(texts: readonly string[]): void {
  for (const { text, start, end } of scanner.scan(texts.map(one => ({ text: one })))) {
    const whole = texts[text]!
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(whole.length)
    expect(splits(whole, start) || splits(whole, end)).toBe(false)
  }
}

/** Between the two units of one character. */
function splits(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const behind = text.charCodeAt(at)
  return before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000
}

const keywords = detectors.flatMap(one =>
  one.kind === 'token' ? one.keywords : one.kind === 'number' ? one.labels : [],
)
const fragment = fc.oneof(
  fc.constantFrom(...keywords),
  fc.constantFrom(...detectors.map(one => one.id)).map(id => sample(id)),
  fc.constantFrom(
    '=',
    ': "',
    '\n',
    '\r\n',
    '|',
    ',',
    '" + "',
    '\\',
    '%',
    '&#',
    '=\n',
    '<~',
    '~>',
    '\x1b[',
    '[0m',
    '\0',
  ),
  fc.constantFrom(
    '\ud800',
    '\udc00',
    '\u200b',
    '\u0301',
    '😀',
    '𝗔𝗕',
    'ａ',
    'Ａ\ud83d',
    '\ufeff',
    'а',
    '\ud835',
    '\udb40',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
)
const mixture = fc.array(fragment, { maxLength: 14 }).map(parts => parts.join(''))
const dressed = fc
  .tuple(mixture, fc.array(fc.constantFrom(...Object.keys(dresses)), { maxLength: 5 }))
  .map(([text, names]) => names.reduce((inner, name) => (inner.length > 4000 ? inner : dresses[name]!(inner)), text))

describe('a scan of', () => {
  test('mixtures of fragments, in several texts', () => {
    fc.assert(
      fc.property(fc.array(mixture, { maxLength: 4 }), texts => check(texts)),
      { numRuns: 500 },
    )
  })

  test('nested dresses', () => {
    fc.assert(
      fc.property(dressed, text => check([text])),
      { numRuns: 400 },
    )
  })

  test('bytes read as Latin-1, as UTF-8 and as UTF-16', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        const buffer = Buffer.from(bytes)
        check([buffer.toString('latin1'), buffer.toString('utf8'), buffer.toString('utf16le')])
      }),
      { numRuns: 300 },
    )
  })

  test('emoji between the characters of a key', () => {
    for (const sign of ['😀', '🔑', ' 🔥 ', '\ud83d', '\u{e0041}'])
      for (const id of ['github-token', 'stripe-secret-key', 'aws-access-key-id'])
        for (const size of [1, 4, 6]) check([sample(id).replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${sign}`)])
  })

  test('one long line of fragments ends soon', () => {
    for (const [seed, runs] of [
      [1, 6],
      [2, 6],
    ] as const) {
      for (const text of fc.sample(dressed, { seed, numRuns: runs })) {
        const line = text
          .replaceAll('\n', ' ')
          .repeat(Math.ceil(60_000 / Math.max(1, text.length)))
          .slice(0, 60_000)
        // 60 KB at most in what 2 MB of prose take; a square would take minutes.
        expect(cpuMs(() => check([line]))).toBeLessThan(1500)
      }
    }
  })
})
