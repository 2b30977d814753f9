import { expect, test } from 'vitest'
import { createThrottle } from '../../../proxy/identity/throttle.ts'

function clocked(options: { readonly maxAddresses?: number } = {}) {
  let now = 1_000_000
  const throttle = createThrottle({ perMinute: 5, now: () => now, ...options })
  const fail = (address: string, times: number) => {
    for (let i = 0; i < times; i++) throttle.failed(address)
  }
  return { throttle, fail, wait: (ms: number) => void (now += ms) }
}

test('an address is blocked after its failures, others are not', () => {
  const { throttle, fail } = clocked()
  fail('10.0.0.7', 4)
  expect(throttle.blocked('10.0.0.7')).toBe(false)
  fail('10.0.0.7', 1)
  expect(throttle.blocked('10.0.0.7')).toBe(true)
  expect(throttle.blocked('::ffff:10.0.0.7')).toBe(true)
  expect(throttle.blocked('10.0.0.8')).toBe(false)
})

test('failures are given back over a minute, one by one', () => {
  const { throttle, fail, wait } = clocked()
  fail('10.0.0.7', 50)
  wait(11_000)
  expect(throttle.blocked('10.0.0.7')).toBe(true)
  wait(2000)
  expect(throttle.blocked('10.0.0.7')).toBe(false)
  fail('10.0.0.7', 1)
  expect(throttle.blocked('10.0.0.7')).toBe(true)
  wait(60_000)
  fail('10.0.0.7', 4)
  expect(throttle.blocked('10.0.0.7')).toBe(false)
})

test('all addresses of one IPv6 subscriber count together', () => {
  const { throttle, fail } = clocked()
  for (let i = 0; i < 5; i++) fail(`2001:db8:0:1::${i}`, 1)
  expect(throttle.blocked('2001:db8:0:1:ffff::9')).toBe(true)
  expect(throttle.blocked('2001:db8:0:2::1')).toBe(false)
})

test('memory is bounded: the least recent address is forgotten', () => {
  const { throttle, fail } = clocked({ maxAddresses: 2 })
  fail('10.0.0.1', 9)
  fail('10.0.0.2', 9)
  fail('10.0.0.3', 9)
  expect(throttle.blocked('10.0.0.1')).toBe(false)
  expect(throttle.blocked('10.0.0.3')).toBe(true)
})

test('a clock that is set back neither unblocks nor fails', () => {
  const { throttle, fail, wait } = clocked()
  fail('10.0.0.7', 9)
  wait(-500_000)
  expect(throttle.blocked('10.0.0.7')).toBe(true)
})
