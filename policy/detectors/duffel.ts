/** Duffel tokens. */
import { detector } from './detector.ts'

export const duffelToken = detector({
  id: 'duffel-token',
  name: 'Duffel access token',
  source: 'https://duffel.com/docs/api/overview/authentication',
  keywords: ['duffel_live_', 'duffel_test_'],
  pattern: 'duffel_(?:live|test)_[A-Za-z0-9_-]{40,46}',
  examples: {
    match: ['duffel_live_[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['duffel_test_token', 'too short']],
  },
})
