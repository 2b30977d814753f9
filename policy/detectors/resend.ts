/** Resend keys. */
import { detector } from './detector.ts'

export const resendApiKey = detector({
  id: 'resend-api-key',
  name: 'Resend API key',
  source: 'https://resend.com/docs/api-reference/introduction',
  keywords: ['re_'],
  pattern: 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,28}',
  entropy: 3.2,
  examples: {
    match: ['re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}'],
    ignore: [['re_compiled_expression_for_all_paths', 'words']],
  },
})
