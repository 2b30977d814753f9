/** Base32 and Ascii85 are decoded. */
import { expect, test } from 'vitest'
import { ascii85Views, decodeBase32, isBase32 } from '../../policy/scan-base32.ts'
import { pageOf } from './pages.ts'

test('base32, either case', () => {
  // RFC 4648, section 10.
  expect(decodeBase32('MZXW6YTBOI').toString()).toBe('foobar')
  expect(decodeBase32('mzxw6ytboi').toString()).toBe('foobar')
  expect([...'A7z2'].every(sign => isBase32(sign.charCodeAt(0)))).toBe(true)
  expect([...'018=_@`{'].some(sign => isBase32(sign.charCodeAt(0)))).toBe(false)
})

test('Ascii85 between its marks', () => {
  const text = 'see <~87cURD]i,"Ebo80~> here'
  const [view] = ascii85Views(pageOf(text))
  expect(view!.text).toBe('Hello World!')
  expect(view!.place(0, 12)).toEqual({ start: 6, end: text.indexOf('~>') })
  expect(ascii85Views(pageOf('a <~ b'))).toEqual([])
})
