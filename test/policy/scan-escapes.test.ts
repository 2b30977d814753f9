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
])('%s', (_, written, read) => {
  const [view] = escapedViews(pageOf(`<< ${written} >>`))
  const at = view!.text.indexOf(read)
  expect(at).toBeGreaterThanOrEqual(0)
  expect(view!.place(at, at + read.length)).toEqual({ start: 3, end: 3 + written.length })
})

test('character codes in a list', () => {
  const list = `[${[...'a secret of mine'].map(sign => sign.charCodeAt(0)).join(', ')}]`
  expect(escapedViews(pageOf(list)).map(view => view.text)).toEqual(['a secret of mine'])
})

test.each(['100% of 20% and 5%', 'a\\nb\\nc\\nd', 'x = y & z', '[1, 2, 3]'])('nothing in: %s', text => {
  expect(escapedViews(pageOf(text))).toEqual([])
})
