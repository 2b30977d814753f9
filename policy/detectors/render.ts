/** Render keys. */
import { detector } from './detector.ts'

export const renderApiKey = detector({
  id: 'render-api-key',
  name: 'Render API key',
  source: 'https://render.com/docs/api',
  keywords: ['rnd_'],
  pattern: 'rnd_[A-Za-z0-9]{28,36}',
  entropy: 3,
  examples: {
    match: ['rnd_[A-Za-z0-9]{32}'],
    ignore: [['rnd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
