import { describe, expect, test } from 'vitest'
import { createAddressMap } from '../../../proxy/identity/address-map.ts'

const map = createAddressMap({
  '10.0.0.0/8': 'office',
  '10.20.0.0/16': { user: 'contractor', groups: ['contractors'] },
  '10.20.0.7': 'ann',
  '2001:db8::/32': 'v6-office',
  '2001:db8:1::5': 'ben',
  '0.0.0.0/0': 'anyone',
})

test.each([
  ['10.1.2.3', 'office'],
  ['10.20.1.1', 'contractor'],
  ['10.20.0.7', 'ann'],
  ['192.0.2.1', 'anyone'],
  ['::ffff:10.20.0.7', 'ann'],
  ['2001:db8::9', 'v6-office'],
  ['2001:0db8:0001:0000::5', 'ben'],
])('%s is %s: the most specific entry wins', (address, user) => {
  expect(map.identify({ address })).toMatchObject({ kind: 'identified', identity: { user, address } })
})

test('groups of the entry are the groups of the person', () => {
  expect(map.identify({ address: '10.20.1.1' })).toMatchObject({
    identity: { directoryGroups: ['contractors'], identifiedBy: 'address-map' },
  })
})

test.each(['2001:db9::1', '', 'unix', '10.20.0.7:443'])('%j is nobody of the map', address => {
  expect(map.identify({ address })).toEqual({ kind: 'unknown' })
})

describe('an entry that is no address stops the start, by name', () => {
  test.each(['10.1', '10.0.0.0/33', 'ann', '010.0.0.1', '10.0.0.0/8/8', '2001:db8::/129', ''])('%j', text => {
    expect(() => createAddressMap({ [text]: 'ann' })).toThrow(
      `identity.addresses: ${JSON.stringify(text)} is neither an IP address nor a network (CIDR)`,
    )
  })
})
