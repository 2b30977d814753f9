/** Groq keys. */
import { detector } from './detector.ts'

export const groqApiKey = detector({
  id: 'groq-api-key',
  name: 'Groq API key',
  source: 'https://console.groq.com/docs/api-reference',
  keywords: ['gsk_'],
  pattern: 'gsk_[A-Za-z0-9]{40,60}',
  entropy: 3,
  examples: {
    match: ['gsk_[A-Za-z0-9]{52}'],
    ignore: [['gsk_your_api_key_here', 'too short']],
  },
})
