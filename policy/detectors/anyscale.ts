/** Anyscale and Together keys. */
import { detector } from './detector.ts'

export const anyscaleApiKey = detector({
  id: 'anyscale-api-key',
  name: 'Anyscale API key',
  source: 'https://docs.anyscale.com/',
  keywords: ['esecret_'],
  pattern: 'esecret_[A-Za-z0-9]{24,40}',
  entropy: 3,
  examples: {
    match: ['esecret_[A-Za-z0-9]{28}'],
    ignore: [['esecret_name', 'too short']],
  },
})

export const togetherApiKey = detector({
  id: 'together-api-key',
  name: 'Together AI API key',
  source: 'https://docs.together.ai/reference/authentication-1',
  keywords: ['tgp_v1_'],
  pattern: 'tgp_v1_[A-Za-z0-9_-]{40,60}',
  examples: {
    match: ['tgp_v1_[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['tgp_v1_key', 'too short']],
  },
})
