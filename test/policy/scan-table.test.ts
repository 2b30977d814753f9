/** Cells below a head, in the tables that people paste. */
import { expect, test } from 'vitest'
import { cellsBelow } from '../../policy/scan-table.ts'
import { pageOf } from './pages.ts'

function below(text: string, head = 'head'): string[] {
  const start = text.indexOf(head)
  return cellsBelow(pageOf(text), start, start + head.length).map(cell => text.slice(cell.start, cell.end))
}

test.each([
  ['a,head,b\n1,x,2\n3,y,4\n\nafter', ['x', 'y']],
  ['head;b\nx;2', ['x']],
  ['a\thead\n1\tx\n', ['x']],
  ['| a | head |\n| --- | --- |\n| 1 | `x` |\n', ['---', 'x']],
  ['"a","head"\n"1","x"', ['x']],
  ['head\nx', []],
  ['call(a, head)\nother, x', []],
  ['head,\nother,\n', []],
])('%j', (text, cells) => {
  expect(below(text)).toEqual(cells)
})
