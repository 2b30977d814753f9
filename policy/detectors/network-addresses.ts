/** IP and MAC addresses, a category of their own; the engine is scan-network.ts. */
import { engineDetector } from './detector.ts'

export const ipAddress = engineDetector({
  id: 'ip-address',
  name: 'IP address',
  category: 'network',
  severity: 'low',
  source: 'https://www.rfc-editor.org/rfc/rfc5952',
  check: 'four numbers up to 255, or groups of hex digits; private and documentation ranges are low',
  examples: {
    match: [
      'from «81\\.2\\.[1-9]\\d\\.[1-9]\\d» port 22',
      'peer «2a02:8109:[1-9a-f][0-9a-f]{3}:[1-9a-f][0-9a-f]{3}::[1-9a-f][0-9a-f]»',
    ],
    ignore: [
      ['host 192\\.168\\.1\\.[1-9]', 'a private range'],
      ['version 4\\.12\\.0\\.1', 'a version'],
    ],
  },
})

export const macAddress = engineDetector({
  id: 'mac-address',
  name: 'MAC address',
  category: 'network',
  severity: 'low',
  source: 'https://standards.ieee.org/products-programs/regauth/',
  check: 'six pairs of hex digits, neither all equal nor a group address of a standard',
  examples: {
    match: ['ether «[0-9a-f]4:[1-9a-f][0-9a-f]:[0-9a-f][1-9a-f]:[0-9a-f]{2}:[0-9a-f]{2}:[1-9a-f]{2}»'],
    ignore: [
      ['ff:ff:ff:ff:ff:ff', 'broadcast'],
      ['at 12:30:45', 'a time'],
    ],
  },
})
