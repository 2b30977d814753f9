import { expect, test } from 'vitest'
import { createThrottle } from '../../../console/server/throttle.ts'

function atTime() {
  const clock = { at: 0 }
  return { clock, throttle: createThrottle({ now: () => clock.at, maxEntries: 100 }) }
}

test('five tries are free, then waits double up to a minute', () => {
  const { clock, throttle } = atTime()
  for (let i = 0; i < 5; i++) expect(throttle.begin('ann', `10.0.0.${i}`)).toBe(0)
  const waits: number[] = []
  for (let i = 0; i < 9; i++) {
    const wait = throttle.begin('ann', `10.0.1.${i}`)
    waits.push(wait)
    clock.at += wait * 1000
    expect(throttle.begin('ann', `10.0.2.${i}`)).toBe(0)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('a refused try does not lengthen the wait', () => {
  const { throttle } = atTime()
  for (let i = 0; i < 6; i++) throttle.begin('ann', 'a')
  for (let i = 0; i < 50; i++) expect(throttle.begin('ann', 'a')).toBe(1)
})

test('a right password clears the name, and its try does not count against the address', () => {
  const { throttle } = atTime()
  for (let i = 0; i < 200; i++) {
    expect(throttle.begin('ann', 'office')).toBe(0)
    throttle.succeed('ann', 'office')
  }
})

test('names differ by more than case', () => {
  const { throttle } = atTime()
  for (const name of ['ann', 'ANN', 'Ann', 'aNn', 'anN']) throttle.begin(name, name)
  expect(throttle.begin('ann', 'z')).toBeGreaterThan(0)
  expect(throttle.begin('bob', 'z')).toBe(0)
})

test('addresses of one IPv6 network are one address', () => {
  const { throttle } = atTime()
  for (let i = 0; i < 20; i++) expect(throttle.begin(`user${i}`, `2001:db8:1:2::${i.toString(16)}`)).toBe(0)
  expect(throttle.begin('other', '2001:db8:1:2:ffff::1')).toBeGreaterThan(0)
  expect(throttle.begin('other', '2001:db8:1:3::1')).toBe(0)
})

test('an hour without a try is forgotten', () => {
  const { clock, throttle } = atTime()
  for (let i = 0; i < 8; i++) throttle.begin('ann', 'a')
  clock.at += 61 * 60_000
  for (let i = 0; i < 5; i++) expect(throttle.begin('ann', 'a')).toBe(0)
})
