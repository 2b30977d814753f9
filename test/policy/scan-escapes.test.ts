/** Stretches of escapes are read as what they stand for. */
import { expect, test } from 'vitest'
import { escapedViews } from '../../policy/scan-escapes.ts'
import { pageOf } from './pages.ts'

const codes = (text: string, make: (code: number) => string): string =>
  [...text].map(sign => make(sign.charCodeAt(0))).join('')

test.each([
  ['JSON', codes('token', code => `\\u${code.toString(16).padStart(4, '0')}`), 'token'],
  ['braces', codes('token', code => `\\u{${code.toString(16)}}`), 'token'],
  ['C', codes('token', code => `\\x${code.toString(16)}`), 'token'],
  ['percent', codes('token', code => `%${code.toString(16)}`), 'token'],
  ['entities', codes('token', code => `&#x${code.toString(16)};`), 'token'],
  ['named entities', 'a&amp;b&equals;c&sol;d', 'a&b=c/d'],
  ['soft line break', 'abc=\ndef', 'abcdef'],
  ['octal', codes('token', code => `\\${code.toString(8).padStart(3, '0')}`), 'token'],
  ['Python', codes('token', code => `\\U${code.toString(16).padStart(8, '0')}`), 'token'],
  ['old browsers', codes('token', code => `%u${code.toString(16).padStart(4, '0')}`), 'token'],
  ['percent twice', codes('token', code => `%25${code.toString(16)}`), 'token'],
  ['entities twice', codes('token', code => `&amp;#${code};`), 'token'],
  ['code points', [...'token'].map(sign => `U+00${sign.charCodeAt(0).toString(16)}`).join(' '), 'token'],
  ['one escape between letters', 'ghp\\u005fabc', 'ghp_abc'],
  ['a slash of JSON', 'ab\\/cd', 'ab/cd'],
  ['terminal colours', '\x1b[1;32mtoken\x1b[0m', 'token'],
  ['terminal colours, written', '\\033[32mtoken\\x1b[0m', 'token'],
])('%s', (_, written, read) => {
  const [view] = escapedViews(pageOf(`<< ${written} >>`))
  const at = view!.text.indexOf(read)
  expect(at).toBeGreaterThanOrEqual(0)
  // Colours stand around the word and are no part of it.
  const own = written.includes('[0m') ? written.indexOf(read) : -1
  expect(view!.place(at, at + read.length)).toEqual(
    own < 0 ? { start: 3, end: 3 + written.length } : { start: 3 + own, end: 3 + own + read.length },
  )
})

test('one value with its escapes far apart is one view, and nothing of it is left as it was written', () => {
  const part = 'abcdefghij'.repeat(20)
  const written = `${part}%2F`.repeat(5)
  const views = escapedViews(pageOf(`data=${written}==`))
  expect(views.map(view => view.text)).toEqual([`data=${`${part}/`.repeat(5)}==`])
})

test('escapes near a stretch are read with it', () => {
  const [view] = escapedViews(pageOf(`a%2Fb ${'word '.repeat(17)}x%41%42%43`))
  expect(view!.text).not.toContain('%')
})

test.each(['100% of 20% and 5%', 'a\\nb\\nc\\nd', 'x = y & z', '[1, 2, 3]'])('nothing in: %s', text => {
  expect(escapedViews(pageOf(text))).toEqual([])
})
