/** Lists of codes are read in the base that fits all of them. */
import { expect, test } from 'vitest'
import { codesAt } from '../../policy/scan-codes.ts'
import { pageOf } from './pages.ts'

const value = 'a secret of mine!'
const codes = (make: (code: number) => string, sign: string): string =>
  [...value].map(character => make(character.charCodeAt(0))).join(sign)

test.each([
  ['decimal', codes(String, ', ')],
  ['calls', codes(code => `chr(${code})`, ' + ')],
  ['casts', codes(code => `[char]${code}`, '+')],
  ['octal', codes(code => code.toString(8).padStart(3, '0'), ' ')],
  ['binary', codes(code => code.toString(2).padStart(8, '0'), ' ')],
  ['binary without signs', codes(code => code.toString(2).padStart(8, '0'), '')],
])('%s', (_, written) => {
  const found = codesAt(pageOf(written), written.search(/[0-9]/), 0)
  expect(found?.view?.text).toBe(value)
  const { start, end } = found!.view!.place(0, value.length)
  expect(written.slice(0, start) + written.slice(end)).not.toMatch(/[0-9]/)
})

test.each(['12, 13, 14', '10, 900, 10, 900', codes(code => String(code + 90), ', ')])('nothing in: %s', text => {
  expect(codesAt(pageOf(text), 0, 0)?.view).toBe(undefined)
})
