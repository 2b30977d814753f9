/** Shippo tokens. */
import { detector } from './detector.ts'

export const shippoToken = detector({
  id: 'shippo-token',
  name: 'Shippo API token',
  source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
  keywords: ['shippo_live_', 'shippo_test_'],
  pattern: 'shippo_(?:live|test)_[0-9a-f]{40}',
  examples: {
    match: ['shippo_live_[0-9a-f]{40}'],
    ignore: [['shippo_live_token', 'too short']],
  },
})
