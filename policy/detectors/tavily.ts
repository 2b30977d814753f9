/** Tavily keys. */
import { detector } from './detector.ts'

export const tavilyApiKey = detector({
  id: 'tavily-api-key',
  name: 'Tavily API key',
  source: 'https://docs.tavily.com/documentation/quickstart',
  keywords: ['tvly-'],
  pattern: 'tvly-(?:dev-|prod-)?[A-Za-z0-9]{28,40}',
  entropy: 3,
  examples: {
    match: ['tvly-(?:dev-)?[A-Za-z0-9]{32}'],
    ignore: [['tvly-YOUR_API_KEY', 'a placeholder']],
  },
})
