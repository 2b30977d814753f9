import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAddressGuard } from '../../proxy/address-guard.ts'
import { SettingsError } from '../../proxy/errors.ts'

const guard = createAddressGuard([])

test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
  '%s may be reached',
  address => expect(guard.refuse(address)).toBeNull(),
)

test.each([
  ['10.0.0.1', 'a private address'],
  ['172.16.0.1', 'a private address'],
  ['192.168.0.1', 'a private address'],
  ['127.0.0.1', 'a loopback address'],
  ['127.8.9.1', 'a loopback address'],
  ['::1', 'a loopback address'],
  ['169.254.169.254', 'a link-local or metadata address'],
  ['fe80::1', 'a link-local or metadata address'],
  ['fd12::1', 'a private address'],
  ['100.64.0.1', 'a shared (carrier-grade NAT) address'],
  ['168.63.129.16', 'a cloud metadata address'],
  ['0.0.0.0', 'the unspecified address'],
  ['::', 'the unspecified address'],
  ['255.255.255.255', 'a broadcast address'],
  ['224.0.0.1', 'a multicast address'],
  ['ff02::1', 'a multicast address'],
  ['192.0.2.1', 'in a reserved range'],
  ['240.0.0.1', 'in a reserved range'],
  // IPv4 addresses in the clothes of IPv6.
  ['::ffff:127.0.0.1', 'a loopback address'],
  ['::ffff:a00:1', 'a private address'],
  ['64:ff9b::7f00:1', 'a loopback address'],
  ['64:ff9b::a9fe:a9fe', 'a link-local or metadata address'],
  ['64:ff9b::a83f:8110', 'a cloud metadata address'],
  ['::ffff:168.63.129.16', 'a cloud metadata address'],
  // IPv4-compatible, and NAT64 with a prefix of the network's own: where that leads is not known.
  ['::127.0.0.1', 'a loopback address'],
  ['::7f00:1', 'in a reserved range (not global unicast)'],
  ['::a00:1', 'in a reserved range (not global unicast)'],
  ['64:ff9b:1::808:808', 'in a reserved range'],
  ['64:ff9b:1:a00:1::', 'in a reserved range'],
  ['::ffff:0:127.0.0.1', 'in a reserved range'],
  ['2002:7f00:1::', 'in a reserved range (6to4)'],
  ['2002:808:808::1', 'in a reserved range (6to4)'],
  ['2001:0:1::1', 'in a reserved range (teredo)'],
  // Metadata services of other clouds, and ranges that nobody public has.
  ['100.100.100.200', 'a shared (carrier-grade NAT) address'],
  ['192.0.0.192', 'in a reserved range'],
  ['fd00:ec2::254', 'a private address'],
  ['fec0::1', 'in a reserved range'],
  ['4000::1', 'in a reserved range'],
  ['198.18.0.1', 'in a reserved range'],
  ['0.1.2.3', 'the unspecified address'],
  ['fe80::1%eth0', 'a link-local or metadata address'],
  ['not an address', 'is not an IP address'],
  ['', 'is not an IP address'],
])('%s is refused: %s', (address, words) => expect(guard.refuse(address)).toContain(words))

test('settings allow single addresses and networks, of both kinds, and nothing beside them', () => {
  const open = createAddressGuard(['10.1.0.0/16', '192.168.7.7', 'fd00::/8'])
  expect(open.refuse('10.1.2.3')).toBeNull()
  expect(open.refuse('::ffff:10.1.2.3')).toBeNull()
  expect(open.refuse('192.168.7.7')).toBeNull()
  expect(open.refuse('fd12::1')).toBeNull()
  expect(open.refuse('10.2.0.1')).not.toBeNull()
  expect(open.refuse('192.168.7.8')).not.toBeNull()
  expect(open.refuse('fe80::1')).not.toBeNull()
})

test('no IPv4 address that is refused is reached in the form of IPv6', () => {
  const quad = fc.tuple(fc.constantFrom(10, 100, 127, 169, 172, 192, 0, 224, 8), fc.nat(255), fc.nat(255), fc.nat(255))
  fc.assert(
    fc.property(quad, parts => {
      const [a, b, c, d] = parts
      const dotted = parts.join('.')
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
      fc.pre(guard.refuse(dotted) !== null)
      for (const form of [`::ffff:${dotted}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `::${hex}`, `2002:${hex}::1`])
        expect([form, guard.refuse(form)]).not.toEqual([form, null])
    }),
  )
})

test('settings may allow what NAT64 leads to, or NAT64 itself', () => {
  expect(createAddressGuard(['10.0.0.0/8']).refuse('64:ff9b::a01:203')).toBeNull()
  expect(createAddressGuard(['64:ff9b::/96']).refuse('64:ff9b::a01:203')).toBeNull()
  expect(createAddressGuard(['64:ff9b:1::/48']).refuse('64:ff9b:1::1')).toBeNull()
})

test.each(['10.0.0.0/33', 'ten', ''])('a network that is none (%s) is an error that names the setting', text => {
  expect(() => createAddressGuard([text])).toThrow(SettingsError)
  expect(() => createAddressGuard([text])).toThrow(/upstream\.allow_networks/)
})
