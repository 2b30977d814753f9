/** Heroku keys. */
import { detector } from './detector.ts'

export const herokuApiKey = detector({
  id: 'heroku-api-key',
  name: 'Heroku API key',
  severity: 'critical',
  source: 'https://devcenter.heroku.com/articles/authentication',
  keywords: ['HRKU-'],
  pattern: 'HRKU-(?:AA)?[A-Za-z0-9_-]{36,64}',
  entropy: 3,
  examples: {
    match: ['HRKU-AA[A-Za-z0-9_-]{57}[A-Za-z0-9]'],
    ignore: [['HRKU-key', 'too short']],
  },
})
