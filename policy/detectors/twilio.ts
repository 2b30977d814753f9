/** Twilio keys. */
import { detector } from './detector.ts'

export const twilioApiKey = detector({
  id: 'twilio-api-key',
  name: 'Twilio API key',
  source: 'https://www.twilio.com/docs/iam/api-keys',
  keywords: ['SK'],
  pattern: 'SK[0-9a-f]{32}',
  examples: {
    match: ['SK[0-9a-f]{32}'],
    ignore: [['SK00000000000000000000000000000000', 'a placeholder']],
  },
})

export const twilioAccountSid = detector({
  id: 'twilio-account-sid',
  name: 'Twilio account id',
  severity: 'low',
  source: 'https://www.twilio.com/docs/glossary/what-is-a-sid',
  keywords: ['AC'],
  pattern: 'AC[0-9a-f]{32}',
  examples: {
    match: ['AC[0-9a-f]{32}'],
    ignore: [['AC00000000000000000000000000000000', 'a placeholder']],
  },
})
