/** Replicate tokens. */
import { detector } from './detector.ts'

export const replicateToken = detector({
  id: 'replicate-token',
  name: 'Replicate API token',
  source: 'https://replicate.com/docs/reference/http',
  keywords: ['r8_'],
  pattern: 'r8_[A-Za-z0-9]{32,42}',
  entropy: 3,
  examples: {
    match: ['r8_[A-Za-z0-9]{37}'],
    ignore: [['r8_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
