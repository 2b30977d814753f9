/** Lines are placed by what stands before and behind them. */
import { expect, test } from 'vitest'
import { placeOfLine } from '../../policy/scan-mark-places.ts'
import { pageOf } from './pages.ts'

const placeOf = (text: string, line: string) => {
  const start = text.indexOf(line)
  return placeOfLine(pageOf(text), start, start + line.length)
}

test('the first lines and the last ones, empty lines aside', () => {
  expect(placeOf('X\na\nb\nc\nd', 'X')).toMatchObject({ before: 0, behind: undefined })
  expect(placeOf('a\n\n\nX\nb\nc\nd', 'X')).toMatchObject({ before: 1, behind: undefined })
  expect(placeOf('a\nb\nc\nX\nd\ne\nf', 'X')).toMatchObject({ before: undefined, behind: undefined })
  expect(placeOf('a\nb\nc\nX\n\n', 'X')).toMatchObject({ before: undefined, behind: 0 })
})

test('a form feed and a NUL begin a new one', () => {
  expect(placeOf('a\nb\nc\fX\nb\nc\nd', 'X')).toMatchObject({ before: 0, paged: true })
  expect(placeOf('a\nb\nc\0X\nb\nc\nd', 'X')).toMatchObject({ before: 0, paged: false })
})

test('a page number in the next line', () => {
  expect(placeOf('a\nb\nc\nX\nPage 3 of 9\nd\ne\nf', 'X').besidePageNumber).toBe(true)
  expect(placeOf('a\nb\nc\n- 3 -\nX\nd\ne\nf', 'X').besidePageNumber).toBe(true)
  expect(placeOf('a\nb\nc\nX\nd\ne\nf', 'X').besidePageNumber).toBe(false)
})

test('looks only so far', () => {
  const long = 'a'.repeat(5000)
  expect(placeOf(`${long}\nX\n${long}`, 'X')).toMatchObject({ before: undefined, behind: undefined })
})
