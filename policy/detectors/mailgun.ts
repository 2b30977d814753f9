/** Mailgun keys. */
import { detector } from './detector.ts'

export const mailgunApiKey = detector({
  id: 'mailgun-api-key',
  name: 'Mailgun API key',
  source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/',
  keywords: ['key-'],
  pattern: 'key-[0-9a-zA-Z]{32}',
  entropy: 3,
  known: ['key-3ax6xnjp29jd6fds4gc373sgvjxteol0'],
  examples: {
    match: ['key-[0-9a-f]{32}'],
    ignore: [['key-3ax6xnjp29jd6fds4gc373sgvjxteol0', 'the documented example']],
  },
})
