/** IP and MAC addresses; private, example and version-like ones are low. */
import { expect, test } from 'vitest'
import { findings, scanned } from './pages.ts'

test.each([
  ['from 185.199.108.153 port 443', '185.199.108.153'],
  ['at 2a02:8109:9abc:1234::17.', '2a02:8109:9abc:1234::17'],
  ['ether 3c:22:fb:4a:91:0e brd', '3c:22:fb:4a:91:0e'],
])('%s', (text, address) => {
  expect(scanned(text).map(([, value]) => value)).toEqual([address])
})

test.each([
  '192.168.1.20',
  'version 114.0.5735.90',
  '203.0.113.9',
  'section 27.4.2.6',
  'fe80::1ff:fe23:4567:890a',
  '8.8.8.8',
])('low: %s', text => {
  expect(findings(text)).toEqual([])
})

test.each(['1.2.3', '1.2.3.4.5', '256.1.1.1', '12:30:45', 'std::vector<a::b>', 'a:b:c'])('nothing in: %s', text => {
  expect(findings(text, 'low')).toEqual([])
})

test.each([
  ['MAC: 3c-d5-1e-a4-ec-7e.', 1],
  ['adapter 3C-D5-1E-A4-EC-7E up', 1],
  ['20-24-01-01-12-30 is no address', 0],
  ['x3C-D5-1E-A4-EC-7E-00', 0],
])('MAC addresses with hyphens in %j', (text, count) => {
  expect(findings(text).filter(one => one.detector === 'mac-address')).toHaveLength(count)
})
