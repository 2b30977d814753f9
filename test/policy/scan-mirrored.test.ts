/** A key backwards or in ROT13 is read the right way round. */
import { expect, test } from 'vitest'
import { mirroredViews } from '../../policy/scan-mirrored.ts'
import { makeSecret } from '../secrets.ts'
import { pageOf, scanned } from './pages.ts'

const key = makeSecret('ghp_[A-Za-z0-9]{36}')
const reversed = key.split('').reverse().join('')
const rotated = key.replace(/[a-z]/gi, sign =>
  String.fromCharCode((((sign.charCodeAt(0) & 31) + 12) % 26) + (sign < 'a' ? 65 : 97)),
)

test.each([
  ['reversed', reversed],
  ['ROT13', rotated],
])('%s', (dress, written) => {
  const [view] = mirroredViews(pageOf(`see ${written}.`))
  expect([view?.text, view?.dress]).toEqual([key, dress])
  expect(view!.place(0, key.length)).toEqual({ start: 4, end: 44 })
  expect(view!.place(0, 10)).toEqual(dress === 'ROT13' ? { start: 4, end: 14 } : { start: 34, end: 44 })
  expect(scanned(`see ${written}.`)).toEqual([['github-token', written]])
})

test.each(['a/path/to/something/else.txt', key, 'https://example.com/a/long/address'])(
  'nothing in other runs',
  text => {
    expect(mirroredViews(pageOf(text))).toEqual([])
  },
)
