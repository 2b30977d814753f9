/** Meta (Facebook) tokens. */
import { detector } from './detector.ts'

export const facebookToken = detector({
  id: 'facebook-token',
  name: 'Meta access token',
  source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
  keywords: ['EAA'],
  pattern: 'EAA[A-Za-z0-9]{80,400}',
  entropy: 4,
  examples: {
    match: ['EAA[A-Z][A-Za-z0-9]{150}'],
    ignore: [['EAAAA', 'too short']],
  },
})
