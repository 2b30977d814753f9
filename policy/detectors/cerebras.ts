/** Cerebras keys. */
import { detector } from './detector.ts'

export const cerebrasApiKey = detector({
  id: 'cerebras-api-key',
  name: 'Cerebras API key',
  source: 'https://inference-docs.cerebras.ai/quickstart',
  keywords: ['csk-'],
  pattern: 'csk-[A-Za-z0-9]{40,56}',
  entropy: 3,
  examples: {
    match: ['csk-[a-z0-9]{48}'],
    ignore: [['csk-your-key', 'too short']],
  },
})
