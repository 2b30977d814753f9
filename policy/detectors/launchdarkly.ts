/** LaunchDarkly keys. */
import { detector } from './detector.ts'

export const launchdarklyKey = detector({
  id: 'launchdarkly-key',
  name: 'LaunchDarkly SDK or API key',
  source: 'https://docs.launchdarkly.com/home/account/api',
  keywords: ['sdk-', 'api-'],
  pattern: '(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  examples: {
    match: [
      'sdk-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
      'api-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ],
    ignore: [['api-00000000-0000-0000-0000-000000000000', 'a placeholder']],
  },
})
