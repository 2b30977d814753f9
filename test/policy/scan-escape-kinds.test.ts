/** Every escape has its place, what it stands for, and a weight that says whether it is enough alone. */
import { expect, test } from 'vitest'
import { escapesOf, simpleEscape } from '../../policy/scan-escape-kinds.ts'
import { createPageMaker } from '../../policy/scan-page.ts'
import { pageOf } from './pages.ts'

test.each([
  ['a\\u005fb', '_', 3],
  ['a\\x5fb', '_', 3],
  ['a\\137b', '_', 3],
  ['a\\u{5f}b', '_', 3],
  ['a%5Fb', '_', 3],
  ['a&#95;b', '_', 3],
  ['a&lowbar;b', '_', 3],
  ['a&shy;b', '', 3],
  ['a=5Fb', '_', 3],
  ['a=\r\nb', '', 3],
  ['a\x1b[32mb', '', 3],
  ['a\\e[32mb', '', 3],
  ['a\x1b]8;;https://a.example\x07b', '', 3],
  ['a%41b', 'A', 1],
  ['a%20b', ' ', 0],
  ['a\\-b', '-', 0],
])('%j', (text, read, weight) => {
  expect(escapesOf(pageOf(text))).toEqual([{ at: 1, end: text.length - 1, text: read, weight }])
})

test('a hyphen that Markdown escapes counts before a digit', () => {
  expect(escapesOf(pageOf('xai\\-wag99'))).toEqual([{ at: 3, end: 5, text: '-', weight: 3 }])
})

test.each(['50% off', 'a & b', 'C:\\path\\name', 'x = 4a', '&unknown;', '\\u12', '%u12', '\x1b'])(
  'none in %j',
  text => {
    expect(escapesOf(pageOf(text))).toEqual([])
  },
)

test('escapes of strings are read as what they stand for', () => {
  expect(simpleEscape(pageOf('\\n'), 0)).toEqual({ end: 2, text: '\n' })
  expect(simpleEscape(pageOf('\\\\"'), 0)).toEqual({ end: 3, text: '"' })
  expect(simpleEscape(pageOf('\\q'), 0)).toBe(undefined)
})

test('an entity is not closed by what is left of the page before', () => {
  const make = createPageMaker()
  make(`${'a'.repeat(12)};${'b'.repeat(20)}`)
  expect(escapesOf(make('&#58'))).toEqual([])
})
