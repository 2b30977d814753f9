/** SendGrid keys. */
import { detector } from './detector.ts'

export const sendgridApiKey = detector({
  id: 'sendgrid-api-key',
  name: 'SendGrid API key',
  source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  keywords: ['SG.'],
  pattern: 'SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}',
  entropy: 3.5,
  examples: {
    match: ['SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['SG.xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
