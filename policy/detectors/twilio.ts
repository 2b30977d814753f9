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
  onRequest: true,
  source: 'https://www.twilio.com/docs/glossary/what-is-a-sid',
  keywords: ['AC'],
  pattern: 'AC[0-9a-f]{32}',
  examples: {
    match: ['AC[0-9a-f]{32}'],
    ignore: [['AC00000000000000000000000000000000', 'a placeholder']],
  },
})

export const twilioAuthToken = detector({
  id: 'twilio-auth-token',
  name: 'Twilio auth token behind its account id',
  severity: 'critical',
  source: 'https://www.twilio.com/docs/iam/api-keys',
  keywords: ['AC'],
  pattern: 'AC[0-9a-f]{32}\\W{1,8}(?:[A-Za-z_]{2,24}\\W{1,6}){0,3}([0-9a-f]{32})',
  shortest: 34,
  entropy: 2.5,
  examples: {
    match: [
      'new Client("AC[0-9a-f]{32}", "«[0-9a-f]{32}»")',
      'account AC[0-9a-f]{32} auth token «[0-9a-f]{32}»',
      'curl -u AC[0-9a-f]{32}:«[0-9a-f]{32}» -s',
    ],
    ignore: [['AC[0-9a-f]{32}', 'the account id alone']],
  },
})
