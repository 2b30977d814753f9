import { expect, test } from 'vitest'
import { parseAddress, parseNetwork, within } from '../../policy/network.ts'

test.each([
  ['10.20.0.0/16', '10.20.255.1', true],
  ['10.20.0.0/16', '10.21.0.1', false],
  ['10.20.0.0/16', '::ffff:10.20.0.1', true],
  ['10.0.0.7', '10.0.0.7', true],
  ['10.0.0.7', '10.0.0.8', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['2001:db8::/32', '2001:db8:1::9', true],
  ['2001:db8::/32', '2001:db9::', false],
  ['fe80::/10', 'fe80::1%eth0', true],
])('%s holds %s: %s', (network, address, expected) => {
  expect(within(parseAddress(address)!, parseNetwork(network)!)).toBe(expected)
})

test.each(['10.1', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', 'eng', '0x7f.0.0.1', ''])(
  '%s is no network',
  text => {
    expect(parseNetwork(text)).toBeNull()
  },
)
