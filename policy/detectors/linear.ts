/** Linear keys. */
import { detector } from './detector.ts'

export const linearApiKey = detector({
  id: 'linear-api-key',
  name: 'Linear API key',
  source: 'https://linear.app/developers/graphql',
  keywords: ['lin_api_', 'lin_oauth_', 'lin_wh_'],
  pattern: 'lin_(?:api|oauth|wh)_[A-Za-z0-9]{32,70}',
  entropy: 3,
  examples: {
    match: ['lin_api_[A-Za-z0-9]{40}'],
    ignore: [['lin_api_key', 'too short']],
  },
})
