/** OpenRouter keys. */
import { detector } from './detector.ts'

export const openrouterApiKey = detector({
  id: 'openrouter-api-key',
  name: 'OpenRouter API key',
  severity: 'critical',
  source: 'https://openrouter.ai/docs/api-reference/authentication',
  keywords: ['sk-or-'],
  pattern: 'sk-or-(?:v\\d-)?[0-9a-f]{48,64}',
  examples: {
    match: ['sk-or-v1-[0-9a-f]{64}'],
    ignore: [['sk-or-v1-your-key', 'too short']],
  },
})
