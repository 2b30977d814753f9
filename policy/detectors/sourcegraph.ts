/** Sourcegraph tokens. */
import { detector } from './detector.ts'

export const sourcegraphToken = detector({
  id: 'sourcegraph-token',
  name: 'Sourcegraph access token',
  source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
  keywords: ['sgp_', 'slk_', 'sgd_'],
  pattern: 'sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}|slk_[0-9a-f]{64}|sgd_[0-9a-f]{64}|sgp_[A-Za-z0-9]{64}',
  examples: {
    match: ['sgp_[0-9a-f]{16}_[0-9a-f]{40}', 'sgp_[0-9a-f]{40}'],
    ignore: [['sgp_token', 'too short']],
  },
})
