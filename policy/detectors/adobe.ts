/** Adobe client secrets. */
import { detector } from './detector.ts'

export const adobeClientSecret = detector({
  id: 'adobe-client-secret',
  name: 'Adobe client secret',
  source: 'https://developer.adobe.com/developer-console/docs/guides/authentication/',
  keywords: ['p8e-', 'p8-'],
  pattern: 'p8e?-[A-Za-z0-9_-]{32}',
  entropy: 3.4,
  examples: {
    match: ['p8e-[A-Za-z0-9_-]{31}[A-Za-z0-9]'],
    ignore: [['p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
