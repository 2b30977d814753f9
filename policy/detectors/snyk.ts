/** Snyk tokens. */
import { detector } from './detector.ts'

export const snykToken = detector({
  id: 'snyk-token',
  name: 'Snyk token',
  source: 'https://docs.snyk.io/snyk-api/authentication-for-api',
  keywords: ['snyk_uat.', 'snyk_sat.'],
  pattern: 'snyk_[us]at\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{40,}',
  longest: 1500,
  examples: {
    match: ['snyk_uat\\.[0-9a-f]{8}\\.[A-Za-z0-9]{60}\\.[A-Za-z0-9]{86}'],
    ignore: [['snyk_uat.token', 'too short']],
  },
})
