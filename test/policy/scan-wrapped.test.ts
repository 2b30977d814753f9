/** Lines of encoded text are put together, and places map back to them. */
import { expect, test } from 'vitest'
import { joinLines } from '../../policy/scan-wrapped.ts'
import { pageOf } from './pages.ts'

const isLetter = (unit: number): boolean => unit > 96 && unit < 123
const lines = ['a'.repeat(60), 'b'.repeat(60), 'c'.repeat(20)]

test.each([
  ['lines', '', '\n'],
  ['Windows lines', '', '\r\n'],
  ['indented', '  ', '\n  '],
  ['quoted', '> ', '\n> '],
  ['a diff', '+', '\n+'],
  ['spaces', '', ' '],
  ['literals', '"', '" +\n"'],
  ['backslashes', '', '\\\n'],
])('%s', (_, before, between) => {
  const text = before + lines.join(between)
  const joined = joinLines(pageOf(text), before.length, before.length + 60, isLetter)
  expect(joined.text).toBe(lines.join(''))
  expect(joined.end).toBe(text.length)
  expect([joined.place(0), joined.place(60), joined.place(139)]).toEqual([
    before.length,
    text.indexOf('b'),
    text.length - 1,
  ])
})

test.each(['word\nother', `${lines[0]}, ${lines[1]!.slice(0, 3)}`, `${lines[0]}\n\n\n= ${lines[1]}`])(
  'what does not go on is left: %j',
  text => {
    const first = text.search(/[^a-z]/)
    expect(joinLines(pageOf(text), 0, first, isLetter).end).toBe(first)
  },
)
