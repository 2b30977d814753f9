/** Which texts speak of authors, and which addresses have a label. */
import { expect, test } from 'vitest'
import { hasAddressLabel, isOfAuthors } from '../../policy/scan-authorship.ts'
import { pageOf } from './pages.ts'

const judge = (text: string, labelled = false): boolean => isOfAuthors(pageOf(text), text.lastIndexOf('@'), labelled)

test.each([
  ['Copyright of the maintainers\n  Ann Berg <ann@berg.io>', false, true],
  ['* Fix a bug in the build, patch by\n  Ann Berg <ann@berg.io>', false, true],
  ['"license": "MIT", "contributors": [{ "email": "ann@berg.io"', true, true],
  ['* Fix a bug in the build, mail: ann@berg.io', true, false],
  ['Our customer Ann Berg wrote from ann@berg.io', false, false],
  ['Reply to <ann@berg.io> about the licence of the shop', false, false],
])('%j', (text, labelled, expected) => {
  expect(judge(text, labelled)).toBe(expected)
})

test('a list of authors goes on below its head, a text of people does not begin with one', () => {
  const list = 'Ann Berg  ann@berg.io\n'.repeat(200)
  const page = pageOf(`THANKS to the contributors of the build\n${list}`)
  for (let at = page.text.indexOf('@'); at >= 0; at = page.text.indexOf('@', at + 1))
    expect(isOfAuthors(page, at, false)).toBe(true)
  expect(judge(list)).toBe(false)
})

test.each([
  ['E-mail: ', true],
  ['"email": "', true],
  ['To: <', true],
  ['| Mail | ', true],
  ['Ann Berg <', false],
])('label in %j: %s', (before, expected) => {
  expect(hasAddressLabel(pageOf(`${before}ann@berg.io`), before.length)).toBe(expected)
})
