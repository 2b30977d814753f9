/** X (Twitter) tokens. */
import { detector } from './detector.ts'

export const twitterBearerToken = detector({
  id: 'twitter-bearer-token',
  name: 'X application bearer token',
  source: 'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only',
  keywords: ['AAAAAAAAAAAAAAAAAAAAA'],
  pattern: 'A{21,23}[A-Za-z0-9%]{60,100}',
  entropy: 3.4,
  examples: {
    match: ['A{22}[B-Za-z0-9][A-Za-z0-9]{79}'],
    ignore: [['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'padding']],
  },
})
