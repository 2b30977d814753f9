import { expect, test, vi } from 'vitest'
import type { UsageReader } from '../../proxy/providers/types.ts'
import { guardReader } from '../../proxy/usage-reader.ts'

const cause = new TypeError('odd event')
const broken = (): never => {
  throw cause
}

test('a reader that works is passed through', () => {
  const event = vi.fn()
  const reader = guardReader({ event, done: () => ({ kind: 'text', outputText: 'x' }) }, broken)
  reader.event('data', 'name')
  expect(event).toHaveBeenCalledWith('data', 'name')
  expect(reader.done()).toEqual({ kind: 'text', outputText: 'x' })
})

test.each<[string, UsageReader]>([
  ['an event', { event: broken, done: () => ({ kind: 'text', outputText: 'half' }) }],
  ['the end', { event: () => undefined, done: broken }],
])('a reader that throws at %s reports nothing and is left alone', (_, faulty) => {
  const event = vi.spyOn(faulty, 'event')
  const failed = vi.fn()
  const reader = guardReader(faulty, failed)
  reader.event('one')
  expect(reader.done()).toEqual({ kind: 'none' })
  reader.event('two')
  expect(failed).toHaveBeenCalledExactlyOnceWith(cause)
  expect(event).toHaveBeenCalledTimes(1)
})
