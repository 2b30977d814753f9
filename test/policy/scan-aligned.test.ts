/** Columns made by spaces or by HTML: the cells right below a head. */
import { expect, test } from 'vitest'
import { alignedBelow, htmlBelow } from '../../policy/scan-aligned.ts'
import { pageOf } from './pages.ts'

const cut = (text: string, read: typeof alignedBelow): string[] => {
  const start = text.indexOf('Password')
  return read(pageOf(text), start, start + 8).map(cell => text.slice(cell.start, cell.end))
}

test.each([
  [
    'the last column',
    'Host       User     Password\ndb1        root     one1\nweb        ann      two2',
    ['one1', 'two2'],
  ],
  ['a column between', 'User      Password   Role\nann       one1       admin\n', ['one1']],
  ['a sentence', 'The Password  is long\nand it    must  be', []],
  ['another number of columns', 'User      Password\nann\n', []],
])('aligned: %s', (_, text, cells) => expect(cut(text, alignedBelow)).toEqual(cells))

test.each([
  [
    'a table',
    '<table><tr><th>User</th><th>Password</th></tr><tr><td>ann</td><td>one1</td></tr><tr><td>b</td><td class="x">two2</td></tr></table>',
    ['one1', 'two2'],
  ],
  ['a cell that is no head', '<tr><td>Password</td><td>x</td></tr>', []],
  ['no table', '<th>Password</th>', []],
])('HTML: %s', (_, text, cells) => expect(cut(text, htmlBelow)).toEqual(cells))
