import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLearnedOutput } from '../../proxy/tokens-learned.ts'

test('the first calls reserve a cautious guess', () => {
  const learned = createLearnedOutput()
  expect(learned.expect('a', 'm', 'chat')).toBe(2000)
  learned.learn('a', 'm', 'chat', 30)
  expect(learned.expect('a', 'm', 'chat')).toBe(2000)
  learned.learn('a', 'm', 'chat', 9000)
  expect(learned.expect('a', 'm', 'chat')).toBe(9000)
})

test('about nine answers of ten stay below what is expected', () => {
  const learned = createLearnedOutput()
  // A fixed sequence that looks random, between 0 and 4000.
  let x = 1
  const next = () => (x = (x * 48_271) % 2_147_483_647) % 4000
  for (let i = 0; i < 2000; i++) learned.learn('a', 'm', 'chat', next())
  let below = 0
  for (let i = 0; i < 2000; i++) {
    const output = next()
    if (output <= learned.expect('a', 'm', 'chat')) below++
    learned.learn('a', 'm', 'chat', output)
  }
  expect(below / 2000).toBeGreaterThan(0.85)
  expect(below / 2000).toBeLessThan(0.95)
})

test('apps, models and kinds are learned apart; embeddings have no output', () => {
  const learned = createLearnedOutput()
  for (let i = 0; i < 50; i++) learned.learn('a', 'm', 'chat', 100)
  expect(learned.expect('a', 'm', 'chat')).toBeLessThan(200)
  expect(learned.expect('a', 'other', 'chat')).toBe(2000)
  expect(learned.expect('a', undefined, 'chat')).toBe(2000)
  expect(learned.expect('a', 'm', 'embedding')).toBe(0)
})

test('whatever is learned, the expectation is a positive number', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -10, max: 1e9 })), outputs => {
      const learned = createLearnedOutput()
      for (const output of outputs) learned.learn('a', 'm', 'chat', output)
      const expected = learned.expect('a', 'm', 'chat')
      expect(Number.isInteger(expected)).toBe(true)
      expect(expected).toBeGreaterThan(0)
    }),
  )
})
