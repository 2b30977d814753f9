/** What joins the pieces of a value is found; what stands between words is not. */
import { expect, test } from 'vitest'
import { jointsOf } from '../../policy/scan-joints.ts'
import { pageOf } from './pages.ts'

test.each([
  ['"ab1" + "cd2"', '" + "'],
  ["'ab1'+'cd2'", "'+'"],
  ['"ab1" +\n  "cd2"', '" +\n  "'],
  ["'ab1' . 'cd2'", "' . '"],
  ['"ab1" "cd2"', '" "'],
  ['"ab1"\n  "cd2"', '"\n  "'],
  ['"ab1" & "cd2"', '" & "'],
  ["'ab1' || 'cd2'", "' || '"],
  ['"ab1" + f"cd2"', '" + f"'],
  ['\\"ab1\\" + \\"cd2\\"', undefined],
  ['aB3_<wbr>cd', '<wbr>'],
  ['aB3_</b><i>cd', '</b><i>'],
  ['aB3_<!-- x -->cd', '<!-- x -->'],
  ['ann[.]lee', '[.]'],
  ['ann [at] lee', ' [at] '],
  ['x [32mabc[0m', '[32m'],
])('%j', (text, joint) => {
  const found = jointsOf(pageOf(text)).map(({ at, end }) => text.slice(at, end))
  expect(found[0]).toBe(joint)
})

test.each(['"a" + b', "it's 'a' and 'b'", 'words</b> and more', 'list[0]', 'a < b', '1 + 1', '"a", "b"'])(
  'none in %j',
  text => expect(jointsOf(pageOf(text))).toEqual([]),
)
