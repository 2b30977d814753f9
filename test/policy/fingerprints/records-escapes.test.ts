import { expect, test } from 'vitest'
import { endOf, escapeAt, unitOf } from '../../../policy/fingerprints/records-escapes.ts'

function read(text: string): [end: number, unit: string] {
  const escape = escapeAt(
    Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
    0,
    text.length,
  )
  return [endOf(escape), String.fromCharCode(unitOf(escape))]
}

test.each<[string, number, string]>([
  ['%40x', 3, '@'],
  ['%C3', 3, ' '],
  ['\\u0040', 6, '@'],
  ['\\u738b', 6, '王'],
  ['\\x2e', 4, '.'],
  ['\\nora', 2, 'n'],
  ['&#64;', 5, '@'],
  ['&#x40;', 6, '@'],
  ['&#128512;', 9, ' '],
  ['&nbsp;x', 6, ' '],
  ['&ouml;', 6, 'o'],
])('%s', (text, end, unit) => expect(read(text)).toEqual([end, unit]))

test.each(['%4', '%zz', '%', '\\', '\\u12', '\\u12g4', '\\"', '&', '&#;', '&#12', '&#12a;', '&copy;', '&nonsense;'])(
  '%s is none',
  text => expect(read(text)).toEqual([1, ' ']),
)
