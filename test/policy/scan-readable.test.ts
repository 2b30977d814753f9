/** Bytes that are text are told from others. */
import { expect, test } from 'vitest'
import { beginsReadable, isReadable, isWide, plainText } from '../../policy/scan-readable.ts'
import { pageOf } from './pages.ts'

const words = 'the quick brown fox'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test('the beginning of base64 of text, UTF-8 too', () => {
  expect(beginsReadable(pageOf(base64(words)), 0)).toBe(true)
  expect(beginsReadable(pageOf(base64('Grüße, hier ist es')), 0)).toBe(true)
  expect(beginsReadable(pageOf('q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ'), 0)).toBe(false)
  expect(beginsReadable(pageOf('dGhlIHF1aWNr IGJyb3du'), 0)).toBe(false)
})

test('readable bytes, of either width', () => {
  expect(isReadable(Buffer.from(words))).toBe(true)
  expect(isReadable(Buffer.from(words, 'utf16le'))).toBe(true)
  expect(isReadable(Buffer.from('short'))).toBe(false)
  expect(isReadable(Buffer.from('00ff10ab00ff10ab00ff10ab', 'hex'))).toBe(false)
})

test('UTF-16 in both orders becomes text', () => {
  const little = Buffer.from(words, 'utf16le')
  const big = Buffer.from(words, 'utf16le').swap16()
  expect([isWide(little), isWide(big), isWide(Buffer.from(words))]).toEqual([true, true, false])
  expect([plainText(little), plainText(big), plainText(Buffer.from(words))]).toEqual([words, words, words])
})
