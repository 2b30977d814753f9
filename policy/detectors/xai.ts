/** xAI keys. */
import { detector } from './detector.ts'

export const xaiApiKey = detector({
  id: 'xai-api-key',
  name: 'xAI API key',
  source: 'https://docs.x.ai/docs/overview',
  keywords: ['xai-'],
  pattern: 'xai-[A-Za-z0-9]{60,90}',
  entropy: 3,
  examples: {
    match: ['xai-[A-Za-z0-9]{80}'],
    ignore: [['xai-grok-beta', 'a model name']],
  },
})
