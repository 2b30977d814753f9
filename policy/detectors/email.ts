/** E-mail addresses; the engine is scan-email.ts. */
import { engineDetector } from './detector.ts'

export const emailAddress = engineDetector({
  id: 'email-address',
  name: 'E-mail address',
  category: 'personal',
  severity: 'low',
  source: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  check: 'local part and domain are well formed; role addresses and example domains are low',
  examples: {
    match: ['write to «[a-z]{5}\\.[a-z]{7}@[a-z]{8}\\.(?:com|de|co\\.uk)».'],
    ignore: [
      ['[a-z]{6}@example\\.com', 'a domain kept for examples'],
      ['git@github\\.com:org/repo', 'an address of a program'],
      ['logo@2x\\.png', 'a file name'],
    ],
  },
})
