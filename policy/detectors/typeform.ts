/** Typeform tokens. */
import { detector } from './detector.ts'

export const typeformToken = detector({
  id: 'typeform-token',
  name: 'Typeform personal access token',
  source: 'https://www.typeform.com/developers/get-started/personal-access-token/',
  keywords: ['tfp_'],
  pattern: 'tfp_[A-Za-z0-9_.=-]{44,64}',
  entropy: 3.3,
  examples: {
    match: ['tfp_[A-Za-z0-9]{44}_[A-Za-z0-9]{14}'],
    ignore: [['tfp_token', 'too short']],
  },
})
