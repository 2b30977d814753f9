/** WireGuard keys. */
import { detector } from './detector.ts'

export const wireguardPrivateKey = detector({
  id: 'wireguard-private-key',
  name: 'WireGuard private or preshared key',
  severity: 'critical',
  source: 'https://www.wireguard.com/quickstart/',
  keywords: ['PrivateKey', 'PresharedKey'],
  pattern: 'P(?:rivate|reshared)Key\\s{0,3}=\\s{0,3}([A-Za-z0-9+/]{43}=)',
  boundary: 'before',
  examples: {
    match: ['PrivateKey = «[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=»'],
    ignore: [['PrivateKey = your-private-key', 'a placeholder']],
  },
})
