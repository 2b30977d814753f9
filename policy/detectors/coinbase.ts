/** Coinbase keys. */
import { detector } from './detector.ts'

export const coinbaseKeyName = detector({
  id: 'coinbase-key-name',
  name: 'Coinbase Developer Platform key name',
  severity: 'medium',
  source: 'https://docs.cdp.coinbase.com/get-started/docs/cdp-api-keys/',
  keywords: ['organizations/'],
  pattern:
    'organizations/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/apiKeys/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: [
      'organizations/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/apiKeys/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ],
    ignore: [['organizations/acme/members', 'a path']],
  },
})
