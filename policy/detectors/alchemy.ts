/** Alchemy keys. */
import { detector } from './detector.ts'

export const alchemyKey = detector({
  id: 'alchemy-key',
  name: 'Alchemy key or token',
  source: 'https://www.alchemy.com/docs/create-an-api-key',
  keywords: ['alcht_'],
  pattern: 'alcht_[A-Za-z0-9]{28,34}',
  entropy: 3,
  examples: {
    match: ['alcht_[A-Za-z0-9]{30}'],
    ignore: [['alcht_key', 'too short']],
  },
})
