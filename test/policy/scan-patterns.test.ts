/** Patterns of a policy: their values, their places, and what is said against them. */
import { describe, expect, test } from 'vitest'
import type { Hit } from '../../policy/scan-page.ts'
import { createPatternEngine, doubtAbout, type Pattern, reasonAgainstPattern } from '../../policy/scan-patterns.ts'
import { cpuMs } from '../cpu-time.ts'
import { pageOf } from './pages.ts'

const pattern = (text: string, more: Partial<Pattern> = {}): Pattern => ({
  detector: { id: text, category: 'custom', severity: 'medium' },
  pattern: text,
  ignoreCase: false,
  entropy: 0,
  confidence: 'medium',
  why: [],
  ...more,
})

function found(patterns: Pattern[], text: string): string[] {
  const hits: Hit[] = []
  createPatternEngine(patterns)(pageOf(text), hits)
  return hits.map(hit => text.slice(hit.start, hit.end))
}

describe('the value', () => {
  test.each([
    ['ACME-[0-9]+', 'see ACME-1, ACME-22', ['ACME-1', 'ACME-22']],
    ['key (k)', 'key k', ['k']],
    ['id=([0-9]+)|nr ([0-9]+)', 'id=12 nr 34', ['12', '34']],
    ['(x)?ACME', 'ACME xACME', ['ACME', 'x']],
    ['(x*)ACME', 'ACME', ['ACME']],
    ['(?i)acme-(?P<n>[0-9]+)', 'Acme-7', ['7']],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['\\p{Lu}{3}-\\d', 'ÄÖÜ-1 äöü-2', ['ÄÖÜ-1']],
    ['[\\p{Han}]{2}代码', '绝密代码', ['绝密代码']],
    ['^Top: \\w+$', 'Top: one\nis Top: two\nTop: three', ['Top: one', 'Top: three']],
  ])('%s in %j', (text, in_, expected) => {
    expect(found([pattern(text)], in_)).toEqual(expected)
    expect(found([pattern(text), pattern('unused[0-9]q'), pattern('[a-z]unused[0-9]')], in_)).toEqual(expected)
  })
  test('its place is right behind astral and CJK characters', () => {
    expect(
      found([pattern('A-[0-9]'), pattern('B-([0-9])'), pattern('[CD]-[0-9]')], '😀会议 A-1 👩‍👩‍👧 B-2 é C-3'),
    ).toEqual(['A-1', '2', 'C-3'])
  })
  test('case and entropy', () => {
    expect(found([pattern('acme', { ignoreCase: true })], 'ACME')).toEqual(['ACME'])
    expect(found([pattern('v-[a-z]{8}', { entropy: 2.5 })], 'v-aaaaaaaa v-qwzjkxvb')).toEqual(['v-qwzjkxvb'])
  })
})

test('texts of a request are matched one by one, each with its own first and last line', () => {
  expect(found([pattern('a[^x]*b')], 'a1\0 2b\0a3b')).toEqual(['a3b'])
  expect(found([pattern('^Top$')], 'x\0Top\0y')).toEqual(['Top'])
  expect(found([pattern('^Töp$'), pattern('[q]9')], 'x\0Töp\0y')).toEqual(['Töp'])
})

test('pages that come one after another are each read', () => {
  const engine = createPatternEngine([pattern('A-[0-9]'), pattern('[B]-[0-9]'), pattern('[C]-[0-9]')])
  for (const text of ['A-1', 'B-2 x', 'C-3', 'é A-4', 'B-5']) {
    const hits: Hit[] = []
    engine(pageOf(text), hits)
    expect(hits).toHaveLength(1)
  }
})

describe('twenty patterns', () => {
  const patterns = Array.from({ length: 20 }, (_, i) => pattern(`[K-M]${i}[A-Z]{2}-[0-9]{5}`))
  const msOf = (text: string): number => {
    const engine = createPatternEngine(patterns)
    const page = pageOf(text)
    return cpuMs(() => engine(page, []), 3)
  }
  test.each([
    ['prose', 'The quarterly meeting went well and everybody agreed on it. '],
    ['CJK', '会议进行得很顺利😀'],
  ])('read %s at more than 50 MB/s', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(msOf(text)).toBeLessThan(20)
  })
  test('stay linear in a text full of matches', () => {
    const quick = msOf('K1AB-12345 会 '.repeat(5000))
    expect(msOf('K1AB-12345 会 '.repeat(20_000))).toBeLessThan(8 * quick + 20)
  })
})

test('a set that needs too much memory leaves each pattern to itself', () => {
  const greedy = Array.from({ length: 8 }, (_, i) => pattern(`[a-q][^u-z]{${20 + i}}x`))
  const text = 'abcdefghijklmnop'.repeat(2000)
  expect(found(greedy, `${text}x`)).toHaveLength(8)
})

describe('what cannot run or finds nothing is told', () => {
  test.each([
    ['(?<=x)y', 'look-ahead and look-behind'],
    ['(a)\\1', 'back-references'],
    ['a*', 'matches the empty text'],
    ['(foo|)', 'matches the empty text'],
    ['^', 'matches the empty text'],
    ['\\b', 'finds nothing'],
    ['(', 'missing'],
    ['a{2000}', 'repetition'],
  ])('%s', (text, reason) => {
    expect(reasonAgainstPattern(text, false)).toContain(reason)
  })
  test.each(['ACME-[0-9]+', '(x|)ACME', '\\bACME\\b', '(?i)acme'])('%s runs', text => {
    expect(reasonAgainstPattern(text, true)).toBeUndefined()
  })
})

describe('what matches nearly everything is doubted', () => {
  test.each(['.', '.+', '\\w+', '[a-z]+', '[^x]', '\\S{4,}', '[a-z]{4,}'])('%s', text => {
    expect(doubtAbout(text, false)).toMatch(/matches nearly everything: \d+ % of an ordinary text/)
  })
  test.each(['ACME-[0-9]+', '[0-9]{6,}', '\\b[A-Z]{2}[0-9]{4}\\b', 'https?://\\S+', '[A-Z][a-z]+ GmbH'])(
    '%s is not',
    text => {
      expect(doubtAbout(text, false)).toBeUndefined()
    },
  )
})
