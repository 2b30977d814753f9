/** Stability AI and other keys of the form sk- with letters and digits. */
import { detector } from './detector.ts'

export const genericSkKey = detector({
  id: 'generic-sk-key',
  name: 'API key of the form sk- with 32 to 64 letters and digits',
  source: 'https://platform.stability.ai/docs/api-reference',
  keywords: ['sk-'],
  pattern: 'sk-[A-Za-z0-9]{32,64}',
  entropy: 3.5,
  confidence: 'medium',
  examples: {
    match: ['sk-[A-Za-z0-9]{48}'],
    ignore: [
      ['sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a placeholder'],
      ['sk-fading-circle-container-with-shadow', 'a CSS class'],
    ],
  },
})
