/** MaxMind licence keys. */
import { detector } from './detector.ts'

export const maxmindLicenseKey = detector({
  id: 'maxmind-license-key',
  name: 'MaxMind licence key',
  source: 'https://support.maxmind.com/hc/en-us/articles/4407111582235',
  keywords: ['_mmk'],
  pattern: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk',
  lead: 36,
  examples: {
    match: ['[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk'],
    ignore: [['my_mmk', 'too short']],
  },
})
