/** CircleCI tokens. */
import { detector } from './detector.ts'

export const circleciToken = detector({
  id: 'circleci-token',
  name: 'CircleCI token',
  source: 'https://circleci.com/docs/managing-api-tokens/',
  keywords: ['CCIPAT_', 'CCIPRJ_'],
  pattern: 'CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,24}_[0-9a-f]{40}',
  examples: {
    match: ['CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}'],
    ignore: [['CCIPAT_token', 'too short']],
  },
})
