/** DeepSeek keys. */
import { detector } from './detector.ts'

export const deepseekApiKey = detector({
  id: 'deepseek-api-key',
  name: 'DeepSeek API key, and other keys of the form sk- with 32 hex digits',
  source: 'https://api-docs.deepseek.com/',
  keywords: ['sk-'],
  pattern: 'sk-[0-9a-f]{32}',
  entropy: 2.5,
  examples: {
    match: ['sk-[0-9a-f]{32}'],
    ignore: [['sk-00000000000000000000000000000000', 'a placeholder']],
  },
})
