/** PostHog keys. */
import { detector } from './detector.ts'

export const posthogPersonalKey = detector({
  id: 'posthog-personal-key',
  name: 'PostHog personal API key',
  source: 'https://posthog.com/docs/api',
  keywords: ['phx_', 'phs_'],
  pattern: 'ph[xs]_[A-Za-z0-9]{40,50}',
  examples: {
    match: ['phx_[A-Za-z0-9]{43}'],
    ignore: [['phc_[A-Za-z0-9]{43}', 'public by design']],
  },
})
