/** The head of the column that a value stands in. */
import { expect, test } from 'vitest'
import { createColumns } from '../../policy/scan-columns.ts'
import { pageOf } from './pages.ts'

const headOf = (text: string, value: string): string | undefined => {
  const start = text.indexOf(value)
  const head = createColumns().headOf(pageOf(text), start, start + value.length)
  return head && text.slice(head.start, head.end)
}

test.each([
  ['commas', 'name,tax id,city\nAnn,1234,Oslo\nBo,5678,Oslo', '5678', 'tax id'],
  ['commas inside quotes', 'name,tax id\n"Berg, Ann",1234', '1234', 'tax id'],
  ['semicolons', 'name;tax id\nAnn;1234', '1234', 'tax id'],
  ['tabs', 'name\ttax id\nAnn\t1234', '1234', 'tax id'],
  ['Markdown', '| name | tax id |\n|---|---|\n| Ann | 1234 |', '1234', 'tax id'],
  ['two spaces or more', 'name   tax id   city\nAnn    1234     Oslo', '1234', 'tax id'],
  ['a date with a month', 'name,born\nAnn,3 May 1996', '1996', 'born'],
])('%s', (_name, text, value, head) => {
  expect(headOf(text, value)).toBe(head)
})

test.each([
  ['prose', 'we sold, in all, 1234 of them\nand then, in May, more', '1234'],
  ['the first row', 'name,1234\nAnn,5678', '1234'],
  ['rows of another width', 'name,tax id\nAnn,1234,Oslo', '1234'],
  ['another text of the request', 'name,tax id\0\nAnn,1234', '1234'],
  ['a head of numbers', '1,2\n3,1234', '1234'],
])('no head in %s', (_name, text, value) => {
  expect(headOf(text, value)).toBeUndefined()
})
