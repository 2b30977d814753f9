/** A line tells by its shape whether it is code. */
import { expect, test } from 'vitest'
import { BLANK, BRACE, CODE, CONFIG, EITHER, lineKind, PROSE, SURE } from '../../policy/scan-code-lines.ts'
import { pageOf } from './pages.ts'

test.each([
  ['', BLANK],
  ['   \r', BLANK],
  ['const x = f(y);', SURE],
  ['return rows', CODE],
  ['  return result', CODE],
  ['if x in rows:', CODE],
  ['}', BRACE],
  ['  ]);', BRACE],
  ['#include <stdio.h>', SURE],
  ['MOVE 3 TO WS-SUM.', CODE],
  ['// opens the file', EITHER],
  ['# opens the file', EITHER],
  ['otherwise', EITHER],
  ['"name": "web",', CONFIG],
  ['name: web', CONFIG],
  ['- { "name": "web" },', CONFIG],
  ['name = "web"', CONFIG],
  ['port = 80', CONFIG],
  ['log = on  # or off', CONFIG],
  ['[server]', CONFIG],
  ['  port = 80', CODE],
  ['port = read(80)', SURE],
  ['port = 80;', SURE],
  ['#port = 80', EITHER],
  ['else:', CODE],
  ['Please look at this for me.', PROSE],
  ['And miles to go before I sleep;', PROSE],
  ['The field rowCount holds how many there are in it', PROSE],
  ['| f(x); | 1 |', PROSE],
  ['> if (x) { return }', PROSE],
  ['2026-01-03 10:11:12 open(id=1);', PROSE],
  ['Nov 21 12:34:56 host sshd[1]: open(1);', PROSE],
  ['    at open (main.js:10:3)', PROSE],
  ['  File "a.py", line 3, in main', PROSE],
])('%j', (line, kind) => {
  const page = pageOf(line)
  expect(lineKind(page.units, page.text, 0, line.length)).toBe(kind)
})
