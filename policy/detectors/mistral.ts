/** Mistral, Cohere and AI21 keys with a mark. */
import { detector } from './detector.ts'

export const cohereApiKey = detector({
  id: 'cohere-api-key',
  name: 'Cohere API key',
  source: 'https://docs.cohere.com/reference/about',
  keywords: ['co_'],
  pattern: 'co_[A-Za-z0-9]{38,42}',
  entropy: 3.5,
  examples: {
    match: ['co_[A-Za-z0-9]{40}'],
    ignore: [['co_routine_with_many_other_words_inside_it', 'words']],
  },
})
