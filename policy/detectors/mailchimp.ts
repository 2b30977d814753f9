/** Mailchimp keys. */
import { detector } from './detector.ts'

export const mailchimpApiKey = detector({
  id: 'mailchimp-api-key',
  name: 'Mailchimp API key',
  source: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
  keywords: ['-us'],
  pattern: '[0-9a-f]{32}-us\\d{1,2}',
  lead: 32,
  entropy: 2.5,
  examples: {
    match: ['[0-9a-f]{32}-us\\d{2}'],
    ignore: [['00000000000000000000000000000000-us1', 'a placeholder']],
  },
})

export const mandrillApiKey = detector({
  id: 'mandrill-api-key',
  name: 'Mandrill API key',
  source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
  keywords: ['md-'],
  pattern: 'md-[A-Za-z0-9_-]{22}',
  entropy: 3.6,
  confidence: 'medium',
  examples: {
    match: ['md-[A-Za-z0-9_-]{21}[A-Za-z0-9]'],
    ignore: [['md-button-raised-primary-x', 'words']],
  },
})
