import { describe, expect, test } from 'vitest'
import {
  bytes,
  change,
  compact,
  duration,
  money,
  number,
  percent,
  plural,
  relative,
  span,
} from '../../../../console/web/words/format.ts'

test.each([
  [0, '$0'],
  [0.00001, '<$0.0001'],
  [0.0042, '$0.0042'],
  [0.042, '$0.042'],
  [0.42, '$0.42'],
  [12.4, '$12.40'],
  [1893.2, '$1,893'],
  [3_400_000, '$3.4M'],
])('%d dollars are %s', (usd, text) => expect(money(usd)).toBe(text))

test.each([
  [950, '950'],
  [1200, '1.2k'],
  [68_000, '68k'],
  [3_400_000, '3.4M'],
  [2_100_000_000, '2.1B'],
])('%d is %s in short', (value, text) => expect(compact(value)).toBe(text))

test.each([
  [1284, '1,284'],
  [99_999, '99,999'],
  [128_000, '128k'],
])('%d is %s', (value, text) => expect(number(value)).toBe(text))

test.each([
  [0.42, '0.42 ms'],
  [3.14, '3.1 ms'],
  [812, '812 ms'],
  [1812, '1.8 s'],
  [125_000, '2 min 5 s'],
])('%d ms are %s', (ms, text) => expect(duration(ms)).toBe(text))

test.each([
  [0, '0 s'],
  [59_000, '59 s'],
  [3_600_000, '1 h'],
  [11_400_000, '3 h 10 min'],
  [93_600_000, '1 d 2 h'],
])('a span of %d ms is %s', (ms, text) => expect(span(ms)).toBe(text))

test.each([
  [512, '512 B'],
  [1434, '1.4 kB'],
  [3_200_000, '3.2 MB'],
])('%d bytes are %s', (value, text) => expect(bytes(value)).toBe(text))

test.each([
  [0, '0%'],
  [0.004, '<1%'],
  [0.5, '50%'],
  [0.996, '>99%'],
  [1, '100%'],
])('a share of %d is %s', (share, text) => expect(percent(share)).toBe(text))

describe('relative', () => {
  const noon = new Date(2026, 4, 20, 12).getTime()
  test.each([
    [0, 'now'],
    [12_000, '12 s ago'],
    [5 * 60_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [20 * 3_600_000, 'yesterday 16:00'],
    [5 * 86_400_000, '15 May 12:00'],
    [-2 * 86_400_000, 'in 2 d'],
  ])('%d ms before noon is "%s"', (before, words) => expect(relative(noon - before, noon)).toBe(words))

  test('early today, seen late, is "today"', () => {
    expect(relative(new Date(2026, 4, 20, 1).getTime(), new Date(2026, 4, 20, 23).getTime())).toBe('today 01:00')
  })
})

test.each([
  [1, '1 finding'],
  [0, '0 findings'],
  [1200, '1,200 findings'],
])('%d: %s', (value, text) => expect(plural(value, 'finding')).toBe(text))

test.each([
  [110, 100, { text: '10%', direction: 'up' }],
  [50, 100, { text: '50%', direction: 'down' }],
  [100.1, 100, { text: 'unchanged', direction: 'same' }],
  [2000, 100, { text: '×20', direction: 'up' }],
  [5, 0, undefined],
])('from %d, before %d', (now, before, expected) => expect(change(now, before)).toEqual(expected))
