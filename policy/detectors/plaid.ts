/** Plaid tokens. */
import { detector } from './detector.ts'

export const plaidAccessToken = detector({
  id: 'plaid-access-token',
  name: 'Plaid access token',
  source: 'https://plaid.com/docs/api/tokens/',
  keywords: ['access-production-', 'access-sandbox-', 'access-development-'],
  pattern: 'access-(?:production|sandbox|development)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: ['access-production-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
    ignore: [['access-production-database', 'words']],
  },
})
