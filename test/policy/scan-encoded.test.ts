/** Long runs that decode to something readable are views of it. */
import { expect, test } from 'vitest'
import { encodedViews } from '../../policy/scan-encoded.ts'
import { pageOf } from './pages.ts'

const words = 'the quick brown fox jumps over it'

test.each([
  ['base64', Buffer.from(words).toString('base64')],
  ['base64url', Buffer.from(words).toString('base64url')],
  ['hex', Buffer.from(words).toString('hex')],
  ['UTF-16', Buffer.from(words, 'utf16le').toString('base64')],
])('%s', (_, encoded) => {
  const [view] = encodedViews(pageOf(`see ${encoded}!`), [])
  expect(view?.text).toBe(words)
  // All of it is cut for all of it, and no more than the middle for the middle.
  expect(view?.place(0, words.length)).toEqual({ start: 4, end: 4 + encoded.length })
  const middle = view!.place(10, 15)
  expect(middle.start).toBeGreaterThan(4 + encoded.length * 0.2)
  expect(middle.end).toBeLessThan(4 + encoded.length * 0.6)
})

test('random bytes and what a secret covers are left alone', () => {
  expect(encodedViews(pageOf('q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA='), [])).toEqual([])
  expect(encodedViews(pageOf('short aGVsbG8='), [])).toEqual([])
})
