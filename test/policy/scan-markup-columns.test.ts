/** The head of a column in HTML and SQL. */
import { expect, test } from 'vitest'
import type { Columns } from '../../policy/scan-columns.ts'
import { createHtmlColumns, createSqlColumns, insertConsumer } from '../../policy/scan-markup-columns.ts'
import { createStemEngine } from '../../policy/scan-stem-engine.ts'
import { pageOf } from './pages.ts'

const headOf = (columns: Columns, text: string, value: string): string | undefined => {
  const start = text.indexOf(value)
  columns.reset()
  const page = pageOf(text)
  createStemEngine([insertConsumer])(page, [])
  const head = columns.headOf(page, start, start + value.length)
  return head && text.slice(head.start, head.end)
}
const row = '<table><tr><th>Name</th><th class="n">Tax id</th></tr><tr><td>Ann</td><td>1234</td></tr></table>'
const insert = "INSERT INTO people (name, tax_id) VALUES ('Ann, (B)', '1234'), ('O''Neil', '5678');"

test.each([
  ['a cell', row, '1234', 'Tax id'],
  ['the first row', row, 'Name', undefined],
  ['outside of a table', '<p>1234</p>', '1234', undefined],
  ['another table', `${row}<table><tr><td>x</td></tr><tr><td>9999</td></tr></table>`, '9999', 'x'],
])('HTML: %s', (_name, text, value, head) => {
  expect(headOf(createHtmlColumns(), text, value)).toBe(head)
})

test.each([
  ['the first row', insert, '1234', 'tax_id'],
  ['the second row', insert, '5678', 'tax_id'],
  ['small letters', insert.replace('INSERT INTO', 'insert into'), '1234', 'tax_id'],
  ['another statement', `${insert}\n${insert.replace('tax_id', 'phone').replace('1234', '4711')}`, '4711', 'phone'],
  ['a statement without columns', `${insert} INSERT INTO people VALUES ('x', '4711')`, '4711', undefined],
  ['behind the statement', `${insert} print('4321')`, '4321', undefined],
  ['no statement', "f('1234')", '1234', undefined],
])('SQL: %s', (_name, text, value, head) => {
  expect(headOf(createSqlColumns(), text, value)).toBe(head)
})
