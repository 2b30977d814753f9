/** Perplexity keys. */
import { detector } from './detector.ts'

export const perplexityApiKey = detector({
  id: 'perplexity-api-key',
  name: 'Perplexity API key',
  source: 'https://docs.perplexity.ai/getting-started/quickstart',
  keywords: ['pplx-'],
  pattern: 'pplx-[A-Za-z0-9]{40,64}',
  entropy: 3,
  examples: {
    match: ['pplx-[A-Za-z0-9]{48}'],
    ignore: [['pplx-70b-online', 'a model name']],
  },
})
