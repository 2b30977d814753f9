/** Okta tokens. */
import { detector } from './detector.ts'

export const oktaToken = detector({
  id: 'okta-token',
  name: 'Okta API token',
  source: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  keywords: ['00'],
  pattern: '00[A-Za-z0-9_-]{40}',
  entropy: 4.2,
  confidence: 'medium',
  exact: true,
  examples: {
    match: ['SSWS «00[A-Za-z_-][A-Za-z0-9_-]{38}[A-Za-z]»'],
    ignore: [
      ['00[0-9]{40}', 'only digits'],
      ['00[0-9a-f]{38}', 'a hash'],
    ],
  },
})
