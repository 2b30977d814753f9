/** Values with spaces inside are read to their end. */
import { expect, test } from 'vitest'
import { groupsFrom, lineFrom } from '../../policy/scan-groups.ts'
import { pageOf } from './pages.ts'

const cut = (text: string, found: { start: number; end: number } | undefined): string | undefined =>
  found && text.slice(found.start, found.end)

test.each([
  ['HBTQ O7JJ YYL3 EHYG and so on', 'HBTQ O7JJ YYL3 EHYG'],
  ['hbtq ogjj yylx ehyg', 'hbtq ogjj yylx ehyg'],
  ['HBTQ O7JJ YYL3', undefined],
  ['Some more text that does not fit', undefined],
  ['HBTQ o7jj YYL3 EHYG', undefined],
])('groups in: %s', (text, value) => {
  expect(cut(text, groupsFrom(pageOf(text), 0))).toBe(value)
})

test.each([
  ['amber river falcon stone\nnext', 'amber river falcon stone'],
  ['amber river falcon, stone', 'amber river falcon'],
  ['amber', undefined],
])('line in: %s', (text, value) => {
  expect(cut(text, lineFrom(pageOf(text), 0))).toBe(value)
})
