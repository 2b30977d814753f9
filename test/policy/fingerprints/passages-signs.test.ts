/** What signs stand for, one by one. */
import { expect, test } from 'vitest'
import { lettersOf } from '../../../policy/fingerprints/passages-letters.ts'
import { createSignReader, JOINED } from '../../../policy/fingerprints/passages-signs.ts'
import { cpuMs } from '../../cpu-time.ts'
import { pageOf } from './prose.ts'

function read(style: 'prose' | 'code', text: string, at: number): [unit: number, rest: string] {
  const signs = createSignReader(style, lettersOf(style))
  signs.begin()
  const { units, length } = pageOf(text)
  const next = signs.read(units, at, length, at > 0 && text[at - 1] !== ' ')
  return [signs.unit, text.slice(next)]
}

test.each([
  ['e-mail', 1, JOINED, 'mail'],
  ['agree-\nment', 5, JOINED, 'ment'],
  ['agree-\r\n  > ment', 5, JOINED, 'ment'],
  ['agree-\\nment', 5, JOINED, 'ment'],
  ['yes - no', 4, 0, ' no'],
  ['pages 3-4', 7, 0, '4'],
  ['don’t', 3, JOINED, 't'],
  ["a 'b'", 2, 0, "b'"],
  ['agree=\r\nment', 5, JOINED, 'ment'],
  ['a=b', 1, 0, 'b'],
  ['caf=C3=A9s', 3, 233, 's'],
  ['a=3Db', 1, 0, '3Db'],
  ['a=C3b', 1, 0, 'C3b'],
  ['one%20two', 3, 32, 'two'],
  ['caf%C3%A9s', 3, 233, 's'],
  ['don%E2%80%99t', 3, JOINED, 't'],
  ['e%2Dmail', 1, JOINED, 'mail'],
  ['100% of', 3, 0, ' of'],
  ['caf%C3%20s', 3, 0, 'C3%20s'],
  ['a%F0%9F%98%80', 1, 0, 'F0%9F%98%80'],
  ['a<p class="x">c', 1, 0, 'c'],
  ['a<\\/td>c', 1, 0, 'c'],
  ['a<b>c', 1, JOINED, 'c'],
  ['a</SPAN><span class="x">c', 1, JOINED, 'c'],
  ['a</b> c', 1, 0, ' c'],
  ['a</b></td><td>c', 1, 0, '<td>c'],
  ['a<sup>2</sup>', 1, 0, '2</sup>'],
  ['a<b><3', 1, 0, '<3'],
  ['a<3 b>', 1, 0, '3 b>'],
  ['a<b<c>', 1, 0, 'b<c>'],
  ['caf&eacute;s', 3, 101, 's'],
  ['caf&#233;s', 3, 233, 's'],
  ['caf&#xE9;s', 3, 233, 's'],
  ['don&rsquo;t', 3, JOINED, 't'],
  ['a&nbsp;b', 1, 0, 'b'],
  ['AT&T', 2, 0, 'T'],
  ['one\\ntwo', 3, 0, 'two'],
  ['one\\\\ntwo', 3, 0, 'two'],
  ['caf\\u00e9s', 3, 233, 's'],
  ['don\\u2019t', 3, JOINED, 't'],
  ['caf\\xe9s', 3, 233, 's'],
  ['one\\"two', 3, 0, '"two'],
])('prose: %j', (text, at, unit, rest) => {
  expect(read('prose', text, at)).toEqual([unit, rest])
})

test.each([
  ['a // b\nc', 2, '\nc'],
  ['http://b c', 5, '/b c'],
  ['x # b\nc', 2, '\nc'],
  ['"#fff" c', 1, 'fff" c'],
  ['-- b\nc', 0, '\nc'],
  ['i-- b', 1, '- b'],
  ['a /* b\n * c */ d', 2, ' d'],
  ['src/**/*.ts */', 3, '*/*.ts */'],
  ['a /* b', 2, ' b'],
  ['a // b\\nc', 2, '\\nc'],
])('code: %j', (text, at, rest) => {
  expect(read('code', text, at)).toEqual([0, rest])
})

test('a comment that never ends is looked for once', () => {
  const signs = createSignReader('code', lettersOf('code'))
  signs.begin()
  const text = '/* '.repeat(100_000)
  const { units, length } = pageOf(text)
  const read = (): void => {
    for (let at = 0; at < length; at += 3) signs.read(units, at, length, false)
  }
  expect(cpuMs(read)).toBeLessThan(500)
})
