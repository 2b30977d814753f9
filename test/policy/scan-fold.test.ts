/** Invisible characters go, look-alikes become what they pass for, prose in other scripts stays. */
import { expect, test } from 'vitest'
import { foldedView } from '../../policy/scan-fold.ts'
import { pageOf } from './pages.ts'

test.each([
  ['ab\u200bcd', 'abcd'],
  ['se\u00adcret', 'secret'],
  ['ＡＢＣ１２', 'ABC12'],
  ['sk_livе_1', 'sk_live_1'],
  ['\ufeffkey', 'key'],
])('%j', (written, read) => {
  const view = foldedView(pageOf(`x ${written} y`))
  const at = view!.text.indexOf(read)
  expect(at).toBeGreaterThan(0)
  expect(view!.place(at, at + read.length).end).toBe(2 + written.length)
})

test.each(['plain text', 'Привет, как дела', '你好，世界', 'café'])('nothing to fold in: %s', text => {
  expect(foldedView(pageOf(text))).toBe(undefined)
})
