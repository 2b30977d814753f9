/** Braintree tokens. */
import { detector } from './detector.ts'

export const braintreeAccessToken = detector({
  id: 'braintree-access-token',
  name: 'Braintree access token',
  severity: 'critical',
  source: 'https://developer.paypal.com/braintree/docs/guides/authorization/overview',
  keywords: ['access_token$'],
  pattern: 'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  examples: {
    match: ['access_token\\$production\\$[0-9a-z]{16}\\$[0-9a-f]{32}'],
    ignore: [['access_token\\$production', 'too short']],
  },
})
