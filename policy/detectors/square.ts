/** Square tokens. */
import { detector } from './detector.ts'

export const squareAccessToken = detector({
  id: 'square-access-token',
  name: 'Square access token',
  severity: 'critical',
  source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  keywords: ['EAAA', 'sq0atp-'],
  pattern: 'EAAA[A-Za-z0-9_-]{56,64}|sq0atp-[A-Za-z0-9_-]{20,24}',
  entropy: 3.5,
  examples: {
    match: ['EAAA[A-Za-z0-9_-]{59}[A-Za-z0-9]', 'sq0atp-[A-Za-z0-9_-]{21}[A-Za-z0-9]'],
    ignore: [['EAAAAAAAAAAA', 'too short']],
  },
})

export const squareOauthSecret = detector({
  id: 'square-oauth-secret',
  name: 'Square OAuth secret',
  source: 'https://developer.squareup.com/docs/oauth-api/overview',
  keywords: ['sq0csp-'],
  pattern: 'sq0csp-[A-Za-z0-9_-]{40,46}',
  examples: {
    match: ['sq0csp-[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['sq0csp-secret', 'too short']],
  },
})
