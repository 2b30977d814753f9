import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categories } from '../../policy/finding.ts'
import {
  derivePlaceholder,
  longestPlaceholder,
  nextMarker,
  placeholderAt,
  placeholderKind,
} from '../../policy/placeholder.ts'

const scope = { key: Buffer.alloc(32, 1), person: 'ann', conversation: 'c' }

describe('derived placeholders', () => {
  test('the same value of the same scope has the same placeholder; anything else gives another', () => {
    const made = derivePlaceholder(scope, 'EMAIL', 'a@b.c')
    expect(derivePlaceholder({ ...scope }, 'EMAIL', 'a@b.c')).toBe(made)
    const others = [
      derivePlaceholder(scope, 'EMAIL', 'a@b.d'),
      derivePlaceholder(scope, 'EMAIL', 'a@b.c', 1),
      derivePlaceholder({ ...scope, person: 'bob' }, 'EMAIL', 'a@b.c'),
      derivePlaceholder({ ...scope, conversation: 'd' }, 'EMAIL', 'a@b.c'),
      derivePlaceholder({ ...scope, key: Buffer.alloc(32, 2) }, 'EMAIL', 'a@b.c'),
      // Parts that run together are not taken for one another.
      derivePlaceholder({ ...scope, person: 'an', conversation: 'nc' }, 'EMAIL', 'a@b.c'),
    ]
    expect(new Set([made, ...others]).size).toBe(7)
  })

  test('none is the beginning of another, and they differ by more than their ends', () => {
    const made = Array.from({ length: 2000 }, (_, i) =>
      derivePlaceholder(scope, ['TERM', 'KEY', 'EMAIL'][i % 3]!, `v${i}`),
    )
    expect(new Set(made).size).toBe(made.length)
    const sorted = made.toSorted()
    for (const [i, one] of sorted.entries()) expect(sorted[i + 1]?.startsWith(one)).not.toBe(true)
    const codes = made.map(one => one.slice(-10, -4))
    expect(new Set(codes).size).toBeGreaterThan(made.length * 0.99)
  })

  test('they are letters and digits that JSON, URLs and file names leave alone', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        const made = derivePlaceholder(scope, 'PERSONAL', value)
        expect(made).toMatch(/^ZQPERSONAL[34679][34679CDFHJKMNPRTWXY]{9}$/)
        expect(JSON.stringify(made)).toBe(`"${made}"`)
        expect(encodeURIComponent(made)).toBe(made)
        expect(made.length).toBeLessThanOrEqual(longestPlaceholder)
      }),
    )
  })

  test.each(categories)('category %s has a kind that is found again', category => {
    const made = derivePlaceholder(scope, placeholderKind('some-detector', category), 'v')
    expect(placeholderAt(made, 0)).toEqual({ kind: 'match', end: made.length })
  })
})

describe('placeholders in text', () => {
  const made = derivePlaceholder(scope, 'EMAIL', 'v')
  test.each([
    ['by itself', made, 0],
    ['in lower case', made.toLowerCase(), 0],
    ['after a letter that ends an escape', `\\n${made}`, 2],
    ['after a Unicode escape', `\\u00e9${made}`, 6],
    ['after a percent escape', `%0A${made}`, 3],
    ['after another script', `値${made}`, 1],
    ['with a letter behind it', `${made}s`, 0],
  ])('%s', (_, text, at) => {
    expect(placeholderAt(text, at)).toEqual({ kind: 'match', end: at + made.length })
    expect(nextMarker(text, 0)).toBe(at)
  })

  test.each([
    ['inside a word', `foo${made}`, 3, 'none'],
    ['an unknown kind', 'ZQEMALE4T7KX3MRP9', 0, 'none'],
    ['a character that is not in the alphabet', `${made.slice(0, -1)}O`, 0, 'near'],
    ['another word with zq', 'ZQuietly', 0, 'none'],
  ])('not %s', (_, text, at, kind) => {
    expect(placeholderAt(text, at).kind).toBe(kind)
  })

  test('every beginning of one is open, nothing else is', () => {
    for (let length = 1; length < made.length; length++)
      expect(placeholderAt(made.slice(0, length), 0).kind).toBe('open')
    expect(placeholderAt('ZA', 0).kind).toBe('none')
  })
})

test('one behind the colour of a terminal stands for itself, one inside a word does not', () => {
  const one = 'ZQEMAIL4T7KX3MRP9'
  for (const before of ['\x1b[32m', '\x1b[1;31m', '\x1b[m'])
    expect(placeholderAt(before + one, before.length)).toEqual({ kind: 'match', end: before.length + one.length })
  for (const before of ['m', '32m', '[32m']) expect(placeholderAt(before + one, before.length).kind).toBe('none')
})
