/** Brevo (Sendinblue) keys. */
import { detector } from './detector.ts'

export const brevoApiKey = detector({
  id: 'brevo-api-key',
  name: 'Brevo API or SMTP key',
  source: 'https://developers.brevo.com/docs/getting-started',
  keywords: ['xkeysib-', 'xsmtpsib-'],
  pattern: 'x(?:key|smtp)sib-[0-9a-f]{60,64}-[A-Za-z0-9]{16}',
  examples: {
    match: ['xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}'],
    ignore: [['xkeysib-your-key', 'too short']],
  },
})
