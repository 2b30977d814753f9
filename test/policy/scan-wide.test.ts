/** NUL characters between letters go. */
import { expect, test } from 'vitest'
import { wideViews } from '../../policy/scan-wide.ts'
import { pageOf } from './pages.ts'

const words = 'a secret of some length'

test.each([
  ['UTF-16LE', [...words].map(sign => `${sign}\0`).join('')],
  ['UTF-16BE', [...words].map(sign => `\0${sign}`).join('')],
  ['UTF-32LE', [...words].map(sign => `${sign}\0\0\0`).join('')],
])('%s', (_, written) => {
  const [view] = wideViews(pageOf(`== ${written}`))
  const at = view!.text.indexOf(words)
  expect(at).toBeGreaterThanOrEqual(0)
  expect(view!.place(at, at + words.length).end).toBe(3 + written.length)
})

test.each(['a\0b\0c', 'no zeros', '\0\0\0\0\0\0\0\0'])('nothing in %j', text => {
  expect(wideViews(pageOf(text))).toEqual([])
})
