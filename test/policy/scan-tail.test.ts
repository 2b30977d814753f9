/** The sign behind a value is cut with it where it may be the value's own. */
import { expect, test } from 'vitest'
import { createPageMaker } from '../../policy/scan-page.ts'
import { tailEnd } from '../../policy/scan-tail.ts'

test.each([
  ['a password that ends in an asterisk', 'password: VALUE* next', 1],
  ['emphasis around the value', 'password: *VALUE* next', 0],
  ['emphasis of two signs', '**password: VALUE** next', 0],
  ['a question mark', 'is it VALUE? Yes', 1],
  ['a bracket that was opened', '(password: VALUE) next', 0],
  ['a bracket that nothing opens', 'PASSWORD=VALUE)\n', 1],
  ['a bracket opened and closed before', 'password (new) VALUE) x', 1],
  ['an underscore at the end of a token', '--token VALUE_ --verbose', 1],
  ['a full stop', 'password is VALUE. Thanks', 0],
  ['a sign with text behind it', 'a VALUE*b', 0],
])('%s', (_, text, more) => {
  const start = text.indexOf('VALUE')
  expect(tailEnd(createPageMaker()(text), start, start + 5)).toBe(start + 5 + more)
})
